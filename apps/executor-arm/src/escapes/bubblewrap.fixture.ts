import type { Attempt } from './attempt.fixture.ts';

const read = (path: string): string => `print('ESCAPED', open(${JSON.stringify(path)}).read())`;
const missing = /No such file or directory/;
const readOnly = /Read-only file system/;

const writeTo = (path: string): string => `open(${JSON.stringify(path)}, 'w').write('x'); print('ESCAPED')`;

/** Fills a folder until nothing fits. */
const fill = (folder: string): string => `
total = 0
for number in range(1000):
    with open(f'${folder}/f{number}', 'wb') as file:
        total += file.write(bytes(2_000_000))
print('ESCAPED')
`;

const connect = (host: string, port: string): string => `
import socket
socket.create_connection(('${host}', ${port}), timeout=1)
print('ESCAPED')
`;
const unreachable =
  /Address family not supported|Connection refused|Name or service not known|Temporary failure/;

export const fileAttempts: readonly Attempt[] = [
  { name: 'read the accounts of the machine', code: read('/etc/passwd'), contained: missing },
  { name: 'read the passwords of the machine', code: read('/etc/shadow'), contained: missing },
  { name: 'read a file of the machine by its path', code: read('%secretFile%'), contained: missing },
  { name: 'climb out of the workspace', code: read('../../../../../../..%secretFile%'), contained: missing },
  { name: 'read the code of the service', code: read('%serviceFile%'), contained: missing },
  {
    name: 'follow a link out of the workspace',
    code: `import os\nos.symlink('%secretFile%', 'link')\n${read('link')}`,
    contained: missing,
  },
  {
    name: 'link a program into the workspace',
    code: "import os\nos.link('/usr/bin/env', 'env')\nprint('ESCAPED')",
    contained: /Invalid cross-device link|Operation not permitted|Permission denied/,
  },
  { name: 'read the environment of the first process', code: read('/proc/1/environ'), contained: missing },
  { name: 'read its own environment from /proc', code: read('/proc/self/environ'), contained: missing },
  { name: 'reach the root through /proc', code: read('/proc/self/root%secretFile%'), contained: missing },
  { name: 'write kernel settings', code: writeTo('/proc/sys/kernel/core_pattern'), contained: missing },
  { name: 'look at devices in /sys', code: read('/sys/kernel/uevent_seqnum'), contained: missing },
  {
    name: 'find secrets in the environment',
    code: "import os\nprint('ESCAPED' if '%secret%' in repr(os.environ) else sorted(os.environ))",
    contained: /^\['HOME', 'LANG', 'PATH', 'PWD', 'TMPDIR', 'TZ'\]\n$/,
  },
  {
    name: 'find files that the service left open',
    code: `
import os
for number in range(256):
    try: os.fstat(number); print(number)
    except OSError: pass
`,
    contained: /^0\n1\n2\n$/,
  },
  { name: 'read the memory of the machine', code: read('/dev/mem'), contained: missing },
  { name: 'read a disk', code: read('/dev/sda'), contained: missing },
  { name: 'use the virtual machines', code: read('/dev/kvm'), contained: missing },
  { name: 'use the terminal', code: read('/dev/tty'), contained: missing },
  { name: 'write into /usr', code: writeTo('/usr/%marker%'), contained: readOnly },
  { name: 'write into the root', code: writeTo('/%marker%'), contained: readOnly },
  { name: 'write into /etc', code: writeTo('/etc/ld.so.preload'), contained: readOnly },
  { name: 'write into /dev', code: writeTo('/dev/%marker%'), contained: readOnly },
  {
    name: 'make a program of the machine writable',
    code: "import os\nos.chmod('/usr/bin/env', 0o777)\nprint('ESCAPED')",
    contained: readOnly,
  },
  {
    name: 'make a device',
    code: "import os, stat\nos.mknod('disk', 0o600 | stat.S_IFBLK, os.makedev(8, 0))\nprint('ESCAPED')",
    contained: /Operation not permitted/,
  },
];

