const parentIsGone = 'the parent process is gone';

/**
 * Resolves with the reason when the process is asked to stop: by SIGTERM or SIGINT, or because the process that
 * started it (over an IPC channel, as the local stack does) has died. Ask before the service starts, or a parent
 * that dies meanwhile leaves an orphan.
 */
export const stopRequested = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
    // Only a process with a channel has `send`, and it keeps it when the channel has closed already.
    if (process.send === undefined) return;
    if (process.connected) process.on('disconnect', () => resolve(parentIsGone));
    else resolve(parentIsGone);
  });
