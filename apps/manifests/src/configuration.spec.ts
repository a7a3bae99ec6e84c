import { generateKeyPairSync } from 'node:crypto';
import { basename } from 'node:path';
import { type ConfigOf, readConfiguration, type Service } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { environments } from './environments/all.ts';
import { dev } from './environments/dev.ts';
import type { Environment } from './environments/environment.ts';
import { production } from './environments/production.ts';
import { eachServiceWorkload, serviceOf } from './fixtures/catalogue.ts';
import { madeSecret } from './fixtures/made-secrets.ts';
import { type Manifest, manifests, type Workload, workloads } from './fixtures/manifests.ts';
import { render } from './render.ts';

const keys = generateKeyPairSync('ed25519');
const privateKey = JSON.stringify(keys.privateKey.export({ format: 'jwk' }));
const publicKey = JSON.stringify(keys.publicKey.export({ format: 'jwk' }));

/** What the secret store of a real environment holds. */
const secretStore: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'a password/with: signs@',
  QUEUE_REDIS_PASSWORD: 'a password',
  CACHE_REDIS_PASSWORD: 'a password',
  QDRANT_API_KEY: 'a key',
  OPENAI_API_KEY: 'a key',
  GATEWAY_SIGNING_KEY: privateKey,
  GATEWAY_PUBLIC_KEY: publicKey,
  ORCHESTRATOR_SIGNING_KEY: privateKey,
  ORCHESTRATOR_PUBLIC_KEY: publicKey,
  REMEDIATOR_TOKEN: 'a token of at least thirty-two letters',
  REMEDIATOR_API_KEY: 'a key',
};

const configMapOf = ({ metadata }: Workload): Readonly<Record<string, string>> => {
  const found = manifests.find(
    (manifest: Manifest) =>
      manifest.kind === 'ConfigMap' &&
      manifest.metadata.name === metadata.name &&
      manifest.metadata.namespace === metadata.namespace,
  );
  return found?.data as Readonly<Record<string, string>>;
};

const mountedFiles = ({ spec }: Workload): readonly string[] =>
  spec.template.spec.volumes.flatMap(({ secret }) => secret?.items.map(({ key }) => key) ?? []);

/** Reads the configuration as the process in the pod would, with the Secret that External Secrets makes. */
const boot = (workload: Workload): ConfigOf<Service> => {
  const secret =
    mountedFiles(workload).length === 0
      ? {}
      : madeSecret(`${workload.metadata.name}-secrets`, workload, secretStore);
  return readConfiguration(serviceOf(workload), configMapOf(workload), (path) => {
    const value = secret[basename(path)];
    if (value === undefined || !mountedFiles(workload).includes(basename(path)))
      throw new Error(`${path} is not mounted.`);
    return value;
  });
};

describe.each(eachServiceWorkload)('The configuration of %s', (path, workload) => {
  const service = serviceOf(workload);
  const variables = configMapOf(workload);

  it('reaches the pod', () => {
    for (const { envFrom } of workload.spec.template.spec.containers)
      expect(envFrom).toEqual([{ configMapRef: { name: workload.metadata.name, optional: false } }]);
  });

  it('starts the service, with the secrets in the files that are mounted', () => {
    const [environment] = path.split('/');
    expect(boot(workload)).toMatchObject({
      OCTOLLM_ENVIRONMENT: environment,
      PORT: service.port,
      METRICS_PORT: service.metricsPort,
    });
  });

  it('names every setting that has a value', () => {
    const expected = Object.entries(service.settings)
      .filter(([, setting]) => !setting.secret && setting.default !== undefined)
      .map(([name]) => name);
    expect(Object.keys(variables)).toEqual(expect.arrayContaining(expected));
  });

  it('names a secret only as the path of a file', () => {
    const secrets = Object.entries(service.settings).filter(([, setting]) => setting.secret);
    const required = secrets.filter(([, setting]) => setting.required).map(([name]) => `${name}_FILE`);
    expect(Object.keys(variables)).toEqual(expect.arrayContaining(required));
    expect(secrets.map(([name]) => name).filter((name) => name in variables)).toEqual([]);
  });

  it('names the files that are mounted', () => {
    const files = Object.keys(variables).filter((name) => name.endsWith('_FILE'));
    expect(files.sort()).toEqual(
      mountedFiles(workload)
        .map((name) => `${name}_FILE`)
        .sort(),
    );
  });

  it('mounts its files read-only for the group of the pod, and waits for the Secret', () => {
    const secret = workload.spec.template.spec.volumes.find((volume) => volume.secret !== undefined)?.secret;
    expect(secret).toMatchObject({
      secretName: `${workload.metadata.name}-secrets`,
      optional: false,
      defaultMode: 0o440,
    });
  });
});

describe('An environment', () => {
  const changed = (services: Record<string, Record<string, unknown>>): Environment =>
    ({ ...dev, services: { ...dev.services, ...services } }) as Environment;

  it('that sets an unknown variable is not rendered', () => {
    expect(() => render({ environments: [changed({ 'coder-arm': { OPENAI_MODLE: 'x' } })] })).toThrow(
      'The configuration of coder-arm is not valid.\n  - OPENAI_MODLE is not a variable of any service. Did you mean OPENAI_MODEL?',
    );
  });

  it('that sets a wrong value is not rendered', () => {
    expect(() =>
      render({ environments: [changed({ orchestrator: { ORCHESTRATOR_CONCURRENCY: 0 } })] }),
    ).toThrow('ORCHESTRATOR_CONCURRENCY must be a whole number from 1 to 1000.');
  });

  it('that does not provide what a service requires is not rendered', () => {
    const withoutKeys: Environment = { ...dev, provided: [] };
    expect(() => render({ environments: [withoutKeys] })).toThrow('GATEWAY_PUBLIC_KEY is not set.');
  });

  it('that gives production one Redis for the queue and the cache is not rendered', () => {
    const shared: Environment = { ...production, provided: [...production.provided, 'REDIS_URL'] };
    expect(() => render({ environments: [shared] })).toThrow(
      'REDIS_URL is refused in production. Set QUEUE_REDIS_URL and CACHE_REDIS_URL instead.',
    );
  });

  it('with a misspelt setting does not compile', () => {
    const misspelt: Environment = {
      ...dev,
      // @ts-expect-error the orchestrator has no such setting
      services: { orchestrator: { ORCHESTRATOR_CONCURENCY: 1 } },
    };
    expect(() => render({ environments: [misspelt] })).toThrow('Did you mean ORCHESTRATOR_CONCURRENCY?');
  });

  it('has a vector store that several replicas can share', () => {
    for (const workload of workloads.filter(({ metadata }) => metadata.name === 'retriever-arm'))
      expect(boot(workload).QDRANT_URL).toBe('http://qdrant:6333');
    expect(environments).toHaveLength(3);
  });
});