export const rightsAttempts: readonly Attempt[] = [
  {
    name: 'become root',
    code: "import os\nos.setuid(0)\nprint('ESCAPED')",
    contained: /Operation not permitted|Invalid argument/,
  },
  {
    name: 'give a file to root',
    code: "import os\nopen('f', 'w')\nos.chown('f', 0, 0)\nprint('ESCAPED')",
    contained: /Operation not permitted|Invalid argument/,
  },
  {
    name: 'gain rights by a program that belongs to root',
    code: `
import subprocess
done = subprocess.run(['su', '-c', 'id -u'], capture_output=True, text=True, input='')
print('ESCAPED' if done.stdout.strip() == '0' else f'su ended with {done.returncode}')
`,
    contained: /su ended with [1-9]|No such file/,
  },
  {
    name: 'run its own program with the setuid bit',
    code: `
import os, shutil, subprocess
shutil.copy('/usr/bin/id', 'id')
os.chmod('id', 0o4755)
print('uid', subprocess.run(['./id', '-u'], capture_output=True, text=True).stdout)
`,
    contained: /^uid 1000\n/,
  },
  {
    name: 'raise a limit',
    code: `
import resource
for limit in (resource.RLIMIT_NPROC, resource.RLIMIT_AS, resource.RLIMIT_CPU):
    try: resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)); print('ESCAPED')
    except ValueError: print('not allowed')
`,
    contained: /^(not allowed\n){3}$/,
  },
  {
    name: 'have capabilities',
    code: `
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print([bit for bit in range(41) if libc.prctl(23, bit, 0, 0, 0) == 1], libc.prctl(39, 0, 0, 0, 0))
`,
    contained: /^\[\] 1\n$/,
  },
];

export const networkAttempts: readonly Attempt[] = [
  {
    name: 'connect to a server of the machine',
    code: connect('127.0.0.1', '%port%'),
    contained: unreachable,
  },
  { name: 'connect to it by IPv6', code: connect('::1', '%port%'), contained: unreachable },
  { name: 'read the metadata of the cloud', code: connect('169.254.169.254', '80'), contained: unreachable },
  { name: 'connect to the internet', code: connect('1.1.1.1', '443'), contained: unreachable },
  { name: 'resolve a name', code: connect('metadata.google.internal', '80'), contained: unreachable },
  {
    name: 'send a datagram',
    code: "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('8.8.8.8', 53))\nprint('ESCAPED')",
    contained: unreachable,
  },
  {
    name: 'connect to an abstract socket of the machine',
    code: "import socket\nsocket.socket(socket.AF_UNIX).connect('\\0%marker%')\nprint('ESCAPED')",
    contained: unreachable,
  },
];

export const processAttempts: readonly Attempt[] = [
  {
    name: 'kill a process of the machine',
    code: "import os\nos.kill(%servicePid%, 9)\nprint('ESCAPED')",
    contained: /No such process/,
  },
  {
    name: 'kill every process',
    code: "import os\nos.kill(-1, 15)\nprint('alone')",
    contained: /alone|No such process/,
  },
  {
    name: 'see the processes of the machine',
    code: `
import os
def lives(pid):
    try: os.kill(pid, 0); return True
    except ProcessLookupError: return False
print(sum(lives(pid) for pid in range(1, 32768)))
`,
    contained: /^[1-5]\n$/,
  },
  {
    name: 'fork without end',
    code: `
import os, time
for count in range(1000):
    try: child = os.fork()
    except BlockingIOError: print('stopped at', count); break
    if child == 0: time.sleep(60); os._exit(0)
`,
    contained: /^stopped at [1-9]\n$/,
  },
  {
    name: 'start threads without end',
    code: `
import threading, time
for count in range(1000):
    try: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except RuntimeError: print('stopped at', count); break
`,
    contained: /^stopped at [1-9]\n$/,
  },
  {
    name: 'leave a process behind that left its session',
    code: `
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execvp('python3', ['python3', '-c', 'import time; time.sleep(600)', '%marker%'])
    os._exit(0)
print('parent ends')
`,
    contained: /^parent ends\n$/,
    result: { exitCode: 0, timedOut: false },
  },
  {
    name: 'outlive its time by ignoring signals',
    code: `
import signal, time
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGXCPU): signal.signal(number, signal.SIG_IGN)
print('running', '%marker%', flush=True)
while True: time.sleep(1)
`,
    contained: /^running/,
    timeoutMs: 1_000,
    result: { exitCode: null, timedOut: true },
  },
];

