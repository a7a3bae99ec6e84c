import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from './free-port.ts';
import { claimPort } from './port-claims.ts';

const minute = 60_000;
const port = 15_000;

describe('claims of ports', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'octollm-claims-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are given once, and again when at least a minute is over', () => {
    const now = Date.now();
    expect(claimPort(port, now, folder)).toBe(true);
    expect(claimPort(port, now, folder)).toBe(false);
    expect(claimPort(port, now + minute, folder)).toBe(false);
    expect(claimPort(port, now - minute, folder)).toBe(false);
    expect(claimPort(port, now + 3 * minute, folder)).toBe(true);
  });

  it('are kept between processes', async () => {
    const module = fileURLToPath(new URL('port-claims.ts', import.meta.url));
    const claimAll = `import { claimPort } from ${JSON.stringify(module)};
      const claimed = Array.from({ length: 200 }, (_, port) => port)
        .filter((port) => claimPort(port, ${Date.now()}, ${JSON.stringify(folder)}));
      console.log(JSON.stringify(claimed));`;
    const claimed = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const child = spawn(process.execPath, ['--input-type=module', '--eval', claimAll]);
        const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
        return JSON.parse(output) as number[];
      }),
    );
    const all = claimed.flat();
    expect(all).toHaveLength(200);
    expect(new Set(all).size).toBe(200);
  });

  it('keep two who ask for a free port from getting the same', async () => {
    const ports = await Promise.all(Array.from({ length: 100 }, () => freePort()));
    expect(new Set(ports).size).toBe(100);
    expect(Math.max(...ports)).toBeLessThan(32_768);
  });
});
