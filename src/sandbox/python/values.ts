/**
 * Python of the driver: values as type-tagged JSON, exact in both directions. Subclasses of plain types are written as what they are
 * based on, by the base type's own methods, so that a value cannot speak for itself once it has left the program.
 */
export const valuesPython = String.raw`
import os, sys, json, time, errno, signal, resource, select, socket, types, gc, atexit, threading, builtins

class Unwritable(Exception):
    pass

MOST_NODES = 3000000
DEEPEST = 400
MOST_BYTES = 1 << 30
MOST_HEADER = 1 << 16

class Writer:
    """Writes values; 'refer' gives a tag for objects that are no plain values."""
    def __init__(self, refer=None):
        self.refer = refer
        self.nodes = 0

    def write(self, value, depth=0):
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Unwritable('too large')
        if depth > DEEPEST:
            raise Unwritable('too deep')
        if value is None or value is True or value is False:
            return value
        kind = type(value)
        if issubclass(kind, str):
            return str.__str__(value) if kind is str else ''.join(str.__iter__(value))
        if issubclass(kind, bool):
            return bool(value)
        if issubclass(kind, int):
            return ['i', int.__repr__(value)]
        if issubclass(kind, float):
            return ['f', float.__repr__(value)]
        below = depth + 1
        if issubclass(kind, list):
            return ['l', [self.write(item, below) for item in list.__iter__(value)]]
        if issubclass(kind, tuple):
            return ['t', [self.write(item, below) for item in tuple.__iter__(value)]]
        if issubclass(kind, dict):
            return ['d', [[self.write(key, below), self.write(item, below)] for key, item in dict.items(value)]]
        if issubclass(kind, (set, frozenset)):
            base = set if issubclass(kind, set) else frozenset
            return ['s' if base is set else 'z', [self.write(item, below) for item in base.__iter__(value)]]
        if issubclass(kind, (bytes, bytearray)):
            return ['b' if issubclass(kind, bytes) else 'y', bytes(value).hex()]
        if issubclass(kind, complex):
            return ['c', [float.__repr__(value.real), float.__repr__(value.imag)]]
        if getattr(kind, '__module__', None) == 'numpy' and getattr(value, 'ndim', None) == 0:
            return self.write(value.item(), below)
        if self.refer is not None:
            return self.refer(value, lambda item: self.write(item, below))
        return ['o', type_name(kind)]

def type_name(kind):
    try:
        name = type.__dict__['__name__'].__get__(kind)
    except Exception:
        return 'object'
    return name[:60] if isinstance(name, str) and name.isidentifier() else 'object'

READERS = {
    'i': lambda body, read: int(body),
    'f': lambda body, read: float(body),
    'l': lambda body, read: [read(item) for item in body],
    't': lambda body, read: tuple(read(item) for item in body),
    'd': lambda body, read: {read(key): read(item) for key, item in body},
    's': lambda body, read: {read(item) for item in body},
    'z': lambda body, read: frozenset(read(item) for item in body),
    'b': lambda body, read: bytes.fromhex(body),
    'y': lambda body, read: bytearray.fromhex(body),
    'c': lambda body, read: complex(float(body[0]), float(body[1])),
}

def read_value(tree, resolve, depth=0):
    """The value of a tree; 'resolve' reads the tags that only the other side knows."""
    if not isinstance(tree, list):
        return tree
    if depth > DEEPEST:
        raise ValueError('too deep')
    tag, body = tree[0], tree[1]
    read = lambda item: read_value(item, resolve, depth + 1)
    return READERS[tag](body, read) if tag in READERS else resolve(tag, body)

class Channel:
    """Frames: a line of JSON, and as many bytes after it as its 'bytes' says."""
    def __init__(self, source, sink, nonce=''):
        self.source, self.sink, self.nonce = source, sink, nonce
        self.held = b''

    def send(self, header, payload=b''):
        line = json.dumps(dict(header, nonce=self.nonce, bytes=len(payload))).encode() + b'\n'
        for piece in (line, payload):
            view = memoryview(piece)
            while len(view):
                view = view[os.write(self.sink, view):]

    def receive(self):
        while b'\n' not in self.held:
            if len(self.held) > MOST_HEADER:
                raise ValueError('not a frame')
            if not self._more():
                return None, b''
        line, self.held = self.held.split(b'\n', 1)
        header = json.loads(line)
        wanted = header.get('bytes', 0)
        pieces, have = [self.held], len(self.held)
        if not isinstance(wanted, int) or not 0 <= wanted <= MOST_BYTES:
            raise ValueError('not a frame')
        while have < wanted:
            piece = os.read(self.source, min(1 << 20, wanted - have))
            if not piece:
                return None, b''
            pieces.append(piece)
            have += len(piece)
        whole = b''.join(pieces)
        self.held = whole[wanted:]
        return header, whole[:wanted]

    def waits(self):
        """Whether something is here already that no look at the descriptor would show."""
        return len(self.held) > 0

    def _more(self):
        piece = os.read(self.source, 1 << 16)
        self.held += piece
        return len(piece) > 0
`
