import { ensureInstalled, runWithNode24 } from './bootstrap.mjs';

await ensureInstalled();
runWithNode24('tools/src/smoke/main.ts', process.argv.slice(2));
