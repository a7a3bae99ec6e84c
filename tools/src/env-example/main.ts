import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace/index.ts';
import { renderEnvExample } from './render.ts';

writeFileSync(join(root, '.env.example'), renderEnvExample());
