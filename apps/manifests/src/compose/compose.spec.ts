import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type ArmDescription, deployed, readConfiguration, type Service } from '@octollm/catalogue';
import { monitoringFiles } from '@octollm/observability';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { workspace } from '../publish.ts';
import { ComposeFile, type ComposeService } from './compose-file.ts';
import { monitoringPaths } from './monitoring.ts';
import { MissingMonitoringFileError, renderCompose } from './render-compose.ts';

const files = renderCompose();
const names = ['compose.yaml', 'compose.dev.yaml', 'compose.prod.yaml', 'compose.monitoring.yaml'];
const readAll = (from: ReadonlyMap<string, string>): ReadonlyMap<string, ComposeFile> =>
  new Map(
    names.map((name) => [
      name,
      ComposeFile.parse(parse(from.get(`compose/${name}`) ?? '', { version: '1.1' })),
    ]),
  );
const committed = readAll(files);
const read = (name: string): ComposeFile => committed.get(name) ?? { services: {} };
const base = read('compose.yaml');

const containers = (...of: readonly string[]): readonly (readonly [string, ComposeService])[] =>
  of.flatMap((name) => Object.entries(read(name).services));

/** What only one file says of a container holds where that file says all of it. */
const whole = containers(...names).filter(([, { cap_drop }]) => cap_drop !== undefined);

const container = (name: string, file = base): ComposeService => file.services[name] ?? {};
const networksOf = (name: string): readonly string[] => container(name).networks ?? [];

