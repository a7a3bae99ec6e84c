/** One instruction of classic BPF, struct sock_filter in linux/filter.h. */
export interface Instruction {
  readonly code: number;
  /** How many instructions to skip when a comparison holds, and when it does not. */
  readonly jt: number;
  readonly jf: number;
  readonly k: number;
}

/** Operation codes, linux/bpf_common.h. */
export const opcodes = {
  loadWord: 0x20,
  jumpIfEqual: 0x15,
  jumpIfAtLeast: 0x35,
  jumpIfAnyBit: 0x45,
  answer: 0x06,
} as const;

const instruction = (code: number, k: number, jt = 0, jf = 0): Instruction => ({ code, jt, jf, k });

/** Loads 32 bits of the call's description (struct seccomp_data) into the accumulator. */
export const load = (offset: number): Instruction => instruction(opcodes.loadWord, offset);

/** Ends the filter with a verdict. */
export const answer = (verdict: number): Instruction => instruction(opcodes.answer, verdict);

const guarded =
  (code: number) =>
  (k: number, body: readonly Instruction[]): Instruction[] => {
    if (body.length > 255) throw new RangeError('A jump of BPF skips at most 255 instructions.');
    return [instruction(code, k, 0, body.length), ...body];
  };

/** Runs the body when the accumulator is `k`, and skips it otherwise. @throws RangeError when it is too long */
export const whenEqual = guarded(opcodes.jumpIfEqual);
/** Runs the body when the accumulator is `k` or more, unsigned. */
export const whenAtLeast = guarded(opcodes.jumpIfAtLeast);
/** Runs the body when the accumulator and `k` have a bit in common. */
export const whenAnyBit = guarded(opcodes.jumpIfAnyBit);

/** The program as the kernel reads it on a little-endian machine: 8 bytes an instruction. */
export const assemble = (program: readonly Instruction[]): Buffer => {
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, { code, jt, jf, k }] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(jt, index * 8 + 2);
    bytes.writeUInt8(jf, index * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4);
  }
  return bytes;
};
