// Loaded (--import) into every process that the tools start, so that none outlives them, even after a SIGKILL and
// even when it had no time yet to listen to anything itself.
import { isMainThread } from 'node:worker_threads';

const graceMs = 10_000;

const endWithParent = () => {
  if (!process.connected) process.exit(1);
  process.once('disconnect', () => {
    if (process.listenerCount('disconnect') === 0) process.exit(1);
    // It stops by itself in good order; what takes too long ends anyway.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref();
  });
  // The listener must not keep a process alive that has done its work.
  process.channel.unref();
  // What this process forks has another parent, and may live on the channel to it: the guard is not for it.
  const option = process.execArgv.findIndex((argument) => argument.endsWith('parent-guard.mjs'));
  process.execArgv.splice(option - 1, 2);
};

if (isMainThread) endWithParent();
