import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { findNode24 } from './find-node-24.mjs';
import { root } from './root.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const parentCheckMs = 500;

/** A Ctrl-C arrives from the terminal and once more from npm; what comes later is another one. */
const repetitionMs = 2_000;

/** So long may a child's word that it listens be on its way when it is asked to stop right after its start. */
const wordMs = 50;

/**
 * Passes the wish to stop on. Ctrl-C in a terminal reaches the whole group, the child included, and a second signal
 * could hit the child when it has done its work and listens no more, and spoil its exit code. So a child that says
 * that it listens is told by closing its channel; others get the signal.
 */
const passOnSignals = (child) => {
  let listens = false;
  child.once('message', () => {
    listens = true;
  });
  const tell = (signal) => {
    if (!listens) child.kill(signal);
    // A channel that the child has closed means that it is ending already.
    else if (child.connected) child.disconnect();
  };
  let askedAt;
  const ask = (signal) => {
    if (askedAt !== undefined && Date.now() - askedAt < repetitionMs) return;
    const isFirst = askedAt === undefined;
    askedAt = Date.now();
    if (!isFirst) child.kill(signal);
    else if (listens) tell(signal);
    else setTimeout(tell, wordMs, signal);
  };
  for (const signal of signals) process.on(signal, () => ask(signal));
};

/**
 * The shell between npm and us may die of a signal that it does not pass on. Only under npm: whoever starts the
 * script from a shell may want it to outlive that shell.
 */
const stopWithParent = (child) => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), parentCheckMs).unref();
};

/**
 * Runs a TypeScript file with Node 24 and ends this process with its exit code. The child has an IPC channel, so
 * that it notices when this process is killed.
 * @param {string} script the path of the file from the root of the repository
 * @param {readonly string[]} args
 */
export const runWithNode24 = (script, args) => {
  const node = findNode24();
  if (node === undefined) {
    process.stderr.write(
      `This needs Node 24, and the project brings it along on Linux with glibc only (x64 and arm64). Here Node ${process.version} runs. Install Node 24 (https://nodejs.org) and run the command again.\n`,
    );
    process.exit(1);
  }
  const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, PATH },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  passOnSignals(child);
  stopWithParent(child);
  child.once('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
};
