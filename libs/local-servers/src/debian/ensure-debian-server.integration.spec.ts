import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServerUnavailableError } from '../errors.ts';
import { scratchFolder } from '../fixtures/scratch.ts';
import { ensureDebianServer } from './ensure-debian-server.ts';

afterEach(() => vi.unstubAllEnvs());

describe("a server from Debian's packages", () => {
  it('is unpacked once, even by two at the same time, and not downloaded again', async () => {
    const serversDir = join(scratchFolder(), 'servers');
    const [one, other] = await Promise.all([
      ensureDebianServer('redis', serversDir),
      ensureDebianServer('redis', serversDir),
    ]);
    expect(one).toEqual(other);
    expect(readdirSync(serversDir)).toEqual(['redis']);
    expect(execFileSync(one.binary, ['--version'], { env: { ...one.env } }).toString()).toContain(
      'Redis server v=',
    );
    vi.stubEnv('PATH', '/nowhere');
    await expect(ensureDebianServer('redis', serversDir)).resolves.toBeDefined();
  });

  it('is found on a machine whose package lists are missing', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'apt.conf'), `Dir::State::lists "${folder}/empty";\n`);
    vi.stubEnv('APT_CONFIG', join(folder, 'apt.conf'));
    const { binary } = await ensureDebianServer('redis', join(folder, 'servers'));
    expect(existsSync(binary)).toBe(true);
  });

  it('cannot be had without apt-get, and says so', async () => {
    vi.stubEnv('PATH', '/nowhere');
    const serversDir = scratchFolder();
    const attempt = ensureDebianServer('redis', serversDir);
    await expect(attempt).rejects.toBeInstanceOf(ServerUnavailableError);
    await expect(attempt).rejects.toThrow(/has no apt-get.*run the stack without this server/);
    expect(readdirSync(serversDir)).toEqual([]);
  });

  it('cannot be had without the network, and says what apt says', async () => {
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9');
    vi.stubEnv('https_proxy', 'http://127.0.0.1:9');
    const serversDir = scratchFolder();
    const attempt = ensureDebianServer('redis', serversDir);
    await expect(attempt).rejects.toBeInstanceOf(ServerUnavailableError);
    await expect(attempt).rejects.toThrow(/127\.0\.0\.1.*Check that this machine reaches its Debian mirrors/);
    expect(readdirSync(serversDir)).toEqual([]);
  });
});
