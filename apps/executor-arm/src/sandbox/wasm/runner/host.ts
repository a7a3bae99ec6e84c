import { Buffer } from 'node:buffer';
import { writeSync } from 'node:fs';

/** What an interpreter may ask of the process around it. All of it takes and gives texts and numbers, never objects. */
export interface Host {
  /** Prints bytes, each as one character from U+0000 to U+00FF, on 1 (output) or 2 (error). */
  readonly print: (fd: 1 | 2, bytes: string) => void;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** A byte that nobody can guess. */
  readonly randomByte: () => number;
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

const write = (fd: number, bytes: Buffer, exit: () => never): void => {
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      // Nobody reads any more: the limit of the output is reached, and what a pipe does to a program then is end it.
      if (codeOf(error) === 'EPIPE') exit();
      if (codeOf(error) !== 'EAGAIN') throw error;
    }
  }
};

/** @param exit - ends the process as a closed pipe ends a program */
export const hostOf = (exit: () => never): Host => {
  const clock = performance.now.bind(performance);
  const random = crypto.getRandomValues.bind(crypto);
  return {
    print: (fd, bytes) => write(fd, Buffer.from(bytes, 'latin1'), exit),
    now: clock,
    randomByte: () => random(new Uint8Array(1))[0] ?? 0,
  };
};

/** What a process may reach the machine with: taken away before the first line of a program runs. */
const reaching = [
  'process',
  'Buffer',
  'fetch',
  'WebSocket',
  'EventSource',
  'Request',
  'Response',
  'Worker',
  'BroadcastChannel',
  'MessageChannel',
  'navigator',
  'localStorage',
  'sessionStorage',
  'global',
];

/** Takes from this realm what reaches the machine. Modules keep what they have imported. */
export const forgetMachine = (): void => {
  for (const name of reaching) Reflect.deleteProperty(globalThis, name);
};

/** A memory of WebAssembly, as far as its growth is concerned; the language's library does not describe it. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow: (pages: number) => number;
}
interface WithWebAssembly {
  readonly WebAssembly: { readonly Memory: { readonly prototype: Memory } };
}

const pageBytes = 65_536;

/** Keeps the memories of WebAssembly in this realm below a size: what does not fit fails as in a full machine. */
export const limitMemories = (maxBytes: number): void => {
  const { prototype } = (globalThis as unknown as WithWebAssembly).WebAssembly.Memory;
  prototype.grow = new Proxy(prototype.grow, {
    apply: (grow, memory: Memory, [pages]: [number]) => {
      if (memory.buffer.byteLength + pages * pageBytes > maxBytes)
        throw new RangeError('The memory is used up.');
      return Reflect.apply(grow, memory, [pages]);
    },
  });
};
