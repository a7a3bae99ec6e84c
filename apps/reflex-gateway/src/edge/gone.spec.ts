import { EventEmitter } from 'node:events';
import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import { ClientGoneError, untilGone } from './gone.ts';

const connection = (state: { destroyed?: boolean; writableFinished?: boolean } = {}) => {
  const raw = Object.assign(new EventEmitter(), {
    destroyed: false,
    writableFinished: false,
    writableLength: 1,
    setTimeout: (_: number, stalled: () => void) => raw.on('timeout', stalled),
    destroy: () => raw.emit('close'),
    ...state,
  });
  return { raw, reply: { raw } as unknown as FastifyReply };
};
/** Work that ends only when it is given up. */
const endless = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('an answer that a client waits for', () => {
  it('is given up without an error when the client leaves', async () => {
    const { raw, reply } = connection();
    const answered = untilGone(reply, endless);
    raw.emit('close');
    await expect(answered).resolves.toBeUndefined();
  });

  it('is given up when the client stops to read', async () => {
    const { raw, reply } = connection();
    const answered = untilGone(reply, endless);
    raw.emit('timeout');
    await expect(answered).resolves.toBeUndefined();
  });

  it('is given up when the client has left before', async () => {
    await expect(untilGone(connection({ destroyed: true }).reply, endless)).resolves.toBeUndefined();
  });

  it('is not given up because it is complete', async () => {
    const { raw, reply } = connection({ writableFinished: true });
    await untilGone(reply, async (signal) => {
      raw.emit('close');
      expect(signal.aborted).toBe(false);
    });
  });

  it('says why it is given up, and fails with what goes wrong while somebody waits', async () => {
    const { raw, reply } = connection();
    await untilGone(reply, async (signal) => {
      raw.emit('close');
      expect(signal.reason).toBeInstanceOf(ClientGoneError);
    });
    const failing = untilGone(connection().reply, () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
  });
});
