import { describe, expect, it } from 'vitest';
import { noFiles } from '../fixtures/foreign.ts';
import { text } from './builders.ts';
import { ConfigurationError, readEnvironment } from './environment.ts';
import { jwtRules, jwtSettings } from './jwt.ts';

const settings = {
  ...jwtSettings,
  OCTOLLM_ENVIRONMENT: text({ description: 'the environment', default: 'local' }),
};
const source = {
  service: 'gateway',
  settings,
  rules: jwtRules,
  knownNames: new Set(Object.keys(settings)),
  prefixes: ['AUTH_JWT_'],
};
const read = (environment: Record<string, string>) => readEnvironment(source, environment, noFiles);

const secret = 's'.repeat(32);
const keys = 'https://id.example/keys';
const expected = { AUTH_JWT_ISSUER: 'https://id.example', AUTH_JWT_AUDIENCE: 'octollm' };

/** What is wrong with an environment, in sentences. */
const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    read(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

describe('the settings of JWTs', () => {
  it('take none unless they are asked for, with a secret or with public keys', () => {
    expect(read({}).AUTH_JWT_SECRET).toBeUndefined();
    expect(problemsOf({ ...expected, AUTH_JWT_SECRET: secret })).toEqual([]);
    expect(problemsOf({ ...expected, AUTH_JWKS_URL: keys })).toEqual([]);
  });

  it('name both ways when both are set', () => {
    const [problem, ...others] = problemsOf({ ...expected, AUTH_JWT_SECRET: secret, AUTH_JWKS_URL: keys });
    expect(problem).toContain('AUTH_JWT_SECRET and AUTH_JWKS_URL are both set');
    expect(others).toEqual([]);
  });

  it('ask for an issuer and an audience', () => {
    const problems = problemsOf({ AUTH_JWKS_URL: keys });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('AUTH_JWT_ISSUER is not set. AUTH_JWKS_URL needs it');
    expect(problems[1]).toContain('AUTH_JWT_AUDIENCE is not set');
  });

  it('take no secret that is shorter than its hash', () => {
    expect(problemsOf({ ...expected, AUTH_JWT_SECRET: 's'.repeat(31) })).toEqual([
      'AUTH_JWT_SECRET must be a text of at least 32 characters.',
    ]);
  });

  it('take public keys over an open connection only outside of production', () => {
    const open = { ...expected, AUTH_JWKS_URL: 'http://id.local/keys' };
    expect(problemsOf(open)).toEqual([]);
    expect(problemsOf({ ...open, OCTOLLM_ENVIRONMENT: 'production' })[0]).toContain('https://');
  });

  it('repeat no value in what they complain of', () => {
    const values = { AUTH_JWT_SECRET: secret, AUTH_JWKS_URL: keys, OCTOLLM_ENVIRONMENT: 'production' };
    for (const problem of problemsOf(values))
      for (const value of [secret, keys]) expect(problem).not.toContain(value);
  });
});
