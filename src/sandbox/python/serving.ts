/**
 * Python of the driver: tests that call a program which lives in another process. The two sides exchange values; what is no plain value
 * stays where it is and is called from afar. The program's side is never given anything of the tests but arguments.
 */
export const servingPython = `
class Peer:
    """One side of a conversation. 'objects' are those that the other side may name."""
    def __init__(self, channel):
        self.channel = channel
        self.objects = {}

    def refer(self, value, write):
        key = id(value)
        self.objects[key] = value
        return [self.tag, [key, type_name(type(value)), callable(value)]]

    def written(self, value):
        return Writer(self.refer).write(value)

    def tell(self, kind, tree):
        self.channel.send({'kind': kind}, json.dumps(tree).encode())

    def ask(self, kind, tree):
        """Sends a question and answers the other side's until the answer comes."""
        self.tell(kind, tree)
        while True:
            kind, tree = self.hear()
            if kind == 'answer':
                return tree
            self.serve(kind, tree)

    def hear(self):
        try:
            header, payload = self.channel.receive()
            if header is not None:
                return header['kind'], json.loads(payload) if payload else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        self.gone = True
        raise Gone

    gone = False

class Gone(BaseException):
    """The other side has ended, or says what cannot be understood."""

class ProgramPeer(Peer):
    tag = 'r'

    def __init__(self, channel, names):
        super().__init__(channel)
        self.names = names

    def read(self, tree):
        return read_value(tree, self.resolve)

    def resolve(self, tag, body):
        if tag == 'r':
            return self.objects[body[0]]
        if tag == 'q':
            return Callback(self, body[0])
        if tag == 'p':
            return plain_type(body)
        raise ValueError('unknown tag')

    def refer(self, value, write):
        if isinstance(value, Callback):
            return ['q', [value._key, 'function', True]]
        plain = builtin_type(value)
        return ['p', plain] if plain else super().refer(value, write)

    def serve(self, kind, tree):
        try:
            done = self.do(kind, tree)
        except BaseException as error:
            if isinstance(error, MemoryError):
                done = {'error': ['MemoryError', []], 'line': None}
            else:
                told = failure(error)
                done = {'error': [builtin_error(error), self.safe_args(error)], 'type': told['type'], 'line': told['line']}
        self.tell('answer', done)

    def safe_args(self, error):
        try:
            return [Writer().write(item) for item in error.args][:4]
        except BaseException:
            return []

    def do(self, kind, tree):
        if kind == 'call':
            target = self.read(tree['target'])
            arguments = [self.read(item) for item in tree['args']]
            named = {key: self.read(item) for key, item in tree['named'].items()}
            value = target(*arguments, **named)
            # Lists and dicts that the program has changed are changed for the tests as well.
            after = [self.written(item) if isinstance(item, (list, dict, set)) else None for item in arguments]
            changed = [[place, now] for place, now in enumerate(after) if now is not None and now != tree['args'][place]]
            return {'value': self.written(value), 'changed': changed}
        if kind == 'name':
            return {'value': self.written(self.names[tree])}
        if kind == 'get':
            return {'value': self.written(getattr(self.read(tree['target']), tree['name']))}
        if kind == 'set':
            setattr(self.read(tree['target']), tree['name'], self.read(tree['value']))
            return {'value': None}
        if kind == 'iterate':
            return {'value': ['l', [self.written(item) for item in self.read(tree['target'])]]}
        if kind == 'next':
            return {'value': self.written(next(self.read(tree['target'])))}
        if kind == 'item':
            return {'value': self.written(self.read(tree['target'])[self.read(tree['key'])])}
        if kind == 'length':
            return {'value': self.written(len(self.read(tree['target'])))}
        if kind == 'truth':
            return {'value': bool(self.read(tree['target']))}
        if kind == 'text':
            return {'value': str(self.read(tree['target']))}
        raise ValueError('unknown question')

class Callback:
    """A function of the tests: it can be called, and nothing else."""
    def __init__(self, peer, key):
        self._peer, self._key = peer, key

    def __call__(self, *arguments):
        done = self._peer.ask('callback', {'key': self._key, 'args': [self._peer.written(item) for item in arguments]})
        if 'error' in done:
            raise RuntimeError('the function failed')
        return self._peer.read(done['value'])

def builtin_type(value):
    return value.__name__ if isinstance(value, type) and getattr(value, '__module__', '') == 'builtins' else None

def plain_type(name):
    kind = getattr(builtins, name)
    if not isinstance(kind, type):
        raise ValueError('not a type')
    return kind

def builtin_error(error):
    """Name of the nearest exception that both sides know."""
    for kind in type(error).__mro__:
        if kind.__module__ == 'builtins':
            return kind.__name__
    return 'Exception'

def run_serve(program, descriptor):
    code, source = compiled(program)
    names = namespace(program, 'program')
    given = set(names)
    exec(code, names)
    peer = ProgramPeer(Channel(descriptor, descriptor), names)
    own = [name for name in names if name.isidentifier() and (name not in given or names[name] is not program.names.get(name))]
    peer.tell('loaded', [name for name in own if not name.startswith('__') and not isinstance(names[name], types.ModuleType)])
    while True:
        peer.serve(*peer.hear())
`
