import { join } from 'node:path';
import { formatSeconds, Output, Progress } from '../output/index.ts';
import { listenForStop } from '../process/index.ts';
import { dataFolderAt } from './data-folder.ts';
import { LogFollower } from './follow.ts';
import { LogFiles } from './log-files.ts';
import { help, parseStartOptions } from './options.ts';
import type { Stack, StackOptions } from './stack.ts';
import { startStack } from './start-stack.ts';
import { watchSources } from './watch.ts';
import { welcome } from './welcome.ts';

/** The exit code of a command that Ctrl-C ended before it had done its work. */
const interrupted = 130;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** A start that Ctrl-C ends is no error. */
const startUnlessStopped = async (options: StackOptions, stop: AbortSignal): Promise<Stack | undefined> => {
  try {
    return await startStack({ ...options, signal: stop });
  } catch (error) {
    if (stop.aborted) return undefined;
    throw error;
  }
};

/** Which stack to run. */
export type StackPlace = Pick<StackOptions, 'root' | 'environment' | 'dataFolder' | 'applications'>;

/**
 * `npm start`: runs a stack until a signal, and shows what it does.
 * @returns the exit code
 */
export const runStack = async (args: readonly string[], place: StackPlace): Promise<number> => {
  const flags = parseStartOptions(args);
  const output = new Output();
  if (flags.help) {
    output.line(help);
    return 0;
  }
  const { stop, hurry } = listenForStop();
  const follower = new LogFollower(output);
  const logs = new LogFiles(dataFolderAt(place.dataFolder ?? join(place.root, '.octollm')).logs);
  const notice = (sentence: string): void => output.line(output.paint('yellow', `  ! ${sentence}`));
  const options: StackOptions = {
    ...place,
    progress: new Progress(output),
    onLine: (service, line) => {
      logs.line(service, line);
      follower.line(service, line);
    },
    notice,
    fresh: flags.fresh,
  };

  output.line('OctoLLM is starting.');
  const stack = await startUnlessStopped(options, stop);
  if (stack === undefined) {
    output.line('Stopped.');
    return interrupted;
  }
  // Since the process began, loading included.
  output.line(`OctoLLM is ready after ${formatSeconds(performance.now())}.`);
  for (const line of welcome(stack)) output.line(line);
  follower.on();
  const watching = flags.watch ? await watchSources({ root: place.root, stack, notice }) : undefined;

  // It keeps the process alive until then: signals alone do not.
  const alive = setInterval(() => undefined, 60_000);
  await untilAborted(stop);
  clearInterval(alive);
  follower.off();
  output.line('\nStopping; Ctrl-C again does not wait for work in flight.');
  watching?.close();
  await stack.stop(hurry);
  output.line('Stopped.');
  return 0;
};