describe('Every container', () => {
  it('is told all of its hardening in one file, but for those whose image is the platform’s', () => {
    const told = new Set(whole.map(([name]) => name));
    expect(containers(...names).filter(([name]) => !told.has(name))).toEqual([]);
  });

  it('has no capability and no way to more rights', () => {
    for (const [name, { cap_drop, security_opt }] of whole)
      expect({ name, cap_drop, security_opt }).toEqual({
        name,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
  });

  it('has a file system that it cannot write to, but for one tool of developers', () => {
    const writable = whole.filter(([, { read_only }]) => read_only !== true).map(([name]) => name);
    expect(writable).toEqual(['redis-commander']);
  });

  it('runs as another user than root, where its image has one', () => {
    const unnamed = whole.filter(([, { user }]) => user === undefined).map(([name]) => name);
    expect(unnamed.sort()).toEqual(['ollama', 'ollama-models', 'redis-commander']);
    for (const [, { user }] of whole) expect(user ?? '1:1').not.toMatch(/^0:/);
  });

  it('has limits and logs that rotate in production', () => {
    const production = read('compose.prod.yaml').services;
    const usual = Object.entries(base.services).filter(
      ([, { profiles = [] }]) => !profiles.includes('ollama'),
    );
    for (const name of new Set([...Object.keys(production), ...usual.map(([name]) => name)])) {
      expect(production[name]?.deploy?.resources.limits).toBeDefined();
      expect(production[name]?.logging?.options['max-file']).toBe('5');
    }
  });

  it('finds the files that it mounts', () => {
    const mounts = containers(...names.slice(0, 3)).flatMap(([, { volumes = [] }]) =>
      volumes.map((volume) => volume.split(':')[0] ?? '').filter((path) => path.startsWith('./')),
    );
    expect(mounts.length).toBeGreaterThan(2);
    for (const path of mounts) expect([...files.keys()]).toContain(join('compose', path));
  });
});

it('Alertmanager finds its credentials in what is mounted', () => {
  const { volumes = [], secrets = [] } = container('alertmanager', read('compose.monitoring.yaml'));
  const folders = volumes.map((volume) => volume.split(':').at(1));
  const files = secrets.map(({ target }) => target);
  const named = [
    ...(monitoringFiles().get('monitoring/alertmanager/alertmanager.yaml') ?? '').matchAll(/_file: (\S+)/g),
  ].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(3);
  for (const path of named) expect(files.includes(path) || folders.includes(dirname(path))).toBe(true);
});

describe('The services', () => {
  it('share a network with whom they call, and with the stores that they open', () => {
    for (const { name, calls, stores } of deployed)
      for (const callee of [...calls, ...stores])
        expect(networksOf(name).some((network) => networksOf(callee.name).includes(network))).toBe(true);
  });

  it('reach no store that they do not open, and the internet only if they say so', () => {
    for (const { name, stores, egress } of deployed) {
      expect(networksOf(name).includes('stores')).toBe(stores.length > 0);
      expect(networksOf(name).includes('egress')).toBe(egress.length > 0);
    }
    expect(base.networks?.stores?.internal).toBe(true);
    expect(base.networks?.services?.internal).toBe(true);
  });

  it('wait for their stores, and for the migration where they open the database', () => {
    for (const { name, stores } of deployed) {
      const { depends_on = {} } = container(name);
      for (const store of stores) expect(depends_on[store.name]?.condition).toBe('service_healthy');
      expect(depends_on.migration?.condition).toBe(
        stores.some((store) => store.name === 'postgres') ? 'service_completed_successfully' : undefined,
      );
    }
    expect(container('migration')).toMatchObject({ restart: 'no', user: '10001:10001' });
  });

  it('are asked whether they live, as is each store', () => {
    for (const { name } of deployed)
      expect(container(name).healthcheck?.test.join(' ')).toContain('/health/live');
    for (const store of ['postgres', 'redis-queue', 'redis-cache', 'qdrant'])
      expect(container(store).healthcheck).toBeDefined();
  });
});

const keys = generateKeyPairSync('ed25519');
const jwk = (key: 'privateKey' | 'publicKey'): string => JSON.stringify(keys[key].export({ format: 'jwk' }));

const secretValue = (name: string): string => {
  if (name.endsWith('SIGNING_KEY')) return jwk('privateKey');
  if (name.endsWith('PUBLIC_KEY')) return jwk('publicKey');
  if (name.startsWith('DATABASE')) return 'postgres://octollm@postgres:5432/octollm';
  return name.endsWith('REDIS_URL') ? 'redis://redis:6379' : 'a key of at least thirty-two letters';
};

/** The variables as a container has them when nobody sets anything. */
const environmentOf = (service: Service, overlays: readonly string[]): Record<string, string> => {
  const variables = Object.assign(
    {},
    ...['compose.yaml', ...overlays].map((name) => container(service.name, read(name)).environment),
  ) as Record<string, string | null>;
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === null ? [] : [[name, value.replace(/^\$\{\w+-(.*)\}$/s, '$1').replaceAll('$$', '$')]],
    ),
  );
};

describe.each([
  ['development', ['compose.dev.yaml']],
  ['production', ['compose.prod.yaml', 'compose.monitoring.yaml']],
])('The configuration in %s', (name, overlays) => {
  it.each(deployed.map((service) => [service.name, service] as const))('starts %s', (_, service) => {
    const mounts = ['compose.yaml', ...overlays].flatMap((file) =>
      (container(service.name, read(file)).secrets ?? []).map(({ target }) => target),
    );
    const configuration = readConfiguration(service, environmentOf(service, overlays), (path) => {
      if (!mounts.includes(path)) throw new Error(`${path} is not mounted.`);
      return secretValue(basename(path));
    });
    expect(configuration.OCTOLLM_ENVIRONMENT).toBe(name === 'production' ? 'production' : 'dev');
  });
});

describe('Secrets', () => {
  it('are files: no variable holds one', () => {
    const told = deployed.flatMap(({ name, settings }) =>
      Object.entries(container(name).environment ?? {}).filter(
        ([variable, value]) => settings[variable]?.secret === true && value !== null,
      ),
    );
    expect(told).toEqual([]);
  });
});

