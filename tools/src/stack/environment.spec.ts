import { executorArm, plannerArm, reflexGateway, retrieverArm } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { environmentFor, settingsFor } from './environment.ts';

const nothing = { generated: {}, dotEnv: {}, environment: {} };

describe('the variables of a service', () => {
  it('are those of its own schema and no others', () => {
    const environment = {
      EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*',
      DATABASE_URL: 'postgres://x/y',
      AWS_SECRET_KEY: 's',
    };
    expect(settingsFor(executorArm, { ...nothing, environment })).toEqual({
      EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*',
    });
    expect(settingsFor(reflexGateway, { ...nothing, environment })).toEqual({
      DATABASE_URL: 'postgres://x/y',
    });
  });

  it('come from the environment before .env and from .env before what the stack makes', () => {
    const generated = {
      LOG_LEVEL: 'info',
      VECTOR_PATH: '/data/v.sqlite',
      DATABASE_URL: 'postgres://own/octollm',
    };
    const dotEnv = { LOG_LEVEL: 'debug', DATABASE_URL: 'postgres://file/octollm' };
    const environment = { LOG_LEVEL: 'warn' };
    expect(settingsFor(retrieverArm, { generated, dotEnv, environment })).toEqual({
      VECTOR_PATH: '/data/v.sqlite',
      DATABASE_URL: 'postgres://file/octollm',
      LOG_LEVEL: 'warn',
    });
  });

  it('keep the ports and the address that the stack has chosen', () => {
    const generated = { HOST: '127.0.0.1', PORT: '8100', METRICS_PORT: '18100' };
    const environment = { HOST: 'my-laptop', PORT: '3000', METRICS_PORT: '9' };
    expect(settingsFor(plannerArm, { generated, dotEnv: environment, environment })).toEqual(generated);
  });

  it('let a file given by name replace a value that the stack makes', () => {
    const generated = { DATABASE_URL: 'postgres://own/octollm' };
    const environment = { DATABASE_URL_FILE: '/run/secrets/database' };
    expect(settingsFor(reflexGateway, { ...nothing, generated, environment })).toEqual(environment);
  });

  it('keep a value and a file that the same source gives, so that the service can refuse them', () => {
    const environment = { DATABASE_URL: 'postgres://x/y', DATABASE_URL_FILE: '/run/secrets/database' };
    expect(settingsFor(reflexGateway, { ...nothing, environment })).toEqual(environment);
  });
});

describe('the environment of a process', () => {
  it('adds programs, home, time zone, certificates and proxies, and nothing else', () => {
    const surroundings = {
      PATH: '/usr/bin',
      HOME: '/home/ada',
      TZ: 'Europe/Oslo',
      NODE_EXTRA_CA_CERTS: '/etc/ca.pem',
      https_proxy: 'http://proxy:3128',
    };
    const environment = { ...surroundings, SHELL: '/bin/sh', GITHUB_TOKEN: 'secret', UNSET: undefined };
    expect(environmentFor(plannerArm, { ...nothing, environment })).toEqual(surroundings);
  });
});
