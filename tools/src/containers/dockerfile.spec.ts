import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { root } from '../workspace/index.ts';

const dockerfile = readFileSync(join(root, 'tools/containers/Dockerfile'), 'utf8');
const stages = dockerfile.split(/^FROM /m);
const runtime = stages.at(-1) ?? '';

describe('the Dockerfile', () => {
  it('is one that Docker accepts', () => {
    expect(validate(dockerfile)).toEqual([]);
    expect(validate(dockerfile.replace('WORKDIR /app', 'WORKDIRR /app'))).not.toEqual([]);
  });

  it('builds in one stage and runs in another, which holds nothing of the first but its result', () => {
    expect(stages).toHaveLength(3);
    const copies = runtime.split('\n').filter((line) => /^(?:COPY|ADD) /.test(line));
    expect(copies.every((line) => line.startsWith('COPY --from=build /out/'))).toBe(true);
  });

  it('runs as the user of the pods, who is not root, and says whether it lives', () => {
    expect(runtime).toMatch(/^USER 10001:10001$/m);
    expect(runtime).toMatch(/^HEALTHCHECK .*CMD \["node", "dist\/health\.js"\]$/m);
    expect(runtime).toMatch(/^CMD \["node", "dist\/main\.js"\]$/m);
  });

  it('tells what the sandbox of the executor needs: bubblewrap, all of Python, and git', () => {
    expect(dockerfile).toContain(
      '--build-arg APP=executor-arm --build-arg PACKAGES="bubblewrap python3 git"',
    );
  });

  it('names a version of its base', () => {
    expect(dockerfile).toMatch(/^ARG NODE_IMAGE=\S+:\d+\.\d+\.\d+-\S+$/m);
  });
});
