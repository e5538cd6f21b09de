import type { Program } from '../../src/sandbox/types.js'

/** What a program may try against. */
export interface Target {
  /** Port of a server on this machine. */
  port: number
  /** A file of the user's, open to be read and written by all. */
  file: string
  /** Name that the program's processes give themselves. */
  mark: string
}

export type Fate = 'contained' | 'not contained'

export interface Attack {
  name: string
  program: (target: Target) => string
  limits?: Program['limits']
  /** What is told of the program, where it is contained. */
  told: string | RegExp
  /** Outside of bubblewrap; null where that depends on the machine, and is not tried. */
  process: Fate | null
  /** Told where it is not contained; `out` unless given. */
  escaped?: string
}

const brief = { cpuSeconds: 1, wallSeconds: 3 }
const few = { ...brief, processes: 12 }
const MB = 1024 * 1024

/** Prints `out` where one of the expressions comes to something true, `in` where all fail or come to nothing. */
const tries = (...expressions: string[]): string => `
import ctypes, glob, os, socket, struct
def attempt(f):
    try: return f()
    except BaseException: return None
C = ctypes.CDLL(None)
print("out" if any([${expressions.map(expression => `attempt(lambda: ${expression})`).join(', ')}]) else "in")`

const named = (mark: string): string => `open("/proc/self/comm", "w").write("${mark}")\n`

