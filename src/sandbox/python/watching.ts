/**
 * Python of the driver: it waits for one process, passes on what that says, ends it when it takes too much, and then ends whatever the
 * process has left behind.
 */
export const watchingPython = `
class Line:
    """Where a process of the program says something to the outside, through the driver: it never holds the driver's own channel."""
    MOST = 64 << 20

    def __init__(self, channel):
        self.channel = channel
        self.ours, self.theirs = socket.socketpair()
        self.ours.setblocking(False)
        self.waiting, self.said, self.open, self.hung = b'', 0, True, False

    def hear(self, piece):
        self.waiting += piece
        self.write()

    def write(self):
        try:
            while self.waiting:
                self.waiting = self.waiting[self.ours.send(self.waiting):]
        except BlockingIOError:
            return
        except OSError:
            self.waiting = b''
        if self.hung and not self.waiting:
            try:
                self.ours.shutdown(socket.SHUT_WR)
            except OSError:
                pass

    def hang(self):
        self.hung = True
        self.write()

    def read(self):
        """Passes on what there is; False where there was nothing."""
        try:
            piece = self.ours.recv(1 << 16)
        except BlockingIOError:
            return False
        except OSError:
            piece = b''
        if not piece:
            self.open = False
            return False
        self.said += len(piece)
        self.channel.send({'kind': 'said'}, piece)
        return True

    def drain(self):
        while self.open and self.said <= self.MOST and self.read():
            pass

    def close(self):
        self.ours.close()
        self.theirs.close()

class Watch:
    """Waits for a process. Why it was ended, if it was: time, memory, processes, output, stopped."""
    EVERY = 0.05

    def __init__(self, settings, limits, pid, line):
        self.settings, self.limits, self.pid, self.line = settings, limits, pid, line
        self.end = time.monotonic() + limits['wall']
        self.cut = None
        if line is not None:
            line.theirs.close()

    def wait(self):
        look = time.monotonic() + self.EVERY
        while True:
            got, status, use = os.wait4(self.pid, os.WNOHANG)
            if got:
                if self.line is not None:
                    self.line.drain()
                return status, use, self.cut
            now = time.monotonic()
            if now >= self.end:
                self.stop('time')
            elif now >= look:
                self.stop('time' if processor_time(self.pid) > self.limits['cpu'] else too_much(self.limits))
                look = time.monotonic() + self.EVERY
            self.sleep(min(look, self.end) - now if self.cut is None else self.EVERY)

    def stop(self, why):
        if why is not None and self.cut is None:
            self.cut = why
            # All at once, where that can be: a process that is one of many may be long in dying.
            os.kill(-1 if self.settings.alone else self.pid, signal.SIGKILL)

    def sleep(self, seconds):
        line, channel = self.line, self.settings.channel
        while channel.waits():
            self.order()
        reading, writing = [self.settings.wake, channel.source], []
        if line is not None and line.open:
            reading.append(line.ours)
            writing = [line.ours] if line.waiting else []
        ready, free, _ = select.select(reading, writing, [], max(seconds, 0))
        if self.settings.wake in ready:
            os.read(self.settings.wake, 4096)
        if free:
            line.write()
        if line is not None and line.ours in ready:
            line.read()
            if line.said > line.MOST:
                self.stop('output')
        if channel.source in ready:
            self.order()

    def order(self):
        header, piece = self.settings.channel.receive()
        if header is None or header['kind'] == 'stop':
            self.stop('stopped')
        if header is None:
            sweep(self.settings, self.pid)
            leave(self.settings)
        if self.line is not None and header['kind'] == 'hear':
            self.line.hear(piece)
        if self.line is not None and header['kind'] == 'hang':
            self.line.hang()

def processor_time(pid):
    """Exact, where the system's own limit counts ticks: on a busy machine, those come to a quarter more or less."""
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except (OSError, OverflowError):
        return 0

def too_much(limits):
    """One process is held by the system; this counts what several hold together, shared memory once."""
    pids = descendants()
    if len(pids) > limits['processes'] + 1:
        return 'processes'
    if len(pids) < 2 or sum(resident(pid) for pid in pids) <= limits['memory']:
        return None
    return 'memory' if sum(share(pid) for pid in pids) > limits['memory'] else None

def resident(pid):
    try:
        with open('/proc/%d/statm' % pid) as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0

def share(pid):
    try:
        with open('/proc/%d/smaps_rollup' % pid) as file:
            return sum(int(text.split()[1]) << 10 for text in file if text.startswith('Pss:'))
    except (OSError, IndexError, ValueError):
        return resident(pid)

def descendants():
    """Processes below the driver, where the system tells of them."""
    found, waiting = [], [os.getpid()]
    while waiting:
        below = children(waiting.pop())
        found += below
        waiting += below
    return found

def children(pid):
    found, folder = [], '/proc/%d/task' % pid
    try:
        for thread in os.listdir(folder):
            with open('%s/%s/children' % (folder, thread)) as file:
                found += [int(child) for child in file.read().split()]
    except (OSError, ValueError):
        pass
    return found

def sweep(settings, pid):
    """Ends whatever the trial has left behind, and takes its files away."""
    ended = lambda: os.kill(-1, signal.SIGKILL) if settings.alone else os.killpg(pid, signal.SIGKILL)
    until = time.monotonic() + 5
    while True:
        try:
            ended()
        except OSError:
            pass
        try:
            # Where the driver is alone with the program, all are ended at once: no one is left to start another.
            if settings.alone:
                os.waitpid(-1, 0)
            elif os.waitpid(-1, os.WNOHANG)[0] == 0:
                kill_all(descendants())
        except ChildProcessError:
            break
        if time.monotonic() > until:
            raise RuntimeError('processes of the program could not be ended')
    for folder in settings.stray:
        empty(folder)

def kill_all(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass

def empty(folder):
    """Without going down into it: a program may have nested folders deeper than a path can say."""
    turn = 0
    while True:
        gone = 0
        for name in listed(folder):
            turn += 1
            gone += remove(folder, os.path.join(folder, name), turn)
        if gone == 0:
            return

def listed(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []

def remove(folder, path, turn):
    try:
        if not os.path.isdir(path) or os.path.islink(path):
            os.unlink(path)
            return 1
        os.chmod(path, 0o700)
        inner = listed(path)
        for place, name in enumerate(inner):
            os.rename(os.path.join(path, name), os.path.join(folder, '.gone-%d-%d' % (turn, place)))
        os.rmdir(path)
        return 1
    except OSError:
        return 0
`
