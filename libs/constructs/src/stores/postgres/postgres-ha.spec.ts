import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../../fixtures/render.ts';
import { common, image, pods, port, prometheus, resources, volume } from '../../fixtures/stores.ts';
import { NoClientsError } from '../store-network-policy.ts';
import { type CnpgProps, PostgresHA, type StatefulSetProps, TooFewInstancesError } from './postgres-ha.ts';

const cnpg: CnpgProps = {
  ...common,
  flavour: 'cnpg',
  image: image('postgresql', '17.5'),
  instances: 3,
  resources: { ...resources, memory: { request: '8Gi', limit: '8Gi' } },
  volume,
  logVolume: { ...volume, size: '4Gi' },
  maxConnections: 300,
  backup: { destination: 's3://books/postgres', retention: '30d' },
  pooler: { instances: 2, poolSize: 40, resources },
  apiServer: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
};

const single: StatefulSetProps = {
  ...common,
  environment: { name: 'dev', namespace: 'books' },
  flavour: 'statefulset',
  image: image('postgres', '17.5'),
  exporterImage: image('exporter'),
  resources,
  volume,
  maxConnections: 100,
};

let made: PostgresHA;
const objectsOf = (props: CnpgProps | StatefulSetProps) =>
  rendered(
    (chart) => {
      made = new PostgresHA(chart, 'store', props);
    },
    { namespace: 'books' },
  );
const instances = {
  podSelector: { matchLabels: { 'cnpg.io/cluster': 'postgres', 'cnpg.io/podRole': 'instance' } },
};
const clusterPods = { podSelector: { matchLabels: { 'cnpg.io/cluster': 'postgres' } } };

describe('PostgreSQL by CloudNativePG', () => {
  const objects = objectsOf(cnpg);
  const { connection, objectStore, pods: shares } = made;

  it('is one cluster of instances that keep apart, on disks of their own for data and log', () => {
    expect(objectOf(objects, 'Cluster')).toMatchObject({
      apiVersion: 'postgresql.cnpg.io/v1',
      spec: {
        instances: 3,
        imageName: 'registry.example/postgresql:17.5',
        storage: { storageClass: 'quick', size: '10Gi' },
        walStorage: { storageClass: 'quick', size: '4Gi' },
        affinity: { enablePodAntiAffinity: true, topologyKey: 'kubernetes.io/hostname' },
        topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }],
        priorityClassName: 'octollm-critical',
        enablePDB: true,
        enableSuperuserAccess: false,
      },
    });
  });

  it('has the connections it is told, and a share of its memory for each cache', () => {
    expect(objectOf(objects, 'Cluster')).toMatchObject({
      spec: {
        postgresql: {
          parameters: { max_connections: '300', shared_buffers: '2048MB', effective_cache_size: '4096MB' },
        },
      },
    });
  });

  it('says that something is written when a standby has it, unless there is none', () => {
    expect(objectOf(objects, 'Cluster')).toMatchObject({
      spec: { postgresql: { synchronous: { method: 'any', number: 1, dataDurability: 'preferred' } } },
    });
  });

  it('archives its log through the plugin every five minutes at least, and not as it was done before', () => {
    expect(objectOf(objects, 'Cluster')).toMatchObject({
      spec: {
        postgresql: { parameters: { archive_timeout: '5min' } },
        plugins: [
          {
            name: 'barman-cloud.cloudnative-pg.io',
            isWALArchiver: true,
            parameters: { barmanObjectName: objectStore },
          },
        ],
      },
    });
    expect(objectOf(objects, 'Cluster').spec).not.toHaveProperty('backup');
    expect(objectOf(objects, 'ObjectStore', objectStore)).toMatchObject({
      apiVersion: 'barmancloud.cnpg.io/v1',
      spec: { retentionPolicy: '30d', configuration: { destinationPath: 's3://books/postgres' } },
    });
  });

  it('gets its passwords from the secret store, under the names that the operator expects', () => {
    expect(objectOf(objects, 'ExternalSecret', 'postgres-credentials')).toMatchObject({
      spec: {
        target: {
          name: 'postgres-credentials',
          template: {
            type: 'kubernetes.io/basic-auth',
            metadata: { labels: { 'cnpg.io/reload': 'true' } },
            data: { username: 'octollm', password: '{{ .POSTGRES_PASSWORD }}' },
          },
        },
        data: [{ secretKey: 'POSTGRES_PASSWORD', remoteRef: { key: 'octollm/production' } }],
      },
    });
    expect(objectOf(objects, 'Cluster')).toMatchObject({
      spec: { bootstrap: { initdb: { owner: 'octollm', secret: { name: 'postgres-credentials' } } } },
    });
  });

  it('lends connections for a transaction, from a pooler that a drain leaves one of', () => {
    expect(objectOf(objects, 'Pooler')).toMatchObject({
      spec: {
        instances: 2,
        type: 'rw',
        pgbouncer: { poolMode: 'transaction', parameters: { default_pool_size: '40' } },
      },
    });
    expect(objectOf(objects, 'PodDisruptionBudget')).toMatchObject({
      spec: { selector: { matchLabels: { 'cnpg.io/poolerName': 'postgres-pooler' } }, maxUnavailable: 1 },
    });
  });

  it('leads clients to the pooler, and what needs a session or only reads past it', () => {
    const at = (host: string) => ({
      template: `postgres://octollm:{{ .POSTGRES_PASSWORD | urlquery }}@${host}:5432/octollm`,
      properties: ['POSTGRES_PASSWORD'],
    });
    expect(connection).toEqual({
      endpoints: [{ peer: clusterPods, ports: [5_432] }],
      settings: {},
      secrets: {
        DATABASE_URL: at('postgres-pooler'),
        DATABASE_DIRECT_URL: at('postgres-rw'),
        DATABASE_REPLICA_URLS: at('postgres-ro'),
      },
    });
  });

  it('admits its clients, its own pods, the operator and Prometheus, each where it needs to', () => {
    const ingressOf = (name: string) => objectOf(objects, 'NetworkPolicy', name).spec;
    expect(ingressOf('postgres')).toMatchObject({
      podSelector: clusterPods.podSelector,
      ingress: [{ from: [pods('translator'), pods('press')], ports: port(5_432) }],
      egress: [
        { to: [instances], ports: port(5_432, 8_000) },
        { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: port(443, 6_443) },
      ],
    });
    expect(ingressOf('postgres-instances')).toMatchObject({
      ingress: [
        {
          from: [
            clusterPods,
            { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'cnpg-system' } } },
          ],
          ports: port(5_432, 8_000),
        },
        { from: [prometheus], ports: port(9_187) },
      ],
      egress: [{ ports: port(443) }],
    });
    expect(ingressOf('postgres-pooler')).toMatchObject({
      ingress: [{ from: [prometheus], ports: port(9_127) }],
    });
  });

  it('is scraped at every instance and every pooler', () => {
    const monitored = objects.filter(({ kind }) => kind === 'PodMonitor').map(({ spec }) => spec);
    expect(monitored).toMatchObject([
      { selector: { matchLabels: { 'cnpg.io/podRole': 'instance' } } },
      { selector: { matchLabels: { 'cnpg.io/poolerName': 'postgres-pooler' } } },
    ]);
  });

  it('counts an instance and a pooler more than there are, which come and go', () => {
    expect(shares.map((share) => share.pods)).toEqual([4, 3]);
  });

  it('is refused as a cluster of one, and without anybody who opens it', () => {
    expect(() => objectsOf({ ...cnpg, instances: 1 })).toThrow(TooFewInstancesError);
    expect(() => objectsOf({ ...cnpg, clients: [] })).toThrow(NoClientsError);
  });
});

