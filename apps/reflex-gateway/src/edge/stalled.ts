import type { ServerResponse } from 'node:http';

/** How long a client may take nothing of an answer that waits for it. */
const longestMs = 60_000;

/**
 * Closes the connection of a client that has stopped to read: an answer that nobody takes would hold its place among
 * those in flight, its money and its buffers for ever. A client for which nothing waits is none, however long that takes.
 * @param ms after how long in which nothing could be written
 */
export const closeWhenStalled = (raw: ServerResponse, ms = longestMs): void => {
  // The timer of the connection starts anew whenever something could be written, and again at the next write.
  raw.setTimeout(ms, () => {
    if (raw.writableLength > 0) raw.destroy();
  });
};
