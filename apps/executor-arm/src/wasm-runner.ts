import { runProgram } from './sandbox/wasm/runner/run-program.ts';

await runProgram();
