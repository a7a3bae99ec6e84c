import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Origin } from '../../injection-signal.ts';
import { train } from './train.ts';

/** `npm run train` in the project's folder: learns the models again and writes them where they ship. */
const sourceOf = (origin: Origin): string => {
  const { weights, ...rest } = train(origin);
  return `  ${origin}: ${JSON.stringify({ ...rest, weights: Buffer.from(weights.buffer).toString('base64') })},\n`;
};

const file = join(import.meta.dirname, '../learned.ts');
writeFileSync(
  file,
  `/** Written by \`npm run train\`. Weights are signed bytes in base64. */\nexport const learned = {\n${sourceOf('user')}${sourceOf('content')}} as const;\n`,
);
process.stdout.write(`${file}\n`);
