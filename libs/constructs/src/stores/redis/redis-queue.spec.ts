import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../../fixtures/render.ts';
import { common, image, pods, port, prometheus, resources, volume } from '../../fixtures/stores.ts';
import { NoClientsError } from '../store-network-policy.ts';
import { RedisQueue, type RedisQueueProps } from './redis-queue.ts';

const sentinel: RedisQueueProps = {
  ...common,
  flavour: 'sentinel',
  images: { redis: image('redis', '7.4'), exporter: image('exporter') },
  resources,
  volume,
};

let made: RedisQueue;
const objectsOf = (props: RedisQueueProps) =>
  rendered(
    (chart) => {
      made = new RedisQueue(chart, 'store', props);
    },
    { namespace: 'books' },
  );

describe('The queue with sentinels', () => {
  const objects = objectsOf(sentinel);
  const { connection, pods: shares } = made;

  it('is three pods that start together, each with a sentinel and an exporter beside Redis', () => {
    expect(objectOf(objects, 'StatefulSet')).toMatchObject({
      spec: {
        replicas: 3,
        podManagementPolicy: 'Parallel',
        serviceName: 'redis-queue-nodes',
        template: {
          spec: {
            priorityClassName: 'octollm-critical',
            containers: [{ name: 'redis' }, { name: 'sentinel' }, { name: 'exporter' }],
          },
        },
      },
    });
    expect(objectOf(objects, 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
  });

  it('keeps every job on disk, and refuses one rather than forgets another', () => {
    const { data } = objectOf(objects, 'ConfigMap') as unknown as { data: Record<string, string> };
    const lines = data['redis.conf']?.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'maxmemory-policy noeviction',
        'appendonly yes',
        'appendfsync everysec',
        // 60 % of 1 GiB.
        'maxmemory 644245094',
      ]),
    );
    expect(objectOf(objects, 'StatefulSet')).toMatchObject({
      spec: {
        volumeClaimTemplates: [
          {
            metadata: { name: 'data', labels: { 'octollm.dev/backup': 'cron-job' } },
            spec: { storageClassName: 'quick', resources: { requests: { storage: '10Gi' } } },
          },
        ],
      },
    });
  });

  it('takes no job that no replica follows', () => {
    expect(JSON.stringify(objectOf(objects, 'ConfigMap'))).toContain('min-replicas-to-write 1');
  });

  it('is asked for the master at its sentinels, never for any of its Redis', () => {
    expect(objectOf(objects, 'Service', 'redis-queue')).toMatchObject({
      spec: { ports: [{ name: 'sentinel', port: 26_379 }, { name: 'metrics' }] },
    });
    const at = (index: number) => `redis-queue-${index}.redis-queue-nodes.books.svc:26379`;
    expect(connection.secrets.QUEUE_REDIS_URL).toEqual({
      template: `redis-sentinel://:{{ .QUEUE_REDIS_PASSWORD | urlquery }}@${at(0)},${at(1)},${at(2)}#queue`,
      properties: ['QUEUE_REDIS_PASSWORD'],
    });
  });

  it('gives its pods names before they are ready, for they look for each other first', () => {
    expect(objectOf(objects, 'Service', 'redis-queue-nodes')).toMatchObject({
      spec: { clusterIP: 'None', publishNotReadyAddresses: true },
    });
  });

  it('has its password from a file, and from the secret store', () => {
    expect(objectOf(objects, 'ExternalSecret')).toMatchObject({
      spec: {
        target: { name: 'redis-queue-secrets' },
        data: [{ remoteRef: { key: 'octollm/production', property: 'QUEUE_REDIS_PASSWORD' } }],
      },
    });
    expect(JSON.stringify(objectOf(objects, 'StatefulSet'))).not.toContain('secretKeyRef');
  });

  it('admits its clients and its own pods to Redis and the sentinels, and Prometheus to the exporter', () => {
    const own = pods('redis-queue');
    expect(objectOf(objects, 'NetworkPolicy').spec).toEqual({
      podSelector: own.podSelector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [pods('translator'), pods('press')], ports: port(6_379, 26_379) },
        { from: [own], ports: port(6_379, 26_379) },
        { from: [prometheus], ports: port(9_121) },
      ],
      egress: [{ to: [own], ports: port(6_379, 26_379) }],
    });
    expect(connection.endpoints).toEqual([{ peer: own, ports: [6_379, 26_379] }]);
  });

  it('fails over as soon as it is told to', () => {
    const variables = (props: RedisQueueProps) =>
      JSON.stringify(objectOf(objectsOf(props), 'StatefulSet').spec);
    expect(variables(sentinel)).toContain('{"name":"DOWN_AFTER_MS","value":"5000"}');
    expect(variables({ ...sentinel, timing: { downAfterMs: 1_000 } })).toContain(
      '{"name":"DOWN_AFTER_MS","value":"1000"}',
    );
  });

  it('rolls its pods when its configuration changes', () => {
    const annotations = (memory: string) =>
      objectOf(
        objectsOf({ ...sentinel, resources: { ...resources, memory: { request: '1Gi', limit: memory } } }),
        'StatefulSet',
      ) as unknown as { spec: { template: { metadata: { annotations: object } } } };
    expect(annotations('1Gi').spec.template.metadata.annotations).not.toEqual(
      annotations('2Gi').spec.template.metadata.annotations,
    );
  });

  it('counts what all containers of its pods take', () => {
    expect(shares).toEqual([
      {
        pods: 3,
        resources: {
          cpu: { request: '290m', limit: '1400m' },
          memory: { request: '1088Mi', limit: '1280Mi' },
          ephemeralStorage: { request: '96Mi', limit: '256Mi' },
        },
      },
    ]);
  });

  it('is not rendered for nobody', () => {
    expect(() => objectsOf({ ...sentinel, clients: [] })).toThrow(NoClientsError);
  });
});

describe('The queue by itself', () => {
  const objects = objectsOf({ ...sentinel, flavour: 'single' });
  const { connection } = made;

  it('is one Redis without a sentinel and without a budget, which waits for no replica', () => {
    expect(objectOf(objects, 'StatefulSet')).toMatchObject({
      spec: {
        replicas: 1,
        template: { spec: { containers: [{ name: 'redis' }, { name: 'exporter' }] } },
      },
    });
    expect(objects.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    expect(JSON.stringify(objects)).not.toContain('min-replicas-to-write');
  });

  it('is reached by its name', () => {
    expect(connection.secrets.QUEUE_REDIS_URL?.template).toBe(
      'redis://:{{ .QUEUE_REDIS_PASSWORD | urlquery }}@redis-queue:6379',
    );
    expect(connection.endpoints).toEqual([{ peer: pods('redis-queue'), ports: [6_379] }]);
  });
});
