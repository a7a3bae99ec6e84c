import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../output/index.ts';
import { runNode } from '../process/index.ts';
import { applicationsIn } from '../stack/index.ts';
import { root } from '../workspace/index.ts';

/** Each may make 1,000 requests a second. */
const keyCount = 8;
const Answer = z.object({ keys: z.array(z.string()) });

/** Makes API keys of the highest tier, so that no limit of a key is measured. @throws UserError when it fails */
export const makeKeys = async (databaseUrl: string, signal: AbortSignal): Promise<readonly string[]> => {
  const keys = Array.from({ length: keyCount }, (_, index) => ({
    tenant_id: 'bench',
    name: `bench-${index}`,
    scopes: ['task:submit', 'task:read'],
    tier: 'enterprise',
    kind: 'test',
  }));
  const { code, stdout, stderr } = await runNode({
    script: applicationsIn(join(root, 'dist', 'apps')).keys,
    args: ['ensure-dev'],
    input: JSON.stringify({ keys }),
    env: { ...process.env, DATABASE_URL: databaseUrl },
    cwd: root,
    signal,
  });
  if (code !== 0) throw new UserError(`The keys of the benchmark could not be made:\n${stderr}`);
  return Answer.parse(JSON.parse(stdout)).keys;
};
