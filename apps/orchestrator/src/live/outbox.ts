import { setTimeout as sleep } from 'node:timers/promises';

/** Pieces that come within this time go out together, so a replica commits 50 times a second at most. */
const pauseMs = 20;
/** What waits at most. More comes only while the other replicas cannot be told. */
const mostWaiting = 2_000;

/** Sends messages in their order, one batch after the other. What cannot be sent is lost. */
export class Outbox {
  readonly #send: (messages: readonly string[]) => Promise<void>;
  readonly #onError: (error: unknown) => void;
  #waiting: string[] = [];
  #sending: Promise<void> | undefined;

  /** @param onError hears why messages were lost */
  constructor(send: (messages: readonly string[]) => Promise<void>, onError: (error: unknown) => void) {
    this.#send = send;
    this.#onError = onError;
  }

  add(message: string): void {
    if (this.#waiting.length >= mostWaiting) return;
    this.#waiting.push(message);
    this.#sending ??= this.#run();
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#sending;
  }

  async #run(): Promise<void> {
    await sleep(pauseMs);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#send(batch);
      } catch (error) {
        this.#onError(error);
      }
      await sleep(pauseMs);
    }
    this.#sending = undefined;
  }
}
