import { Readable } from 'node:stream';
import { untilStopped } from './until-stopped.ts';

/**
 * The events of a body as `screen` changes them, until `signal` is aborted. The body is let go with them.
 * @param screen changes the events. @default they go on as they come
 */
export const screenedEvents = (
  body: Readable,
  signal: AbortSignal,
  screen?: (events: Readable) => AsyncIterable<string>,
): Readable => {
  if (screen === undefined) return untilStopped(body, signal);
  const events = untilStopped(Readable.from(screen(body), { objectMode: false }), signal);
  // Whoever screens waits for the body's next event and hears of nothing before it.
  events.once('close', () => body.destroy());
  return events;
};
