import { generateKeyPairSync } from 'node:crypto';
import { type ConfigOf, executorArm, orchestrator, readConfiguration } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { secretValues } from './configuration.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const signingKey = JSON.stringify(privateKey.export({ format: 'jwk' }));
const databaseUrl = 'postgres://app:p%40ssword-1@db:5432/octollm';
const config: ConfigOf<typeof orchestrator> = readConfiguration(
  orchestrator,
  {
    DATABASE_URL: databaseUrl,
    GATEWAY_PUBLIC_KEY: JSON.stringify(publicKey.export({ format: 'jwk' })),
    ORCHESTRATOR_SIGNING_KEY: signingKey,
  },
  () => '',
);

describe('the secrets of a configuration', () => {
  const secrets = secretValues(orchestrator, config);

  it('are the values of its secret settings that are set', () => {
    expect(secrets).toContain(databaseUrl);
    expect(secrets).toContain(signingKey);
    expect(secrets.filter((secret) => secret.includes('planner-arm'))).toEqual([]);
    expect(secrets).not.toContain(config.GATEWAY_PUBLIC_KEY);
  });

  it('are each text of a setting that holds several', () => {
    const executor = readConfiguration(
      executorArm,
      { ORCHESTRATOR_PUBLIC_KEY: config.GATEWAY_PUBLIC_KEY, EXECUTOR_MCP_TOKENS: 'a=t0ken-a,b=t0ken-b' },
      () => '',
    );
    expect(secretValues(executorArm, executor)).toEqual(expect.arrayContaining(['t0ken-a', 't0ken-b']));
  });

  it('are also the parts that a library may show alone: a password, written either way, and a private key', () => {
    expect(secrets).toEqual(expect.arrayContaining(['p%40ssword-1', 'p@ssword-1']));
    expect(secrets).toContain(privateKey.export({ format: 'jwk' }).d);
    expect(secrets.every((secret) => secret !== '')).toBe(true);
  });
});
