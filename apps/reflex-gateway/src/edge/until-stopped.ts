import { PassThrough, type Readable } from 'node:stream';

/**
 * A stream that ends with its source, and before it when `signal` is aborted: its reader then gets an end like any
 * other, and connects again where somebody still answers.
 */
export const untilStopped = (source: Readable, signal: AbortSignal): Readable => {
  const stream = new PassThrough();
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    source.unpipe(stream);
    stream.end();
    source.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  stream.once('close', () => {
    signal.removeEventListener('abort', stop);
    source.destroy();
  });
  source.on('error', (error) => {
    // A source that is let go on purpose may call that an error.
    if (!isStopped) stream.destroy(error);
  });
  source.pipe(stream);
  if (signal.aborted) stop();
  return stream;
};
