import { type Resources, restoreDrill } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { environment } from '../fixtures/services.ts';
import { RestoreDrill } from './restore-drill.ts';

const resources: Resources = {
  cpu: { request: '1', limit: '1' },
  memory: { request: '1Gi', limit: '1Gi' },
  ephemeralStorage: { request: '64Mi', limit: '1Gi' },
};
const image = (name: string) => ({ repository: `registry.example/${name}`, tag: '1.0.0' });

const objects = rendered(
  (chart) =>
    new RestoreDrill(chart, 'drill', {
      job: restoreDrill,
      environment,
      settings: { COLD_STORAGE_URL: 's3://books-backups' },
      images: { redis: image('redis'), qdrant: image('qdrant') },
      resources: { redis: resources, qdrant: resources },
      size: '10Gi',
      database: {
        image: image('postgres'),
        resources,
        size: '20Gi',
        objectStore: 'postgres',
      },
      apiServer: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
    }),
  { namespace: 'books' },
);

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly volumeMounts: readonly { readonly name: string }[];
}

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly automountServiceAccountToken: boolean;
    readonly containers: readonly Container[];
    readonly volumes: readonly { readonly ephemeral?: object }[];
  };
}

const template = (): PodTemplate => {
  const { spec } = objectOf(objects, 'CronJob') as {
    spec?: { jobTemplate: { spec: { template: PodTemplate } } };
  };
  if (spec === undefined) throw new Error('The CronJob has no spec.');
  return spec.jobTemplate.spec.template;
};

const variables = (): Readonly<Record<string, string>> =>
  (objectOf(objects, 'ConfigMap')['data'] ?? {}) as Readonly<Record<string, string>>;

describe('The restore drill', () => {
  it('runs once a month, beside a Redis and a Qdrant that share a folder with it and end with it', () => {
    expect(objectOf(objects, 'CronJob').spec).toMatchObject({ schedule: '30 4 1 * *' });
    const { containers } = template().spec;
    expect(containers.map(({ name }) => name)).toEqual(['restore-drill', 'redis', 'qdrant']);
    for (const { volumeMounts } of containers)
      expect(volumeMounts.map(({ name }) => name)).toContain('drill');
    for (const { command } of containers.slice(1))
      expect(command.at(-1)).toMatch(/&\nuntil \[ -e \/drill\/done \]/);
    expect(containers[1]?.command.at(-1)).toMatch(/^until \[ -e \/drill\/redis\/dump\.rdb \]/);
  });

  it('has a database recovered from the archive of the live one, into which it writes nothing', () => {
    const cluster: unknown = JSON.parse(variables()['DRILL_CLUSTER'] ?? '');
    expect(cluster).toMatchObject({
      kind: 'Cluster',
      metadata: { name: 'postgres-drill' },
      spec: {
        instances: 1,
        storage: { storageClass: 'octollm-scratch', size: '20Gi' },
        bootstrap: { recovery: { source: 'live', database: 'octollm', owner: 'octollm' } },
        externalClusters: [
          {
            name: 'live',
            plugin: {
              name: 'barman-cloud.cloudnative-pg.io',
              parameters: { barmanObjectName: 'postgres', serverName: 'postgres' },
            },
          },
        ],
      },
    });
    expect(cluster).not.toHaveProperty('spec.plugins');
    expect(variables()).toMatchObject({
      DRILL_DATABASE_HOST: 'postgres-drill-rw',
      DRILL_CLUSTERS_URL: expect.stringContaining('/namespaces/books/clusters'),
    });
  });

  it('writes to disks that go with their claims', () => {
    expect(template().spec.volumes.flatMap(({ ephemeral }) => ephemeral ?? [])).toMatchObject([
      {
        volumeClaimTemplate: {
          spec: { storageClassName: 'octollm-scratch', resources: { requests: { storage: '10Gi' } } },
        },
      },
    ]);
  });

  it('may make databases and remove this one, and nothing else', () => {
    expect(objectOf(objects, 'Role')['rules']).toEqual([
      { apiGroups: ['postgresql.cnpg.io'], resources: ['clusters'], verbs: ['create'] },
      {
        apiGroups: ['postgresql.cnpg.io'],
        resources: ['clusters'],
        resourceNames: ['postgres-drill'],
        verbs: ['delete'],
      },
    ]);
    expect(template().spec.automountServiceAccountToken).toBe(true);
  });

  it('reaches its own database, whose pods carry the label of its own', () => {
    const { spec } = objectOf(objects, 'NetworkPolicy', 'restore-drill-database') as {
      spec?: { podSelector: { matchLabels: Readonly<Record<string, string>> } };
    };
    const labels = spec?.podSelector.matchLabels ?? {};
    expect(template().metadata.labels).toMatchObject(labels);
    expect(JSON.parse(variables()['DRILL_CLUSTER'] ?? '')).toMatchObject({
      spec: { inheritedMetadata: { labels } },
    });
  });
});
