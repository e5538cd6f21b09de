/**
 * Python of the driver: the side that runs the tests. It stands in a process and a sandbox of its own; the program is asked over the
 * channel. What the program returns is a copy, or a reference whose comparison is never the program's to make.
 */
export const checkingPython = `
class ProgramFailed(Exception):
    """What the program raised, where it is no exception of the language's own."""

class CheckPeer(Peer):
    tag = 'q'

    def read(self, tree):
        return read_value(tree, self.resolve)

    def resolve(self, tag, body):
        if tag == 'r':
            return Remote(self, body[0])
        if tag == 'q':
            return self.objects[body[0]]
        if tag == 'p':
            return plain_type(body)
        raise ValueError('unknown tag')

    def refer(self, value, write):
        if isinstance(value, Remote):
            return ['r', [object.__getattribute__(value, '_key'), '', True]]
        plain = builtin_type(value)
        if plain:
            return ['p', plain]
        if not callable(value):
            if hasattr(value, '__iter__'):
                return write(list(value))
            raise TypeError('a test hands over what cannot be sent')
        return super().refer(value, write)

    def serve(self, kind, tree):
        try:
            value = self.objects[tree['key']](*[self.read(item) for item in tree['args']]) if kind == 'callback' else None
            self.tell('answer', {'value': self.written(value)})
        except Exception:
            self.tell('answer', {'error': True})

    def wanted(self, kind, tree):
        done = self.ask(kind, tree)
        if not isinstance(done, dict):
            self.gone = True
            raise Gone
        if 'error' in done:
            name, arguments = done['error']
            known = getattr(builtins, name, None)
            kind = known if isinstance(known, type) and issubclass(known, BaseException) else ProgramFailed
            try:
                error = kind(*[self.read(item) for item in arguments])
            except Exception:
                error = ProgramFailed(name)
            error.of_program = done.get('type') or name
            raise error
        return done

def changed(value, now):
    if isinstance(value, list):
        value[:] = now
    elif isinstance(value, (dict, set)):
        value.clear()
        value.update(now)

class Remote:
    """Something of the program's. Equal only to itself."""
    def __init__(self, peer, key):
        put = lambda name, value: object.__setattr__(self, name, value)
        put('_peer', peer)
        put('_key', key)

    def _target(self):
        return ['r', [object.__getattribute__(self, '_key'), '', True]]

    def __call__(self, *arguments, **named):
        peer = object.__getattribute__(self, '_peer')
        write = peer.written
        done = peer.wanted('call', {
            'target': object.__getattribute__(self, '_target')(), 'args': [write(item) for item in arguments],
            'named': {key: write(item) for key, item in named.items()},
        })
        for place, now in done.get('changed', []):
            changed(arguments[place], peer.read(now))
        return peer.read(done['value'])

    def _wanted(self, kind, **more):
        peer = object.__getattribute__(self, '_peer')
        tree = dict(more, target=object.__getattribute__(self, '_target')())
        return peer.read(peer.wanted(kind, tree)['value'])

    def __getattr__(self, name):
        return object.__getattribute__(self, '_wanted')('get', name=name)

    def __setattr__(self, name, value):
        peer = object.__getattribute__(self, '_peer')
        object.__getattribute__(self, '_wanted')('set', name=name, value=peer.written(value))

    def __iter__(self):
        return iter(object.__getattribute__(self, '_wanted')('iterate'))

    def __next__(self):
        return object.__getattribute__(self, '_wanted')('next')

    def __getitem__(self, key):
        peer = object.__getattribute__(self, '_peer')
        return object.__getattribute__(self, '_wanted')('item', key=peer.written(key))

    def __len__(self):
        length = object.__getattribute__(self, '_wanted')('length')
        return length if type(length) is int else 0

    def __bool__(self):
        return object.__getattribute__(self, '_wanted')('truth') is True

    def __str__(self):
        text = object.__getattribute__(self, '_wanted')('text')
        return text if type(text) is str else ''

    def __eq__(self, other):
        return isinstance(other, Remote) and object.__getattribute__(self, '_key') == object.__getattribute__(other, '_key')

    def __hash__(self):
        return hash(object.__getattribute__(self, '_key'))

def run_check(given, descriptor):
    """Runs the tests in order; tells which was the first that failed, and how."""
    try:
        codes = [compile(text, 'test.py', 'exec') for text in [given['setup'], *given['tests']]]
    except Exception as error:
        return {'failed': 'tests', 'type': type_name(type(error))}
    peer, state = CheckPeer(Channel(descriptor, descriptor)), {'passed': 0}
    try:
        checked(peer, given, codes, state)
    except BaseException as error:
        return dict(fault(peer, error), passed=state['passed'])
    return {'done': not peer.gone, 'failed': 'gone' if peer.gone else None, 'passed': state['passed']}

def checked(peer, given, codes, state):
    kind, own = peer.hear()
    names = {'__name__': 'tests', '__builtins__': builtins}
    far = lambda name: peer.read(peer.wanted('name', name)['value'])
    for name in own:
        if not hasattr(builtins, name) or name in given['entries']:
            names[name] = far(name)
    exec(codes[0], names)
    for name in given['entries']:
        if name not in own:
            raise Missing(name)
        names[name] = far(name)
    for code in codes[1:]:
        exec(code, names)
        # A test that swallows every exception has not passed by having no program to ask.
        if peer.gone:
            raise Gone
        state['passed'] += 1

def fault(peer, error):
    of_program = getattr(error, 'of_program', None)
    if peer.gone:
        return {'failed': 'gone'}
    if isinstance(error, Missing):
        return {'failed': 'missing', 'type': None}
    if of_program is not None:
        return {'failed': 'memory' if of_program == 'MemoryError' else 'exception', 'type': str(of_program)[:60]}
    if isinstance(error, MemoryError):
        return {'failed': 'memory', 'type': 'MemoryError'}
    if isinstance(error, ModuleNotFoundError):
        return {'failed': 'tests', 'type': str(error.name)[:60]}
    return {'failed': 'assertion', 'type': type_name(type(error))}
`
