import { deployed, jobs, jobsIn, parseSentinelUrl, quantityIn } from '@octollm/catalogue';
import { renderObjects } from '@octollm/constructs';
import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { environments } from '../environments/all.ts';
import { dev } from '../environments/dev.ts';
import type { Environment } from '../environments/environment.ts';
import { production } from '../environments/production.ts';
import { madeSecret } from '../fixtures/made-secrets.ts';
import { type Manifest, manifests, ofKind } from '../fixtures/manifests.ts';
import { Platform } from '../platform.ts';
import { mostConnections, reservedConnections } from '../pool-sizes.ts';

const storeNames = ['postgres', 'qdrant', 'redis-cache', 'redis-queue'];

const inStore = ({ name }: Pick<Environment, 'name'>, store: string): readonly Manifest[] =>
  manifests.filter(({ path }) => path.startsWith(`${name}/${store}/`));

/** The objects that keep pods running, as `kind replicas`. */
const runningIn = (environment: Environment): readonly string[] =>
  storeNames.flatMap((store) =>
    inStore(environment, store)
      .map(({ kind, spec }) => ({ kind, spec: spec as { replicas?: number; instances?: number } }))
      .filter(({ spec }) => (spec?.replicas ?? spec?.instances) !== undefined)
      .map(({ kind, spec }) => `${store}: ${kind} ${spec.replicas ?? spec.instances}`),
  );

const configOf = ({ name }: Environment, service: string): Readonly<Record<string, string>> =>
  manifests.find(({ path }) => path === `${name}/${service}/ConfigMap.${service}.yaml`)?.data as Readonly<
    Record<string, string>
  >;

const objectsOf = (environment: Environment, withJobs = jobs): readonly string[] => {
  const app = new App();
  new Platform(app, environment, deployed, withJobs);
  return renderObjects(app).map(({ chart, object }) => `${chart} ${JSON.stringify(object)}`);
};

describe('The stores', () => {
  it('are one of each in dev, and outlive a pod of each but the cache elsewhere', () => {
    expect(environments.map(runningIn)).toEqual([
      [
        'postgres: StatefulSet 1',
        'qdrant: StatefulSet 1',
        'redis-cache: Deployment 1',
        'redis-queue: StatefulSet 1',
      ],
      [
        'postgres: Cluster 2',
        'postgres: Pooler 2',
        'qdrant: StatefulSet 3',
        'redis-cache: Deployment 1',
        'redis-queue: StatefulSet 3',
      ],
      [
        'postgres: Cluster 3',
        'postgres: Pooler 2',
        'qdrant: StatefulSet 3',
        'redis-cache: Deployment 1',
        'redis-queue: StatefulSet 3',
      ],
    ]);
  });

  it('are applied before what opens them, and after what they need', () => {
    for (const kind of ['StatefulSet', 'Cluster', 'Pooler'])
      for (const { metadata } of ofKind([kind]).filter(({ path }) =>
        /\/(?:postgres|qdrant|redis-)/.test(path),
      ))
        expect(metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-wave': '-1' });
  });

  it('claim disks of classes that the cluster has', () => {
    const classes = ofKind(['StorageClass']).map(({ metadata }) => metadata.name);
    const claimed = environments.flatMap((environment) =>
      storeNames.flatMap((store) =>
        [...JSON.stringify(inStore(environment, store)).matchAll(/"storageClass(?:Name)?":"([^"]+)"/g)].map(
          ([, name]) => name,
        ),
      ),
    );
    expect(claimed.length).toBeGreaterThan(10);
    expect(claimed.filter((name) => !classes.includes(name ?? ''))).toEqual([]);
  });

  it('evict nothing that is a job, and keep the two roles of Redis apart', () => {
    for (const environment of environments) {
      const policyOf = (store: string): string =>
        /maxmemory-policy (\S+)\\n/.exec(
          JSON.stringify(inStore(environment, store).filter(({ kind }) => kind === 'ConfigMap')),
        )?.[1] ?? '';
      expect([policyOf('redis-queue'), policyOf('redis-cache')]).toEqual(['noeviction', 'allkeys-lru']);
    }
  });
});

describe('What services are told of the stores', () => {
  it('is how many copies Qdrant keeps', () => {
    expect(environments.map((each) => configOf(each, 'retriever-arm').QDRANT_REPLICATION_FACTOR)).toEqual([
      '1',
      '2',
      '2',
    ]);
  });

  it('is every node of Qdrant for the backup, which is taken of each', () => {
    expect(configOf(production, 'qdrant-backup').QDRANT_NODES).toBe(
      'http://qdrant-0.qdrant-nodes:6333,http://qdrant-1.qdrant-nodes:6333,http://qdrant-2.qdrant-nodes:6333',
    );
  });

  it('is where the sentinels of the queue are, and the database with and without its pooler', () => {
    const orchestrator = manifests.find(
      ({ path }) => path === 'production/orchestrator/Deployment.orchestrator.yaml',
    );
    if (orchestrator === undefined) throw new Error('There is no orchestrator.');
    const store = new Proxy<Record<string, string>>({}, { get: () => 'p@ss' });
    const secret = madeSecret('orchestrator-secrets', orchestrator, store);
    expect(parseSentinelUrl(secret.QUEUE_REDIS_URL ?? '')).toMatchObject({
      master: 'queue',
      password: 'p@ss',
      sentinels: [0, 1, 2].map((index) => ({
        host: `redis-queue-${index}.redis-queue-nodes.octollm-production.svc`,
        port: 26_379,
      })),
    });
    expect([secret.DATABASE_URL, secret.DATABASE_DIRECT_URL, secret.DATABASE_REPLICA_URLS]).toEqual(
      ['pooler', 'rw', 'ro'].map((suffix) => `postgres://octollm:p%40ss@postgres-${suffix}:5432/octollm`),
    );
  });
});