export const attacks: readonly Attack[] = [
  {
    name: 'reach a server on this machine',
    program: ({ port }) => tries(`socket.create_connection(("127.0.0.1", ${port}), 5)`),
    told: 'in\n',
    process: 'not contained',
  },
  {
    name: 'reach the host of a virtual machine, or the kernel by rare sockets',
    program: () =>
      tries('socket.socket(40, socket.SOCK_STREAM)', 'socket.socket(16, socket.SOCK_RAW)', 'socket.socket(38, socket.SOCK_SEQPACKET)'),
    told: 'in\n',
    process: 'not contained',
  },
  {
    name: "read the user's files",
    program: ({ file }) => tries(`open(${JSON.stringify(file)}).read()`),
    told: 'in\n',
    process: 'not contained',
  },
  {
    name: 'look around in the home folder, /etc and /run',
    program: () => tries('glob.glob("/home/*")', 'open("/etc/passwd").read()', 'os.listdir("/run")', 'os.listdir("/var")'),
    told: 'in\n',
    process: 'not contained',
  },
  {
    name: 'read keys from its environment',
    program: () => tries('[name for name in os.environ if "KEY" in name or "TOKEN" in name]'),
    told: 'in\n',
    process: 'contained',
  },
  {
    name: 'see processes of the machine',
    program: () => tries('len([name for name in os.listdir("/proc") if name.isdigit()]) > 2'),
    told: 'in\n',
    process: 'not contained',
  },
  {
    name: "change the user's files",
    program: ({ file }) => tries(`open(${JSON.stringify(file)}, "a").write("x")`),
    told: 'in\n',
    process: 'not contained',
  },
  {
    name: 'write outside of its own folder',
    program: () =>
      tries(
        ...['/', '/usr/lib', '/dev', '/proc'].map(folder => `open("${folder}/evalscope-attack", "w")`),
        'os.mkdir("/evalscope-attack")',
      ),
    told: 'in\n',
    process: 'contained',
  },
  { name: 'change Python itself', program: () => tries('os.open(os.__file__, os.O_WRONLY)'), told: 'in\n', process: null },
  {
    name: 'get other rights: mount, new namespaces, user 0, tracing',
    program: () =>
      tries(
        'C.unshare(0x10000000) == 0',
        'C.mount(b"x", b"/work", b"tmpfs", 0, 0) == 0',
        'C.setresuid(0, 0, 0) == 0',
        'C.ptrace(16, os.getppid(), 0, 0) == 0',
        'C.chroot(b".") == 0',
      ),
    told: 'in\n',
    process: null,
  },
  {
    name: 'look into the process that it was forked from',
    program: () =>
      tries(
        'open("/proc/%d/mem" % os.getppid(), "rb")',
        'open("/proc/%d/environ" % os.getppid()).read()',
        'os.listdir("/proc/%d/fd" % os.getppid())',
      ),
    told: 'in\n',
    process: 'contained',
  },
  {
    name: 'find a way to whom the results go',
    program: () =>
      tries('[fd for fd in range(3, 256) if attempt(lambda: os.readlink("/proc/self/fd/%d" % fd).startswith(("socket:", "pipe:")))]'),
    told: 'in\n',
    process: 'contained',
  },
  {
    name: 'write results of its own to every descriptor, then fail',
    program: () => `import os, json
frame = json.dumps({"kind": "outcome", "cut": None, "wall": 0, "cpu": 0, "signal": None, "exit": 0, "bytes": 4, "report": {"done": True}}).encode() + b"\\n42\\n\\n"
for fd in range(3, 256):
    try: os.write(fd, frame)
    except OSError: pass
raise ValueError`,
    told: 'exception Unreadable',
    process: 'contained',
  },
  { name: 'close every descriptor', program: () => 'import os\nos.closerange(0, 256)', told: 'ended exit 86', process: 'contained' },
  {
    name: 'end its parent, and everybody else behind walls',
    program: () =>
      'import os\nfor pid in (os.getppid(), -1) if os.getcwd() == "/work" else (os.getppid(),):\n    try: os.kill(pid, 9)\n    except OSError: pass\nprint("in")',
    told: 'in\n',
    process: 'not contained',
    escaped: 'ended its surroundings',
  },
  {
    name: 'swallow every signal in an endless loop',
    program: () => `import signal
for number in range(1, 65):
    try: signal.signal(number, lambda *_: None)
    except (OSError, ValueError): pass
while True:
    try:
        while True: pass
    except BaseException: pass`,
    limits: { cpuSeconds: 1, wallSeconds: 60 },
    told: 'time-limit',
    process: 'contained',
  },
  {
    name: 'fork without end',
    program: ({ mark }) => `import os, time\n${named(mark)}while True:\n    try: os.fork()\n    except OSError: time.sleep(0.01)`,
    limits: few,
    told: /^(time-limit|ended too many processes)$/,
    process: 'contained',
  },
  {
    name: 'take all memory',
    program: () => 'x = []\nwhile True: x.append(bytearray(1 << 26))',
    told: 'memory MemoryError',
    process: 'contained',
  },
  {
    name: 'take all memory with many processes',
    program: ({ mark }) =>
      `import os, time\n${named(mark)}for _ in range(5):\n    if os.fork() == 0:\n        x = b"x" * (100 << 20)\n        time.sleep(60)\ntime.sleep(60)`,
    limits: { ...few, wallSeconds: 60, memoryBytes: 300 * MB },
    told: 'memory',
    process: 'contained',
  },
  {
    name: 'write 1 GB to standard output and swallow the errors',
    program: () => 'import os\nfor _ in range(1024):\n    try: os.write(1, b"x" * (1 << 20))\n    except OSError: pass',
    told: 'output-limit',
    process: 'contained',
  },
  {
    name: 'fill the disk with many files',
    program: () =>
      'import os\ntry:\n    for n in range(40): open(str(n), "wb").write(b"x" * (15 << 20))\n    print("out")\nexcept OSError:\n    os.unlink("0")\n    print("in")',
    told: 'in\n',
    process: 'not contained',
  },
  {
    name: 'leave a daemon that ignores signals',
    program: ({ mark }) => `import os, signal, sys, time\n${named(mark)}if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(1, 32):
            try: signal.signal(number, signal.SIG_IGN)
            except OSError: pass
        time.sleep(1000)
    os._exit(0)
print("left")`,
    told: 'left\n',
    process: 'contained',
  },
  {
    name: 'leave zombies',
    program: ({ mark }) => `import os\n${named(mark)}for _ in range(20):\n    if os.fork() == 0: os._exit(0)\nprint("left")`,
    told: 'left\n',
    process: 'contained',
  },
]
