import { describe, expect, it } from 'vitest';
import { errors, type Processor, seccompFilter, verdicts } from './filter.ts';
import { whenEqual } from './instructions.ts';
import { verdictOf } from './run-filter.fixture.ts';
import { checkedCalls, deniedCalls } from './system-calls.ts';

const refusal = (name: keyof typeof errors): number => verdicts.error | errors[name];
const archOf = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
/** read, openat, execve, exit_group, futex. */
const usual = { x64: [0, 257, 59, 231, 202], arm64: [63, 56, 221, 94, 98] } as const;

describe.each<[Processor, 0 | 1]>([
  ['x64', 0],
  ['arm64', 1],
])('the seccomp filter for %s', (processor, column) => {
  const filter = seccompFilter(processor);
  const verdict = (number: number, ...args: number[]) =>
    verdictOf(filter, { arch: archOf[processor], number, args });

  it('allows what every program does', () => {
    for (const number of usual[processor]) expect(verdict(number)).toBe(verdicts.allow);
  });

  it.each(Object.entries(deniedCalls).filter(([, numbers]) => numbers[column] !== null))(
    'refuses %s',
    (_name, numbers) => {
      expect(verdict(numbers[column] ?? -1)).toBe(refusal('EPERM'));
    },
  );

  it('lets processes and threads be started, but not in new namespaces', () => {
    const clone = checkedCalls.clone[column];
    expect(verdict(clone, 17)).toBe(verdicts.allow);
    expect(verdict(clone, 0x003d0f00)).toBe(verdicts.allow);
    for (const bit of [17, 25, 26, 27, 28, 29, 30])
      expect(verdict(clone, 2 ** bit + 17)).toBe(refusal('EPERM'));
    expect(verdict(checkedCalls.clone3[column])).toBe(refusal('ENOSYS'));
  });

  it('lets sockets be opened within the sandbox alone', () => {
    const socket = checkedCalls.socket[column];
    expect(verdict(socket, 1)).toBe(verdicts.allow);
    for (const family of [0, 2, 10, 16, 17, 38, 40])
      expect(verdict(socket, family)).toBe(refusal('EAFNOSUPPORT'));
  });

  it('lets memory be shared by files alone', () => {
    const mmap = checkedCalls.mmap[column];
    const mapped = (flags: number) => verdict(mmap, 0, 4_096, 3, flags);
    for (const flags of [0x21, 0x23, 0x8021]) expect(mapped(flags)).toBe(refusal('EPERM'));
    for (const flags of [0x01, 0x02, 0x03, 0x22, 0x4022]) expect(mapped(flags)).toBe(verdicts.allow);
  });

  it('lets terminals be asked, but nothing be typed into them', () => {
    expect(verdict(checkedCalls.ioctl[column], 1, 0x5401)).toBe(verdicts.allow);
    for (const request of [0x5412, 0x541c])
      expect(verdict(checkedCalls.ioctl[column], 1, request)).toBe(refusal('EPERM'));
  });

  it('keeps a program bound to the service', () => {
    expect(verdict(checkedCalls.prctl[column], 1, 0)).toBe(refusal('EPERM'));
    expect(verdict(checkedCalls.prctl[column], 38, 1)).toBe(verdicts.allow);
  });

  it('ends a program for another processor', () => {
    expect(verdictOf(filter, { arch: 0x40000003, number: 1 })).toBe(verdicts.killProcess);
  });
});

describe('the seccomp filter', () => {
  it('knows no second number for the same call', () => {
    const call = { arch: archOf.x64, number: 0x40000000 + 101 };
    expect(verdictOf(seccompFilter('x64'), call)).toBe(refusal('ENOSYS'));
  });

  it('is put together of jumps that a byte can hold', () => {
    const body = Array.from({ length: 256 }, () => ({ code: 6, jt: 0, jf: 0, k: 0 }));
    expect(() => whenEqual(1, body)).toThrow(RangeError);
  });
});