describe('The doors of the stores', () => {
  interface Policy extends Manifest {
    readonly spec: {
      readonly ingress?: readonly {
        readonly from: readonly {
          readonly namespaceSelector?: object;
          readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
        }[];
      }[];
    };
  }

  const admitted = (environment: Environment, store: string): readonly string[] =>
    ofKind<Policy>(['NetworkPolicy'], inStore(environment, store))
      .flatMap(({ spec }) => spec.ingress ?? [])
      .flatMap(({ from }) => from)
      .filter(({ namespaceSelector }) => namespaceSelector === undefined)
      .flatMap(({ podSelector }) => podSelector?.matchLabels?.['app.kubernetes.io/name'] ?? [])
      .filter((name) => name !== store)
      .sort();

  it.each(environments.map((each) => [each.name, each] as const))(
    'are open in %s to those who declare them, whatever the policies of others say',
    (name, environment) => {
      const clients = [...deployed, ...jobsIn(name, jobs)];
      for (const store of storeNames)
        expect(admitted(environment, store)).toEqual(
          clients
            .filter(({ stores }) => stores.some((opened) => opened.name === store))
            .map((client) => client.name)
            .sort(),
        );
    },
  );
});

describe('The connections of PostgreSQL', () => {
  interface Sized extends Manifest {
    readonly spec: {
      readonly instances: number;
      readonly pgbouncer: { readonly parameters: { readonly default_pool_size: string } };
    };
  }

  it.each(environments.map((each) => [each.name, each] as const))(
    'of %s are as many as its pools are reckoned with, and enough for every pooler while it is rolled',
    (_, environment) => {
      const { maxConnections } = environment.database;
      expect(JSON.stringify(inStore(environment, 'postgres'))).toMatch(
        new RegExp(`max_connections(=|":")${maxConnections}"`),
      );
      const poolers = ofKind<Sized>(['Pooler'], inStore(environment, 'postgres'));
      const lent = poolers.reduce(
        (sum, { spec }) => sum + (spec.instances + 1) * Number(spec.pgbouncer.parameters.default_pool_size),
        0,
      );
      const direct = mostConnections(deployed, environment, () => 0);
      expect(lent + direct + reservedConnections).toBeLessThanOrEqual(maxConnections);
    },
  );
});

describe('The quota of a namespace', () => {
  it('has room for the instances and poolers that the operator makes', () => {
    const memoryIn = (environment: Environment): number => {
      const quota = objectsOf(environment, []).find((object) => object.includes('"kind":"ResourceQuota"'));
      return quantityIn(/"limits\.memory":"([^"]+)"/.exec(quota ?? '')?.[1]) ?? 0;
    };
    const elsewhere = { flavour: 'external', network: '10.9.0.0/28', ports: [5_432] } as const;
    const without = memoryIn({ ...production, stores: { ...production.stores, postgres: elsewhere } });
    // Three instances of 8 GiB and one more while one of them is made.
    expect(memoryIn(production) - without).toBeGreaterThan(4 * 8 * 2 ** 30);
  });
});

describe('A store of others', () => {
  const network = '10.9.0.0/28';
  const objects = objectsOf({
    ...dev,
    stores: { ...dev.stores, postgres: { flavour: 'external', network, ports: [5_432] } },
  });

  it('is not rendered, and is reached where it is', () => {
    expect(objects.filter((object) => object.startsWith('dev/postgres '))).toEqual([]);
    const orchestrator = objects.find(
      (object) => object.startsWith('dev/orchestrator ') && object.includes('"kind":"NetworkPolicy"'),
    );
    expect(orchestrator).toContain(network);
  });

  it('has its address in the secret store, as it is', () => {
    const secret = objects.find(
      (object) => object.startsWith('dev/orchestrator ') && object.includes('"kind":"ExternalSecret"'),
    );
    expect(secret).toContain('"property":"DATABASE_URL"');
    expect(secret).not.toContain('POSTGRES_PASSWORD');
  });
});

it('A store that nobody opens is not rendered', () => {
  const judge = deployed
    .filter(({ name }) => name === 'judge-arm')
    .map((service) => ({ ...service, calls: [], stores: [] }));
  const app = new App();
  new Platform(app, dev, judge, []);
  const charts = renderObjects(app).map(({ chart }) => chart);
  expect(charts.filter((chart) => storeNames.some((store) => chart === `dev/${store}`))).toEqual([]);
});
