import type { Output, Progress } from '../output/index.ts';
import {
  type DevFile,
  dataFolderAt,
  isSevere,
  LogFollower,
  readDevFile,
  runningStack,
  startStack,
} from '../stack/index.ts';

/** A stack to send requests to. */
export interface StackToUse {
  readonly gateway: string;
  readonly key: string;
  /** Stops the stack when it was started for this; leaves it alone when it was running already. */
  release(): Promise<void>;
}

export interface Wanted {
  readonly root: string;
  /** The folder of the stack's data. */
  readonly dataFolder: string;
  readonly output: Output;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const running = async (dataFolder: string): Promise<DevFile | undefined> => {
  const data = dataFolderAt(dataFolder);
  const lock = await runningStack(data.lock);
  return lock?.gateway === undefined ? undefined : readDevFile(data.dev);
};

/** The stack that runs in this folder, or one that is started and later stopped. */
export const stackToUse = async ({
  root,
  dataFolder,
  output,
  progress,
  signal,
}: Wanted): Promise<StackToUse> => {
  const found = await running(dataFolder);
  if (found !== undefined) {
    output.line(`Using the stack that runs at ${found.gateway}.`);
    return { gateway: found.gateway, key: found.keys.default, release: () => Promise.resolve() };
  }
  output.line('No stack is running in this folder: one is started, and stopped at the end.');
  const follower = new LogFollower(output, isSevere);
  const stack = await startStack({
    root,
    dataFolder,
    environment: process.env,
    progress,
    onLine: (service, line) => follower.line(service, line),
    notice: (sentence) => output.line(`  ! ${sentence}`),
    signal,
  });
  follower.on();
  return {
    gateway: stack.gateway,
    key: stack.keys.default,
    release: async () => {
      follower.off();
      await stack.stop();
    },
  };
};
