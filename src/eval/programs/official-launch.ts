import { contestPrelude } from './prelude.js'

/**
 * Python that runs a program for standard input as the official harness of LiveCodeBench does, with all that this does to a program: a
 * guard at its end is taken away and one elsewhere never holds, imports come first and the rest becomes one function, standard input is
 * an object with a few methods, only what goes through `sys.stdout` is output, some functions are gone. Our own words; verdicts are
 * compared with recorded ones of the harness (fixtures/programs).
 */
export const officialLaunch = `PRELUDE = ${JSON.stringify(contestPrelude)}
${String.raw`
import ast, builtins, io, os, shutil, subprocess, sys
from unittest.mock import mock_open

GONE = {
    os: ('kill system putenv remove removedirs rmdir fchdir setuid fork forkpty killpg rename renames truncate replace unlink fchmod '
         'fchown chmod chown chroot lchflags lchmod lchown getcwd chdir'),
    shutil: 'rmtree move chown',
    subprocess: 'Popen',
    builtins: 'quit help',
}

def take_away():
    for module, names in GONE.items():
        for name in names.split():
            setattr(module, name, None)
    for name in ('ipdb', 'joblib', 'resource', 'psutil', 'tkinter'):
        sys.modules[name] = None

class Bytes:
    def __init__(self, text):
        self.whole = text.encode('utf-8')

    def read(self, *_):
        return self.whole

    def readline(self, *_):
        return self.whole.split(b'\n')[0] + b'\n'

class Lines:
    """What stands in for standard input. It cannot be iterated."""
    def __init__(self, text):
        self._text = text
        self._plain = io.StringIO(text)
        self.buffer = Bytes(text)

    def read(self, *_):
        return self._text

    def readline(self, *most):
        return self._plain.readline(*most)

    def readlines(self, *_):
        return self._text.split('\n')

    def __getattr__(self, name):
        return getattr(self._plain, name)

def lend(stream, text):
    """The real standard input, which whoever imported it by name still holds, gets methods that give the text."""
    left = iter(text.split('\n'))
    stream.read = lambda *_: text
    stream.readline = lambda *_: next(left)
    stream.readlines = lambda *_: text.split('\n')

def without_guard(source):
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.If) and ast.unparse(last.test).strip() == "__name__ == '__main__'":
        tree.body[-1:] = last.body
    return tree

def wrapped(source):
    tree = without_guard(source)
    imports = [part for part in tree.body if isinstance(part, (ast.Import, ast.ImportFrom))]
    others = [part for part in tree.body if part not in imports]
    return PRELUDE + '\n' + '\n'.join(ast.unparse(part) for part in imports) + '\n' + function_text(others)

def function_text(statements):
    arguments = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    function = ast.FunctionDef(name='whole_program', args=arguments, body=statements, decorator_list=[], lineno=1, col_offset=0)
    return ast.unparse(function)

def launch(source, _namespace):
    text = open(0, encoding='utf-8', errors='surrogateescape', closefd=False, newline='').read()
    kept = os.dup(1)
    nothing = os.open('/dev/null', os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    names = {'__name__': 'tmp_sol', '__builtins__': builtins}
    written = io.StringIO()
    written.close = lambda *_: None
    take_away()
    exec(compile(wrapped(source), 'wrapped.py', 'exec'), names)
    lend(sys.stdin, text)
    builtins.open = mock_open(read_data=text)
    sys.stdin, before = Lines(text), sys.stdout
    sys.stdout = written
    try:
        names['whole_program']()
    except SystemExit:
        pass
    finally:
        sys.stdout = before
    whole = memoryview(written.getvalue().encode('utf-8', 'surrogateescape'))
    while len(whole):
        whole = whole[os.write(kept, whole):]
`}`
