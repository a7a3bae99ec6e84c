import { resolve } from 'node:path';
import { deployed } from '@octollm/catalogue';
import { root } from '../workspace/index.ts';
import { stageApp } from './stage-app.ts';

const [name, out] = process.argv.slice(2);
const service = deployed.find((candidate) => candidate.name === name);

if (service === undefined || out === undefined) {
  process.stderr.write(`usage: main.ts <${deployed.map((known) => known.name).join(' | ')}> <folder>\n`);
  process.exitCode = 2;
} else {
  stageApp({ root, service, out: resolve(out) });
}
