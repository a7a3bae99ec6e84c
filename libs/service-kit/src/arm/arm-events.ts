import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { ArmNews, ArmResponse } from '@octollm/contracts';

const frameOf = (event: string, data: ArmNews | ArmResponse): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Whether a caller asks for what happens while an action is carried out, and not for its end alone. */
export const wantsEvents = (accept: string | undefined): boolean =>
  accept?.includes('text/event-stream') ?? false;

/** What an action tells, as server-sent events that go out no faster than they are read. */
export class ArmEvents {
  readonly #out = new PassThrough();

  /** The events, to be sent to the caller. */
  get body(): Readable {
    return this.#out;
  }

  /**
   * Tells a piece of news. It resolves when the reader keeps up, so that whoever waits for it is as slow as the reader.
   * @throws the reason of the signal, which a reader that has left is to abort
   */
  async tell(news: ArmNews, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#out.write(frameOf(news.type, news))) return;
    try {
      await once(this.#out, 'drain', { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }

  /** Cuts the events off, so that their reader does not wait for a result. */
  breakOff(cause: unknown): void {
    this.#out.destroy(new Error('There is no result.', { cause }));
  }

  /** Tells the result, after which nothing is told. */
  end(response: ArmResponse): void {
    this.#out.end(frameOf('result', response));
  }
}
