import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executorArm, reflexGateway, type Service } from '@octollm/catalogue';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../output/index.ts';
import { checkConfiguration, externalDatabase } from './check-configuration.ts';
import { newKeyPair } from './secrets.ts';

const services: readonly Service[] = [reflexGateway, executorArm];
const pair = newKeyPair();
const generated = {
  DATABASE_URL: 'postgres://127.0.0.1/octollm',
  GATEWAY_SIGNING_KEY: pair.private,
  ORCHESTRATOR_PUBLIC_KEY: pair.public,
};
const check = (environment: Record<string, string>, dotEnv: Record<string, string> = {}): void =>
  checkConfiguration(services, () => ({ generated, dotEnv, environment }));

describe('the check before anything is started', () => {
  it('accepts variables of any service and names that are nobody’s business', () => {
    expect(() =>
      check({ EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*', SHELL: '/bin/sh', QDRANT_URL: 'http://q:6333' }),
    ).not.toThrow();
  });

  it('refuses a name with a prefix of the platform that is in no schema, once, with the catalogue’s sentence', () => {
    const start = () => check({}, { EXECUTOR_HTTP_ALOWLIST: '127.0.0.1:*' });
    expect(start).toThrow(UserError);
    expect(start).toThrow(
      'nothing was started.\n  - EXECUTOR_HTTP_ALOWLIST is not a variable of any service. Did you mean EXECUTOR_HTTP_ALLOWLIST?',
    );
    expect(start).not.toThrow(/ALOWLIST[^]*ALOWLIST/);
  });

  it('refuses any name in .env that no service reads, and lets one in the environment be', () => {
    expect(() => check({}, { OPENAI_APIKEY: 'sk-1' })).toThrow(
      'OPENAI_APIKEY is not a variable of any service. Did you mean OPENAI_API_KEY?',
    );
    expect(() => check({}, { OPENAI_APIKEY: 'sk-1' })).not.toThrow(/sk-1/);
    expect(() => check({ OPENAI_APIKEY: 'sk-1' }, { QDRANT_API_KEY_FILE: '/key', PORT: '1' })).not.toThrow();
  });

  it('refuses a wrong value without repeating it', () => {
    expect(() => check({ LOG_LEVEL: 'shouting' })).toThrow(
      'LOG_LEVEL must be one of debug, info, warn, error.',
    );
    expect(() => check({ LOG_LEVEL: 'shouting' })).not.toThrow(/shouting/);
  });

  it('refuses a value and a file for the same variable', () => {
    expect(() => check({ DATABASE_URL: 'postgres://x/y', DATABASE_URL_FILE: '/x' })).toThrow('are both set');
  });
});

describe('a database of one’s own', () => {
  it('is the one in the environment, or the one in .env', () => {
    expect(externalDatabase(services, { dotEnv: {}, environment: { DATABASE_URL: 'postgres://a/b' } })).toBe(
      'postgres://a/b',
    );
    expect(externalDatabase(services, { dotEnv: { DATABASE_URL: 'postgres://c/d' }, environment: {} })).toBe(
      'postgres://c/d',
    );
    expect(externalDatabase(services, { dotEnv: {}, environment: {} })).toBeUndefined();
  });

  it('may be named in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'octollm-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://e/f\n');
    expect(externalDatabase(services, { dotEnv: {}, environment: { DATABASE_URL_FILE: file } })).toBe(
      'postgres://e/f',
    );
  });
});
