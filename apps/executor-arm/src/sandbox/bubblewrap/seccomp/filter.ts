import {
  answer,
  assemble,
  type Instruction,
  load,
  whenAnyBit,
  whenAtLeast,
  whenEqual,
} from './instructions.ts';
import { checkedCalls, deniedCalls } from './system-calls.ts';

/** The processors for which there is a filter, named as Node names them. */
export type Processor = 'x64' | 'arm64';

/** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64, linux/audit.h. */
const auditArch: Readonly<Record<Processor, number>> = { x64: 0xc000003e, arm64: 0xc00000b7 };

/** Verdicts, linux/seccomp.h; an error carries its number. */
export const verdicts = { allow: 0x7fff0000, killProcess: 0x80000000, error: 0x00050000 } as const;
export const errors = { EPERM: 1, ENOSYS: 38, EAFNOSUPPORT: 97 } as const;

const refuse = (error: keyof typeof errors): Instruction => answer(verdicts.error | errors[error]);
const allow = answer(verdicts.allow);

/** Where struct seccomp_data has the call's number, the processor and the lower halves of the arguments. */
const offsets = { number: 0, arch: 4, argument: (index: number): number => 16 + index * 8 };

/** CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID and NET, linux/sched.h. */
const newNamespaces = 0x7e020000;
/** From here on x86_64 takes numbers for its 32-bit pointers, a second way to every call. */
const x32 = 0x40000000;
/** TIOCSTI types into a terminal, TIOCLINUX pastes into one. */
const terminalInjections = [0x5412, 0x541c];
/**
 * AF_UNIX. There is no network, so that AF_INET and AF_INET6 would only hold memory of the kernel that nothing counts;
 * others, such as AF_VSOCK to the hypervisor, no network namespace separates.
 */
const socketFamilies = [1];
/** MAP_SHARED, which MAP_SHARED_VALIDATE contains, and MAP_ANONYMOUS, asm-generic/mman-common.h. */
const mapShared = 0x01;
const mapAnonymous = 0x20;
/** What personality(2) is called with to ask or to set the usual one. */
const harmlessPersonalities = [0, 0xffffffff];

/** PR_SET_PDEATHSIG, linux/prctl.h: by it the program ends with the service. */
const setParentDeathSignal = 1;

/**
 * A seccomp filter for a program in the sandbox: what {@link deniedCalls} names fails with EPERM, and so do new
 * namespaces. clone3 fails with ENOSYS, because a filter cannot see its flags; libraries then use clone.
 * @returns the program, for `bwrap --seccomp`
 */
export const seccompFilter = (processor: Processor): Buffer => {
  const column = processor === 'x64' ? 0 : 1;
  const denied = Object.values(deniedCalls).flatMap((numbers) => numbers[column] ?? []);
  const among = (values: readonly number[], verdict: Instruction): Instruction[] =>
    values.flatMap((value) => whenEqual(value, [verdict]));
  return assemble([
    load(offsets.arch),
    ...whenEqual(auditArch[processor], [
      load(offsets.number),
      ...(processor === 'x64' ? whenAtLeast(x32, [refuse('ENOSYS')]) : []),
      ...whenEqual(checkedCalls.clone[column], [
        load(offsets.argument(0)),
        ...whenAnyBit(newNamespaces, [refuse('EPERM')]),
        allow,
      ]),
      ...whenEqual(checkedCalls.clone3[column], [refuse('ENOSYS')]),
      ...whenEqual(checkedCalls.ioctl[column], [
        load(offsets.argument(1)),
        ...among(terminalInjections, refuse('EPERM')),
        allow,
      ]),
      ...whenEqual(checkedCalls.socket[column], [
        load(offsets.argument(0)),
        ...among(socketFamilies, allow),
        refuse('EAFNOSUPPORT'),
      ]),
      ...whenEqual(checkedCalls.personality[column], [
        load(offsets.argument(0)),
        ...among(harmlessPersonalities, allow),
        refuse('EPERM'),
      ]),
      ...whenEqual(checkedCalls.prctl[column], [
        load(offsets.argument(0)),
        ...among([setParentDeathSignal], refuse('EPERM')),
        allow,
      ]),
      // Such pages stay allocated when a process drops them, and then count for no process.
      ...whenEqual(checkedCalls.mmap[column], [
        load(offsets.argument(3)),
        ...whenAnyBit(mapShared, whenAnyBit(mapAnonymous, [refuse('EPERM')])),
        allow,
      ]),
      ...among(denied, refuse('EPERM')),
      allow,
    ]),
    answer(verdicts.killProcess),
  ]);
};
