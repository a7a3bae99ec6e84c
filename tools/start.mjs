import { ensureInstalled, runWithNode24 } from './bootstrap.mjs';

await ensureInstalled();
runWithNode24('tools/src/stack/main.ts', process.argv.slice(2));
