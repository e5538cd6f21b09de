/**
 * Python of the driver: one process for each trial, forked from an interpreter that has its imports done. What the process says ends up in
 * two files without a name: its output, and a note of how it ended.
 */
export const trialsPython = String.raw`
class Program:
    def __init__(self, given):
        self.sources = given['sources']
        self.prelude = given.get('prelude') or ''
        self.launch = given.get('launch') or ''
        self.limits = given['limits']
        self.names = {}
        if self.prelude:
            exec(compile(self.prelude, 'prelude.py', 'exec'), self.names)
        self.launcher = {}
        if self.launch:
            exec(compile(self.launch, 'launch.py', 'exec'), self.launcher)

def scratch(settings, content=b''):
    """A file without a name, at its beginning."""
    path = os.path.join(settings.work, '.%d-%d' % (os.getpid(), time.monotonic_ns()))
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.unlink(path)
    view = memoryview(content)
    while len(view):
        view = view[os.write(descriptor, view):]
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor

def whole(descriptor, most):
    os.lseek(descriptor, 0, os.SEEK_SET)
    pieces, have = [], 0
    while have < most:
        piece = os.read(descriptor, min(1 << 20, most - have))
        if not piece:
            break
        pieces.append(piece)
        have += len(piece)
    return b''.join(pieces)

def set_limits(settings, limits):
    def lower(which, value):
        soft, hard = resource.getrlimit(which)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(which, (value, value))
        except (OSError, ValueError):
            if sys.platform == 'linux':
                raise
    lower(resource.RLIMIT_CPU, int(1.5 * limits['cpu']) + 2)
    lower(resource.RLIMIT_FSIZE, limits['output'])
    lower(resource.RLIMIT_AS, limits['memory'])
    lower(resource.RLIMIT_NOFILE, 64)
    lower(resource.RLIMIT_CORE, 0)
    # The system counts all processes of the user: outside of walls, those are more than the program's.
    lower(resource.RLIMIT_NPROC, limits['processes'] + settings.others)

def begin(settings, program, feed, out, keep):
    """In the new process: nothing of the driver's is left in reach but the files in 'keep', which get new numbers."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if not settings.alone:
        os.setpgid(0, 0)
    set_dumpable(1)
    first_to_go()
    os.dup2(feed, 0)
    os.dup2(out, 1)
    # What stays moves above all others, so that those between can be closed at once.
    for offset, descriptor in enumerate(keep):
        os.dup2(descriptor, KEPT + offset)
    os.closerange(3, KEPT)
    os.closerange(KEPT + len(keep), 256)
    os.chdir(settings.work)
    set_limits(settings, program.limits)
    sys.argv = ['main.py']
    sys.setrecursionlimit(program.limits['recursion'])
    threading.stack_size(16 << 20)
    if hasattr(sys, 'set_int_max_str_digits'):
        sys.set_int_max_str_digits(0)
    sys.stdin = sys.__stdin__ = open(0, 'r', encoding='utf-8', errors='surrogateescape', closefd=False)
    sys.stdout = sys.__stdout__ = open(1, 'w', encoding='utf-8', errors='surrogateescape', closefd=False)
    sys.stderr = sys.__stderr__ = open(2, 'w', encoding='utf-8', errors='replace', closefd=False)

KEPT = 40

def first_to_go():
    """Where the machine runs out of memory, the program goes, and nobody else."""
    try:
        with open('/proc/self/oom_score_adj', 'w') as file:
            file.write('1000')
    except OSError:
        pass

def note(descriptor, report):
    view = memoryview(json.dumps(report).encode())
    while len(view):
        view = view[os.write(descriptor, view):]

def compiled(program):
    """The first of the sources that is Python."""
    fault = None
    for source in program.sources:
        try:
            return compile(source, 'main.py', 'exec'), source
        except BaseException as error:
            fault = fault or error
    raise NotAProgram(type_name(type(fault)), getattr(fault, 'lineno', None))

class NotAProgram(Exception):
    pass

def namespace(program, name):
    module = types.ModuleType(name)
    names = module.__dict__
    names.update(program.names)
    names['__name__'] = name
    names['__file__'] = 'main.py'
    names['__builtins__'] = builtins
    sys.modules[name] = module
    if name != '__main__':
        sys.modules.pop('__main__', None)
    return names

def failure(error, kind='exception'):
    if isinstance(error, NotAProgram):
        return {'failed': 'compile', 'type': error.args[0], 'line': error.args[1]}
    if isinstance(error, MemoryError):
        kind = 'memory'
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        kind = 'output-limit'
    if isinstance(error, Unwritable):
        return {'failed': 'unwritable', 'type': str(error), 'line': None}
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == 'main.py':
            line = trace.tb_lineno
        trace = trace.tb_next
    return {'failed': kind, 'type': type_name(type(error)), 'line': line}

def close_down():
    """What the interpreter does at its end."""
    threading._shutdown()
    atexit._run_exitfuncs()
    for stream in {id(stream): stream for stream in (sys.stdout, sys.__stdout__)}.values():
        if stream is not None and not getattr(stream, 'closed', False):
            stream.flush()

def run_stdin(program):
    code, source = compiled(program)
    names = namespace(program, '__main__')
    try:
        if program.launch:
            program.launcher['launch'](source, names)
        else:
            exec(code, names)
    except SystemExit:
        pass
    close_down()
    return {'done': True}

def run_call(program, name, payload):
    arguments = [json.loads(line) for line in payload.decode().split('\n') if line.strip()]
    code, source = compiled(program)
    names = namespace(program, 'program')
    exec(code, names)
    value = find(names, name)(*arguments)
    return {'done': True, 'value': Writer().write(value)}

class Missing(Exception):
    pass

def find(names, name):
    holder = names.get('Solution')
    if isinstance(holder, type) and hasattr(holder, name):
        return getattr(holder(), name)
    if callable(names.get(name)):
        return names[name]
    raise Missing(name)

def forked():
    """The system may still count processes that are just going."""
    until = time.monotonic() + 2
    while True:
        try:
            return os.fork()
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)

def in_child(settings, program, body, feed, out, keep):
    report, code, own = None, 86, os.getpid()
    try:
        begin(settings, program, feed, out, keep)
        report = body()
    except BaseException as error:
        report = failure(error, 'missing' if isinstance(error, Missing) else 'exception')
    finally:
        try:
            # What the program has forked comes to an end here as well, but has no say.
            if os.getpid() == own:
                note(KEPT, report)
            code = 0
        finally:
            os._exit(code)

def attempt(settings, program, body, payload, line=None):
    """Runs 'body' in a process of its own; gives the header that tells how it went, and what was written."""
    feed, out, ending = scratch(settings, payload), scratch(settings), scratch(settings)
    keep = (ending,) if line is None else (ending, line.theirs.fileno())
    started = time.monotonic()
    pid = forked()
    if pid == 0:
        in_child(settings, program, body, feed, out, keep)
    status, use, cut = Watch(settings, program.limits, pid, line).wait()
    wall = time.monotonic() - started
    sweep(settings, pid)
    most = program.limits['output']
    output, report = whole(out, most + 1), whole(ending, most + 1)
    for descriptor in (feed, out, ending):
        os.close(descriptor)
    if cut is None and max(len(output), len(report)) >= most:
        cut = 'output'
    room_left(settings, most)
    header = {
        'kind': 'outcome', 'cut': cut, 'wall': wall, 'cpu': use.ru_utime + use.ru_stime,
        'signal': os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        'exit': os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
    }
    return header, read_note(report), output

def room_left(settings, most):
    """The program's files are gone: where there is no room for its output now, it was not the program that took it."""
    place = os.statvfs(settings.work)
    if place.f_bavail * place.f_frsize < min(most, 64 << 20):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

def read_note(text):
    """What the process said of its end: it may be the program's own invention, so only what has the right form is kept."""
    if not text:
        return None
    try:
        given = json.loads(text)
        word = lambda key: given[key][:60] if isinstance(given.get(key), str) else None
        count = lambda key: given[key] if type(given.get(key)) is int and abs(given[key]) < 1 << 31 else None
        report = {'done': given.get('done') is True, 'failed': word('failed'), 'type': word('type'), 'line': count('line'), 'passed': count('passed')}
        return dict(report, value=given['value']) if 'value' in given else report
    except Exception:
        return {'done': False, 'failed': 'exception', 'type': 'Unreadable', 'line': None, 'passed': None}
`
