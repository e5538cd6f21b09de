import { checkingPython } from './checking.js'
import { servingPython } from './serving.js'
import { trialsPython } from './trials.js'
import { valuesPython } from './values.js'
import { watchingPython } from './watching.js'

/** Python of the driver: its loop. It trusts nothing that a program has touched, and knows no expected output. */
const mainPython = `
class Settings:
    def __init__(self, given, channel):
        self.channel = channel
        self.work = given['work']
        self.stray = given['clear']
        self.discard = given.get('discard', False)
        became = become(given)
        # Only then does a signal to all reach nobody but the program.
        self.alone = os.getpid() == 1 or became
        self.others = 1 + (given.get('others', 0) if self.alone else tasks_of_user() + 200)
        self.wake = waking()

def become(given):
    """Another user, where this one is root: the system holds root to no number of processes."""
    uid, became = given.get('uid'), False
    if uid is not None and os.getuid() == 0:
        if os.getpid() != 1 and in_use(uid):
            raise RuntimeError('user %d has processes already' % uid)
        if given.get('own'):
            os.chown(given['work'], uid, uid)
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        became = True
    os.umask(0o077)
    os.nice(given.get('nice', 0))
    control(SUBREAPER, 1)
    set_dumpable(0)
    soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    wanted = 120 << 20
    if soft != resource.RLIM_INFINITY and soft < wanted and (hard == resource.RLIM_INFINITY or hard >= wanted):
        resource.setrlimit(resource.RLIMIT_STACK, (wanted, hard))
    return became

def owners():
    for name in listed('/proc'):
        if name.isdigit():
            try:
                with open('/proc/%s/status' % name) as file:
                    yield name, next(int(text.split()[1]) for text in file if text.startswith('Uid:'))
            except (OSError, StopIteration):
                pass

def in_use(uid):
    return any(owner == uid for _, owner in owners())

def tasks_of_user():
    own = os.getuid()
    return sum(len(listed('/proc/%s/task' % name)) for name, owner in owners() if owner == own)

def waking():
    """A descriptor that can be read once a child has ended."""
    reads, writes = os.pipe()
    os.set_blocking(reads, False)
    os.set_blocking(writes, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
    return reads

try:
    import ctypes
    PRCTL = ctypes.CDLL(None).prctl
except Exception:
    PRCTL = None

DUMPABLE, SUBREAPER = 4, 36

def control(option, value):
    if PRCTL is not None:
        PRCTL(option, value, 0, 0, 0)

def set_dumpable(value):
    """Where it is 0, no process of the same user can look into this one."""
    control(DUMPABLE, value)

def leave(settings):
    if settings.discard:
        empty(settings.work)
        try:
            os.rmdir(settings.work)
        except OSError:
            pass
    os._exit(0)

def main():
    source, sink = int(sys.argv[1]), int(sys.argv[2])
    if source == 0:
        source, sink = os.dup(0), os.dup(1)
    nothing = os.open('/dev/null', os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    channel = Channel(source, sink)
    given, _ = channel.receive()
    if given is None:
        return
    channel.nonce = given['nonce']
    try:
        sys.path[:] = [path for path in sys.path if path] + given['path']
        settings = Settings(given, channel)
        os.chdir(settings.work)
    except Exception as error:
        return broken(channel, error)
    channel.send({'kind': 'ready', 'python': '.'.join(str(part) for part in sys.version_info[:3])})
    serve(channel, settings)

def serve(channel, settings):
    program = None
    while True:
        header, payload = channel.receive()
        if header is None:
            leave(settings)
        kind = header['kind']
        try:
            if kind == 'load':
                program = Program(json.loads(payload))
                gc.collect()
                gc.freeze()
                channel.send({'kind': 'prepared'})
            elif kind not in LATE:
                answer(channel, header, *work(channel, settings, program, header, payload))
        except Exception as error:
            broken(channel, error)

# What was on its way when the process that it was meant for had ended.
LATE = ('hear', 'hang', 'stop')

def broken(channel, error):
    channel.send({'kind': 'broken', 'reason': ('%s: %s' % (type(error).__name__, error))[:300]})

def work(channel, settings, program, header, payload):
    kind = header['kind']
    if kind == 'stdin':
        return attempt(settings, program, lambda: run_stdin(program), payload)
    if kind == 'call':
        return attempt(settings, program, lambda: run_call(program, header['name'], payload), b'')
    line = Line(channel)
    try:
        if kind == 'serve':
            return attempt(settings, program, lambda: run_serve(program, KEPT + 1), b'', line)
        return attempt(settings, program, lambda: run_check(json.loads(payload), KEPT + 1), b'', line)
    finally:
        line.close()

def answer(channel, header, outcome, report, output):
    output = output if header['kind'] == 'stdin' else b''
    if report is not None and 'value' in report:
        output = json.dumps(report.pop('value')).encode()
    channel.send(dict(outcome, report=report), output)

main()
`

/** The whole driver, for python3 -c. Its two arguments are the descriptors of the channel. */
export const driverPython = [valuesPython, trialsPython, watchingPython, servingPython, checkingPython, mainPython].join('\n')
