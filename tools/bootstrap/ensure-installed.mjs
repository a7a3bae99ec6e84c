import { spawn } from 'node:child_process';
import { isInstalled, markInstalled } from './installation.mjs';
import { root } from './root.mjs';

const npmCi = () =>
  new Promise((resolve) => {
    // Whatever NODE_ENV or the user's settings leave out: the build tools and Node 24 itself are needed.
    const include = ['--include=dev', '--include=optional'];
    const args = ['ci', '--no-fund', '--no-audit', '--loglevel=error', ...include];
    // npm names its own file when it runs a script; without it the npm on the PATH is taken.
    const npm = process.env.npm_execpath;
    const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.once('error', (error) => resolve({ code: 1, reason: error.message }));
    child.once('close', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve({ code: code ?? 1, reason: signal ?? `exit code ${code}` });
    });
  });

/**
 * Installs the packages when node_modules is missing or does not agree with package-lock.json, and ends the process
 * when that fails.
 */
export const ensureInstalled = async () => {
  if (isInstalled(root)) return;
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1_000)} s`;
  const isTerminal = process.stderr.isTTY;
  process.stderr.write('Installing the packages with npm ci; this takes about half a minute ...\n');
  const ticking = isTerminal && setInterval(() => process.stderr.write(`\r  ${seconds()}\x1b[K`), 1_000);
  const { code, reason } = await npmCi();
  clearInterval(ticking);
  if (isTerminal) process.stderr.write('\r\x1b[K');
  if (code !== 0) {
    process.stderr.write(
      `The packages could not be installed (${reason}). npm says why above. Check the network and the registry (npm config get registry), then run the command again.\n`,
    );
    process.exit(code);
  }
  markInstalled(root);
  process.stderr.write(`Installed the packages in ${seconds()}.\n`);
};
