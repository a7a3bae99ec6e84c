/**
 * What every command of the project does first. Plain JavaScript on node: built-ins: it may run on the host's Node
 * 20, before anything is installed.
 */
export { ensureInstalled } from './bootstrap/ensure-installed.mjs';
export { runWithNode24 } from './bootstrap/run-with-node-24.mjs';
