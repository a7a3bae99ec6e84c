import { ensureInstalled, runWithNode24 } from './bootstrap.mjs';

await ensureInstalled();
runWithNode24('tools/src/build-watch/main.ts', process.argv.slice(2));