describe('PostgreSQL as a StatefulSet', () => {
  const objects = objectsOf(single);
  const { connection, objectStore } = made;

  it('is exactly one: several would be databases that know nothing of each other', () => {
    expect(objectOf(objects, 'StatefulSet')).toMatchObject({
      spec: {
        replicas: 1,
        serviceName: 'postgres-nodes',
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        volumeClaimTemplates: [{ metadata: { name: 'data', labels: { 'octollm.dev/backup': 'cron-job' } } }],
      },
    });
    expect(objectOf(objects, 'Service', 'postgres-nodes')).toMatchObject({ spec: { clusterIP: 'None' } });
    expect(objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    // @ts-expect-error there is no number of them to set
    const several: StatefulSetProps = { ...single, instances: 3 };
    expect(objectOf(objectsOf(several), 'StatefulSet')).toMatchObject({ spec: { replicas: 1 } });
  });

  it('reads its password from a file and writes to its volumes only', () => {
    expect(objectOf(objects, 'StatefulSet')).toMatchObject({
      spec: {
        template: {
          spec: {
            priorityClassName: 'octollm-spare',
            containers: [
              {
                name: 'postgres',
                args: expect.arrayContaining(['max_connections=100']),
                env: expect.arrayContaining([
                  {
                    name: 'POSTGRES_PASSWORD_FILE',
                    value: '/var/run/secrets/octollm/POSTGRES_PASSWORD',
                  },
                ]),
                securityContext: { readOnlyRootFilesystem: true },
              },
              { name: 'exporter', ports: [{ name: 'metrics', containerPort: 9_187 }] },
            ],
          },
        },
      },
    });
  });

  it('lets in base backups, which the image alone refuses to other pods', () => {
    expect(objectOf(objects, 'ConfigMap')).toMatchObject({
      data: { 'pg_hba.conf': expect.stringMatching(/^host +replication +octollm +all +scram-sha-256$/m) },
    });
  });

  it('is reached by its name, and has no archive', () => {
    expect(Object.keys(connection.secrets)).toEqual(['DATABASE_URL']);
    expect(connection.secrets.DATABASE_URL?.template).toContain('@postgres:5432/');
    expect(objectStore).toBeUndefined();
  });

  it('admits its clients to the database and Prometheus to the exporter', () => {
    expect(objectOf(objects, 'NetworkPolicy')).toMatchObject({
      spec: {
        ingress: [
          { from: [pods('translator'), pods('press')], ports: port(5_432) },
          { from: [prometheus], ports: port(9_187) },
        ],
        egress: [],
      },
    });
    expect(objectOf(objects, 'ServiceMonitor')).toMatchObject({
      spec: { selector: { matchLabels: { 'app.kubernetes.io/name': 'postgres' } } },
    });
  });
});
