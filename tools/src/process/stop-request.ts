/** Asked again after this long, a stop is not a repetition of the same Ctrl-C any more: somebody is impatient. */
const repetitionMs = 2_000;

/** What becomes of a wish to stop. */
export interface StopRequest {
  /** Aborted by the first SIGINT, SIGTERM or SIGHUP, and when the process that started this one is gone. */
  readonly stop: AbortSignal;
  /** Aborted by a signal that comes later: stop now, whatever is left undone. */
  readonly hurry: AbortSignal;
}

/**
 * Listens for the wish to stop. One Ctrl-C may arrive several times (from the terminal, from npm, from the script
 * that started this one) and counts once.
 */
export const listenForStop = (now: () => number = Date.now): StopRequest => {
  const stop = new AbortController();
  const hurry = new AbortController();
  let askedAt: number | undefined;
  const ask = (): void => {
    if (askedAt === undefined) {
      askedAt = now();
      stop.abort();
    } else if (now() - askedAt > repetitionMs) hurry.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  if (process.connected) {
    process.once('disconnect', ask);
    // Says that closing the channel is enough; see tools/bootstrap/run-with-node-24.mjs.
    process.send?.('listens');
    process.channel?.unref();
  }
  return { stop: stop.signal, hurry: hurry.signal };
};
