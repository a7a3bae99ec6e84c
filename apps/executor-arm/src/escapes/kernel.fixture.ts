import type { Attempt } from './attempt.fixture.ts';

/** A system call by its number on this processor, from Python. Prints the error it ends with. */
const call = (x64: number, arm64: number, ...args: readonly string[]): string => `
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
number = ${x64} if os.uname().machine == 'x86_64' else ${arm64}
result = libc.syscall(number, ${args.join(', ')})
print('ESCAPED' if result >= 0 else errno.errorcode[ctypes.get_errno()])
`;

const none = ['0', '0', '0', '0', '0'];
const newUser = '0x10000000';

const refusedWith = (name: string, code: string, error = 'EPERM'): Attempt => ({
  name,
  code,
  contained: new RegExp(`^${error}\\n$`),
});

/** What the seccomp filter answers, each way to the kernel or to other processes. */
export const kernelAttempts: readonly Attempt[] = [
  refusedWith('trace a process', call(101, 117, '16', '1', '0', '0')),
  refusedWith('read the memory of another process', call(310, 270, '1', ...none)),
  refusedWith('write the memory of another process', call(311, 271, '1', ...none)),
  refusedWith('take a file descriptor of another process', call(438, 438, '1', '0', '0')),
  refusedWith('make a user namespace', call(272, 97, newUser)),
  refusedWith('make a mount namespace', call(272, 97, '0x20000')),
  refusedWith('start a process in a user namespace', call(56, 220, `${newUser} | 17`, '0', '0', '0', '0')),
  refusedWith('hide flags in a structure with clone3', call(435, 435, '0', '0'), 'ENOSYS'),
  refusedWith('enter a namespace', call(308, 268, '0', '0')),
  refusedWith('mount a file system', call(165, 40, 'b"none"', 'b"/tmp"', 'b"tmpfs"', '0', '0')),
  refusedWith('mount with the newer calls', call(430, 430, 'b"tmpfs"', '0')),
  refusedWith('unmount the workspace', call(166, 39, 'b"/workspace"', '2')),
  refusedWith('change the root', call(161, 51, 'b"/tmp"')),
  refusedWith('swap the root', call(155, 41, 'b"/tmp"', 'b"/tmp"')),
  refusedWith('open a file by its handle', call(304, 265, '0', '0', '0')),
  refusedWith('read the keyring', call(250, 219, '0', '-3', '1', '0', '0')),
  refusedWith('load a BPF program', call(321, 280, '0', '0', '0')),
  refusedWith('watch the processor', call(298, 241, '0', '0', '-1', '-1', '0')),
  refusedWith('handle page faults', call(323, 282, '0')),
  refusedWith('use io_uring', call(425, 425, '8', '0')),
  refusedWith('load another kernel', call(246, 104, '0', '0', '0', '0')),
  refusedWith('load a kernel module', call(175, 105, '0', '0', 'b""')),
  refusedWith('restart the machine', call(169, 142, '0xfee1dead', '672274793', '0', '0')),
  refusedWith('set the clock', call(227, 112, '0', '0')),
  refusedWith('rename the machine', call(170, 161, 'b"pwned"', '5')),
  refusedWith('read the log of the kernel', call(103, 116, '3', '0', '0')),
  refusedWith('hide memory in a file without a name', call(319, 279, 'b"x"', '0')),
  refusedWith('hide memory in a shared segment', call(29, 194, '0', '1048576', '0o1600')),
  refusedWith('change how programs are loaded', call(135, 92, '0x0040000')),
  refusedWith('outlive the service', call(157, 167, '1', '0', '0', '0', '0')),
  refusedWith('type into a terminal', call(16, 29, '0', '0x5412', 'b"x"')),
  refusedWith('talk to the hypervisor', call(41, 198, '40', '1', '0'), 'EAFNOSUPPORT'),
  refusedWith('talk to the kernel about the network', call(41, 198, '16', '3', '0'), 'EAFNOSUPPORT'),
  refusedWith('see packets', call(41, 198, '17', '3', '0'), 'EAFNOSUPPORT'),
];
