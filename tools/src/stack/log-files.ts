import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ownerOnly = 0o600;
const mostBytes = 4 * 1024 * 1024;

/**
 * Keeps what processes write, a file each: `<name>.log`, and `<name>.1.log` for what was before, each of at most 4 MiB.
 * Nobody but the owner may read them. They are written at once: the last lines before a crash are those that matter.
 */
export class LogFiles {
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #sizes = new Map<string, number>();

  /** @param most - bytes of one file. @default 4 MiB */
  constructor(folder: string, most = mostBytes) {
    this.#folder = folder;
    this.#mostBytes = most;
  }

  line(name: string, line: string): void {
    const path = join(this.#folder, `${name}.log`);
    const text = `${line}\n`;
    const before = this.#sizes.get(name) ?? this.#sizeOf(path);
    const isFull = before > 0 && before + Buffer.byteLength(text) > this.#mostBytes;
    if (isFull) renameSync(path, join(this.#folder, `${name}.1.log`));
    appendFileSync(path, text, { mode: ownerOnly });
    this.#sizes.set(name, (isFull ? 0 : before) + Buffer.byteLength(text));
  }

  /** The size of a file that an earlier run may have left. */
  #sizeOf(path: string): number {
    mkdirSync(this.#folder, { recursive: true });
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
}
