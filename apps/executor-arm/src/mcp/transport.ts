import { setTimeout as sleep } from 'node:timers/promises';
import { type RequestId, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

type Send = StreamableHTTPClientTransport['send'];

/** How long goodbyes may take. */
const goodbyeMs = 1_000;

/** A code that JSON-RPC gives to nothing, for an answer that never came. */
export const lostAnswer = 0;

/**
 * A transport that says goodbye before it closes: a cancellation goes out, and a session ends on the server too. A stream
 * that ends without the answer fails its request, which would wait for its deadline otherwise.
 */
export class PoliteTransport extends StreamableHTTPClientTransport {
  readonly #goodbyes: Promise<void>[] = [];

  override send(...[message, options]: Parameters<Send>): Promise<void> {
    if (Array.isArray(message) || !('method' in message)) return super.send(message, options);
    if ('id' in message) {
      const onRequestStreamEnd = (): void => {
        options?.onRequestStreamEnd?.();
        this.#lose(message.id);
      };
      return super.send(message, { ...options, onRequestStreamEnd });
    }
    const sent = super.send(message, options);
    if (message.method === 'notifications/cancelled') this.#goodbyes.push(sent);
    return sent;
  }

  override async close(): Promise<void> {
    if (this.sessionId !== undefined) this.#goodbyes.push(this.terminateSession());
    await Promise.race([Promise.allSettled(this.#goodbyes), sleep(goodbyeMs, undefined, { ref: false })]);
    await super.close();
  }

  /** To a request that was answered this says nothing. */
  #lose(id: RequestId): void {
    this.onmessage?.({
      jsonrpc: '2.0',
      id,
      error: { code: lostAnswer, message: 'The answer did not come.' },
    });
  }
}
