import { ensureInstalled, runWithNode24 } from './bootstrap.mjs';

await ensureInstalled();
runWithNode24('apps/executor-arm/src/check/main.ts', process.argv.slice(2));