export const resourceAttempts: readonly Attempt[] = [
  { name: 'use up the memory', code: "x = bytearray(2**31)\nprint('ESCAPED')", contained: /MemoryError/ },
  {
    name: 'use up the memory with shared pages',
    code: "import mmap\nx = [mmap.mmap(-1, 2**26) for _ in range(64)]\nprint('ESCAPED')",
    contained: /Operation not permitted/,
  },
  {
    name: 'hide memory in shared pages that it has touched and dropped',
    code: `
import mmap, os, time
for _ in range(4):
    if os.fork() == 0:
        pages = mmap.mmap(-1, 40 * 2**20, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
        for at in range(0, 40, 4):
            pages[at * 2**20 : (at + 4) * 2**20] = bytes(4 * 2**20)
            pages.madvise(mmap.MADV_DONTNEED)
        print('ESCAPED', flush=True)
        os._exit(0)
for _ in range(4): os.wait()
`,
    contained: /^(?!.*ESCAPED).*Operation not permitted/s,
  },
  {
    name: 'share pages by a device',
    code: "import mmap\nmmap.mmap(open('/dev/zero', 'r+b').fileno(), 2**26)\nprint('ESCAPED')",
    contained: missing,
  },
  {
    name: 'hold memory of the kernel with empty files',
    code: `
import time
for number in range(100_000):
    try: open(f'f{number}', 'w').close()
    except OSError: break
    if number % 5_000 == 0: time.sleep(0.1)
print('ESCAPED')
`,
    contained: /^$/,
    result: { memoryExceeded: true, timedOut: false },
  },
  {
    name: 'hold memory of the kernel with empty temporary files',
    code: `
import os, time
for number in range(100_000):
    os.symlink('x', f'/tmp/f{number}')
    if number % 5_000 == 0: time.sleep(0.1)
print('ESCAPED')
`,
    contained: /^$/,
    result: { memoryExceeded: true, timedOut: false },
  },
  {
    name: 'use up the memory with several processes',
    code: `
import os, time
for _ in range(4):
    if os.fork() == 0:
        held = bytearray(os.urandom(1048576)) * 40
        time.sleep(60)
time.sleep(60)
print('ESCAPED')
`,
    contained: /^$/,
    result: { memoryExceeded: true, timedOut: false },
  },
  { name: 'fill the workspace', code: fill('.'), contained: /No space left on device/ },
  { name: 'fill the folder for temporary files', code: fill('/tmp'), contained: /No space left on device/ },
  {
    name: 'write one endless file',
    code: "with open('f', 'wb') as file: file.truncate(2**40)\nprint('ESCAPED')",
    contained: /File too large|^$/,
  },
  {
    name: 'open files without end',
    code: "held = [open('/dev/null') for _ in range(1000)]\nprint('ESCAPED')",
    contained: /Too many open files/,
  },
  {
    name: 'print errors without end',
    code: "import sys\nwhile True: sys.stderr.write('x' * 65536)",
    contained: /^x+$/,
    result: { truncated: true, timedOut: false },
  },
  {
    name: 'unpack an archive that is a bomb, in memory',
    code: `
import gzip, io, zlib
packed = zlib.compressobj(9, wbits=31)
bomb = b''.join(packed.compress(bytes(2**20)) for _ in range(200)) + packed.flush()
print(len(bomb), flush=True)
gzip.decompress(bomb)
print('ESCAPED')
`,
    contained: /MemoryError/,
  },
  {
    name: 'unpack an archive that is a bomb, into files',
    code: `
import io, zipfile
packed = io.BytesIO()
with zipfile.ZipFile(packed, 'w', zipfile.ZIP_DEFLATED) as archive:
    for number in range(12): archive.writestr(f'f{number}', bytes(1_000_000))
zipfile.ZipFile(packed).extractall('out')
print('ESCAPED')
`,
    contained: /No space left on device/,
  },
  {
    name: 'unpack an archive over files outside',
    code: `
import io, tarfile
packed = io.BytesIO()
with tarfile.open(fileobj=packed, mode='w') as archive:
    member = tarfile.TarInfo('../../usr/%marker%')
    archive.addfile(member, io.BytesIO())
packed.seek(0)
tarfile.open(fileobj=packed).extractall('.')
print('ESCAPED')
`,
    contained: readOnly,
  },
  {
    name: 'leave a core file',
    code: "import ctypes\nctypes.string_at(0)\nprint('ESCAPED')",
    contained: /^$/,
    result: { exitCode: 139, signal: 'SIGSEGV' },
  },
];
