import {
  chmodSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { UserError } from '../output/index.ts';
import { root } from '../workspace/index.ts';
import { writeSecretFiles } from './write-secrets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octollm-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const modeOf = (name: string): number => statSync(join(folder, name)).mode & 0o777;

/** The secrets that only their owner has. */
const brought = ['TLS_CERTIFICATE', 'TLS_KEY'];

describe('The secrets for Compose', () => {
  it('are all that its files mount, but for the certificate', () => {
    const mounted = globSync('manifests/compose/*.yaml', { cwd: root }).flatMap((file) => {
      const { secrets = {} } = parse(readFileSync(join(root, file), 'utf8')) as { secrets?: object };
      return Object.keys(secrets);
    });
    writeSecretFiles(folder);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(mounted.filter((name) => !brought.includes(name))),
    );
  });

  it('agree with each other', () => {
    writeSecretFiles(folder);
    expect(read('DATABASE_URL')).toContain(`:${read('POSTGRES_PASSWORD')}@postgres:`);
    expect(read('QUEUE_REDIS_ACL')).toContain(`>${read('REDIS_PASSWORD')} `);
    expect(parse(read('QDRANT_CONFIGURATION'))).toEqual({ service: { api_key: read('QDRANT_API_KEY') } });
    expect(JSON.parse(read('GATEWAY_PUBLIC_KEY'))).toMatchObject({ crv: 'Ed25519' });
  });

  it('are made once, and follow what is there', () => {
    writeFileSync(join(folder, 'POSTGRES_PASSWORD'), 'mine');
    writeSecretFiles(folder);
    const before = readdirSync(folder)
      .filter((name) => !['providers', 'alerting'].includes(name))
      .map(read);
    expect(writeSecretFiles(folder)).toEqual([]);
    expect(
      readdirSync(folder)
        .filter((name) => !['providers', 'alerting'].includes(name))
        .map(read),
    ).toEqual(before);
    expect(read('DATABASE_URL')).toContain(':mine@');
  });

  it('can be read in a container, and changed by nobody', () => {
    writeSecretFiles(folder);
    expect(modeOf('POSTGRES_PASSWORD')).toBe(0o444);
  });

  it.each([
    ['providers', 'OPENAI_API_KEY'],
    ['alerting', 'slack-webhook-url'],
  ])('are guarded by their folder; %s is mounted itself, and open with what is in it', (mounted, file) => {
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, mounted), { mode: 0o700 });
    writeFileSync(join(folder, mounted, file), 'key', { mode: 0o600 });
    const umask = process.umask(0o077);
    try {
      writeSecretFiles(folder);
    } finally {
      process.umask(umask);
    }
    expect(modeOf('.')).toBe(0o700);
    expect(modeOf(mounted)).toBe(0o755);
    expect(modeOf(join(mounted, file))).toBe(0o644);
    expect(modeOf('POSTGRES_PASSWORD')).toBe(0o444);
  });

  it.each([
    ['GATEWAY_PUBLIC_KEY', 'GATEWAY_SIGNING_KEY'],
    ['ORCHESTRATOR_SIGNING_KEY', 'ORCHESTRATOR_PUBLIC_KEY'],
  ])('are not made when %s is there alone', (found, missing) => {
    writeFileSync(join(folder, found), '{}');
    expect(() => writeSecretFiles(folder)).toThrow(UserError);
    expect(() => writeSecretFiles(folder)).toThrow(`${found} is there without ${missing}: put`);
    expect(readdirSync(folder)).toEqual([found]);
  });
});
