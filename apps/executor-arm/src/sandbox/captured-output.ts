import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';

const textOf = (chunks: readonly Buffer[], cut: boolean): string =>
  // A stream that is not flushed drops the half character that the cut may have left. The stores cannot hold NUL.
  new TextDecoder().decode(Buffer.concat(chunks), { stream: cut }).replaceAll('\0', '\ufffd');

/**
 * Collects what a child process prints, up to a limit for its streams together. Beyond it a stream is closed, so that a
 * program that prints without end gets SIGPIPE, as before `head`, and costs nothing more.
 */
export class CapturedOutput {
  readonly #chunks: readonly [Buffer[], Buffer[]] = [[], []];
  #left: number;
  #truncated = false;

  constructor(stdout: Readable, stderr: Readable, maxBytes: number) {
    this.#left = maxBytes;
    for (const [index, stream] of [stdout, stderr].entries()) {
      stream.on('data', (chunk: Buffer) => {
        if (chunk.length > this.#left) {
          this.#truncated = true;
          stream.destroy();
        }
        const kept = chunk.subarray(0, this.#left);
        this.#left -= kept.length;
        this.#chunks[index]?.push(kept);
      });
    }
  }

  /** What has come so far. */
  get text(): { readonly stdout: string; readonly stderr: string; readonly truncated: boolean } {
    const [stdout, stderr] = this.#chunks;
    const truncated = this.#truncated;
    return { stdout: textOf(stdout, truncated), stderr: textOf(stderr, truncated), truncated };
  }
}