describe('Prometheus', () => {
  const prometheus = container('prometheus', read('compose.monitoring.yaml'));

  it('keeps the exemplars that Grafana follows to a trace', () => {
    expect(prometheus.command).toContain('--enable-feature=exemplar-storage');
  });

  it('has the files with credentials that its configuration names', () => {
    const configuration = monitoringFiles().get('monitoring/prometheus/prometheus.yaml') ?? '';
    const named = [...configuration.matchAll(/credentials_file: (\S+)/g)].map(([, file]) => file);
    expect(named).toEqual(prometheus.secrets?.map(({ target }) => target));
    expect(named).toEqual(['/run/secrets/QDRANT_API_KEY']);
  });
});

describe('Alertmanager', () => {
  it('is asked by the gateway, which has a network in common with it', () => {
    const monitoring = read('compose.monitoring.yaml');
    const { environment, networks } = container('reflex-gateway', monitoring);
    expect(environment).toMatchObject({ ALERTMANAGER_URL: 'http://alertmanager:9093' });
    expect(container('alertmanager', monitoring).networks).toEqual(expect.arrayContaining(networks ?? []));
    expect(container('orchestrator', monitoring).environment).not.toHaveProperty('ALERTMANAGER_URL');
  });
});

describe('The standby of PostgreSQL', () => {
  it('closes its folder to others whenever it starts: it refuses one that is open, as a new volume is', () => {
    const script = files.get('compose/postgres/replica.sh') ?? '';
    expect(script).toMatch(/\nfi\n(?:#.*\n)*chmod 0700 "\$PGDATA"\nexec postgres /);
  });
});

describe('The two roles of Redis', () => {
  const commandOf = (name: string): string => (container(name).command ?? []).join(' ');

  it('are two servers: nothing is evicted from the queue, and nothing of the cache is kept', () => {
    expect(commandOf('redis-queue')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(commandOf('redis-cache')).toMatch(/--appendonly no .*--maxmemory-policy allkeys-lru/);
    expect(container('redis-cache').volumes).toBeUndefined();
  });
});

describe('The files', () => {
  it('use nothing of Compose that is not checked', () => {
    expect(() => ComposeFile.parse({ ...base, include: ['other.yaml'] })).toThrow('include');
    expect(() => ComposeFile.parse({ services: { a: { image: 'a', privileged: true } } })).toThrow(
      'privileged',
    );
    for (const [, text] of files) expect(text).not.toMatch(/!reset|!override|:latest/);
  });

  it('hold what the monitoring reads, all of it', () => {
    const paths = new Map(monitoringPaths.map((path) => [path, 'x']));
    expect(renderCompose({ monitoringFiles: paths }).get(`compose/${monitoringPaths[0]}`)).toBe('x');
    expect(() => renderCompose({ monitoringFiles: new Map([...paths].slice(1)) })).toThrow(
      MissingMonitoringFileError,
    );
  });

  it('build each image from the one Dockerfile, by the name of its service', () => {
    for (const { name } of deployed) {
      const { build } = container(name);
      expect(existsSync(join(workspace, build?.dockerfile ?? ''))).toBe(true);
      expect(build?.args?.APP).toBe(name);
    }
  });

  it('open ports on this machine only, but those of nginx', () => {
    const open = containers(...names).filter(([, { ports = [] }]) =>
      ports.some((port) => !port.startsWith('127.0.0.1:')),
    );
    expect(open.map(([name]) => name)).toEqual(['nginx']);
  });

  it('have a new service of the catalogue, called by those who call it', () => {
    const [arm] = deployed.filter(
      (service): service is Service & { arm: ArmDescription } => service.arm !== undefined,
    );
    if (arm === undefined) throw new Error('The catalogue has no arm.');
    const translator = { ...arm, name: 'translator-arm', port: 8_199 };
    const more = readAll(renderCompose({ services: [...deployed, translator] }));
    for (const name of names) expect(Object.keys(more.get(name)?.services ?? {})).toContain('translator-arm');
  });
});
