import { type Job, workspace } from '../job.ts';

/** The name of the program itself. */
export const mainFile = 'main.js';

/** What a program finds besides the language: a console, timers, and `node:fs` as far as reading its own files goes. */
export const prelude = `(() => {
  const print = globalThis.__print;
  delete globalThis.__print;
  const shown = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return value.stack ? value + '\\n' + value.stack : String(value);
    if (typeof value === 'bigint') return value + 'n';
    if (typeof value === 'object' && value !== null) {
      try { return JSON.stringify(value); } catch { return String(value); }
    }
    return String(value);
  };
  const line = (fd) => (...values) => print(fd, values.map(shown).join(' ') + '\\n');
  globalThis.console = { log: line(1), info: line(1), debug: line(1), warn: line(2), error: line(2) };
  const timers = new Map();
  let next = 1;
  const start = (repeats) => (action, delay, ...args) => {
    const wait = Math.max(Number(delay) || 0, 1);
    timers.set(next, { at: Date.now() + wait, wait: repeats ? wait : null, action, args });
    return next++;
  };
  const stop = (id) => void timers.delete(id);
  globalThis.setTimeout = start(false);
  globalThis.setInterval = start(true);
  globalThis.clearTimeout = stop;
  globalThis.clearInterval = stop;
  return () => {
    const [first] = [...timers].sort(([a, x], [b, y]) => x.at - y.at || a - b);
    if (first === undefined) return -1;
    const [id, timer] = first;
    const left = timer.at - Date.now();
    if (left > 0) return left;
    if (timer.wait === null) timers.delete(id);
    else timer.at = Date.now() + timer.wait;
    timer.action(...timer.args);
    return 0;
  };
})()`;

/** The module `node:fs` of a program. */
export const fileSystem = (job: Job): string => `
const files = ${JSON.stringify({ ...job.files, [mainFile]: job.code })};
const stdin = ${JSON.stringify(job.stdin)};
const nameOf = (path) => String(path).replace(${new RegExp(`^(?:${workspace}/|\\./)`)}, '');
export const existsSync = (path) => Object.hasOwn(files, nameOf(path));
export const readFileSync = (path) => {
  if (path === 0 || path === '/dev/stdin') return stdin;
  if (!existsSync(path)) throw new Error('ENOENT: no such file, open ' + path);
  return files[nameOf(path)];
};
export default { existsSync, readFileSync };
`;
