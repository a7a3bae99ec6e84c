import { ensureInstalled, runWithNode24 } from './bootstrap.mjs';

await ensureInstalled();
runWithNode24('tools/src/verify-deployment/main.ts', process.argv.slice(2));
