import { ensureInstalled, runWithNode24 } from './bootstrap.mjs';

await ensureInstalled();
runWithNode24('tools/src/policies/main.ts', process.argv.slice(2));
