import { opcodes } from './instructions.ts';

/** A system call as the kernel describes it to a filter. */
export interface Call {
  readonly arch: number;
  readonly number: number;
  readonly args?: readonly number[];
}

const described = ({ arch, number, args = [] }: Call): Buffer => {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number >>> 0, 0);
  data.writeUInt32LE(arch, 4);
  for (const [index, value] of args.entries()) data.writeBigUInt64LE(BigInt(value), 16 + index * 8);
  return data;
};

/** Runs a filter as the kernel does and gives its verdict. @throws Error when it leaves its program */
export const verdictOf = (filter: Buffer, call: Call): number => {
  const data = described(call);
  let accumulator = 0;
  for (let at = 0; at < filter.length / 8; at += 1) {
    const code = filter.readUInt16LE(at * 8);
    const [jt, jf] = [filter.readUInt8(at * 8 + 2), filter.readUInt8(at * 8 + 3)];
    const k = filter.readUInt32LE(at * 8 + 4);
    if (code === opcodes.answer) return k;
    if (code === opcodes.loadWord) accumulator = data.readUInt32LE(k);
    else if (code === opcodes.jumpIfEqual) at += accumulator === k ? jt : jf;
    else if (code === opcodes.jumpIfAtLeast) at += accumulator >= k ? jt : jf;
    else if (code === opcodes.jumpIfAnyBit) at += (accumulator & k) === 0 ? jf : jt;
    else throw new Error(`There is no operation ${code}.`);
  }
  throw new Error('The filter has no verdict.');
};
