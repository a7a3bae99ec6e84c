import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { lateCode, refuseMalformed } from './slow-clients.ts';

/** How long a file may take to come in, in milliseconds. */
export const uploadTimes = {
  /** Without a byte, and how often that is looked at; also what a sender has left to hear an answer to half a file. */
  idleMs: 30_000,
  wholeMs: 600_000,
} as const;

/** The connections on which a file comes in that somebody has accepted. */
const uploading = new WeakSet<Socket>();

const refuseLate = (socket: Socket): void =>
  refuseMalformed(
    Object.assign(new Error('The upload did not come in in time.'), { code: lateCode }),
    socket,
  );

/** Answers what `refuseMalformed` does, save for uploads that take longer than other requests may. */
export const refuseUnlessUploading = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code !== lateCode || !uploading.has(socket)) refuseMalformed(error, socket);
};

/**
 * Gives an upload more time than other requests have, while bytes of it come. Call it when the sender is known and one of
 * a bounded number of places is taken, so that nobody can hold connections this way; and what it returns when the answer
 * is known.
 */
export const giveUploadTime = (
  { raw }: FastifyRequest,
  times: { readonly idleMs: number; readonly wholeMs: number } = uploadTimes,
): (() => void) => {
  const { socket } = raw;
  uploading.add(socket);
  let bytesRead = socket.bytesRead;
  const endsAt = performance.now() + times.wholeMs;
  const watch = setInterval(() => {
    if (raw.complete) return;
    if (socket.bytesRead === bytesRead || performance.now() >= endsAt) refuseLate(socket);
    bytesRead = socket.bytesRead;
  }, times.idleMs);
  return () => {
    clearInterval(watch);
    uploading.delete(socket);
    if (raw.complete || socket.destroyed) return;
    const rest = setTimeout(() => {
      if (!raw.complete) socket.destroy();
    }, times.idleMs);
    rest.unref();
  };
};
