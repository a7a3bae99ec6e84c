import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../../fixtures/render.ts';
import { common, image, pods, port, prometheus, resources, volume } from '../../fixtures/stores.ts';
import { QdrantCluster, type QdrantClusterProps, QdrantNodesError } from './qdrant-cluster.ts';

const cluster: QdrantClusterProps = {
  ...common,
  image: image('qdrant', 'v1-unprivileged'),
  nodes: 3,
  resources,
  volume,
  snapshots: { storageClass: 'slow', size: '20Gi' },
};

let made: QdrantCluster;
const objectsOf = (props: QdrantClusterProps) =>
  rendered(
    (chart) => {
      made = new QdrantCluster(chart, 'store', props);
    },
    { namespace: 'books' },
  );

describe('Qdrant', () => {
  const objects = objectsOf(cluster);
  const { connection } = made;

  it('is a cluster whose nodes start together: in order they would wait for each other for ever', () => {
    expect(objectOf(objects, 'StatefulSet')).toMatchObject({
      spec: {
        replicas: 3,
        podManagementPolicy: 'Parallel',
        serviceName: 'qdrant-nodes',
        template: {
          spec: {
            containers: [
              {
                ports: [
                  { name: 'http', containerPort: 6_333 },
                  { name: 'peers', containerPort: 6_335 },
                ],
                env: expect.arrayContaining([{ name: 'QDRANT__CLUSTER__ENABLED', value: 'true' }]),
              },
            ],
          },
        },
      },
    });
    expect(objectOf(objects, 'PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
  });

  it('has a volume for vectors and one for snapshots', () => {
    expect(objectOf(objects, 'StatefulSet')).toMatchObject({
      spec: {
        volumeClaimTemplates: [
          {
            metadata: { name: 'storage', labels: { 'octollm.dev/backup': 'cron-job' } },
            spec: { storageClassName: 'quick' },
          },
          {
            metadata: { name: 'snapshots', labels: { 'octollm.dev/backup': 'none' } },
            spec: { storageClassName: 'slow' },
          },
        ],
      },
    });
  });

  it('has every vector on two nodes, and tells its clients so', () => {
    expect(connection.settings).toEqual({
      QDRANT_URL: 'http://qdrant:6333',
      QDRANT_NODES: [0, 1, 2].map((index) => `http://qdrant-${index}.qdrant-nodes:6333`),
      QDRANT_REPLICATION_FACTOR: 2,
      QDRANT_WRITE_CONSISTENCY: 1,
    });
    expect(connection.secrets).toHaveProperty('QDRANT_API_KEY');
  });

  it('waits for most of three copies and more', () => {
    objectsOf({ ...cluster, replicationFactor: 3 });
    expect(made.connection.settings).toMatchObject({
      QDRANT_REPLICATION_FACTOR: 3,
      QDRANT_WRITE_CONSISTENCY: 2,
    });
  });

  it('says what its probes and Prometheus may ask without and with its key', () => {
    expect(objectOf(objects, 'StatefulSet')).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
                livenessProbe: { httpGet: { path: '/livez', port: 'http' } },
              },
            ],
          },
        },
      },
    });
    expect(objectOf(objects, 'ServiceMonitor')).toMatchObject({
      spec: {
        endpoints: [
          {
            port: 'http',
            authorization: { credentials: { name: 'qdrant-secrets', key: 'QDRANT_API_KEY' } },
          },
        ],
      },
    });
  });

  it('admits its clients and Prometheus to requests, and only its nodes to what they say to each other', () => {
    const own = pods('qdrant');
    expect(objectOf(objects, 'NetworkPolicy')).toMatchObject({
      spec: {
        ingress: [
          { from: [pods('translator'), pods('press')], ports: port(6_333) },
          { from: [own], ports: port(6_335) },
          { from: [prometheus], ports: port(6_333) },
        ],
        egress: [{ to: [own], ports: port(6_335) }],
      },
    });
  });

  it('is one node by itself, with one copy, where little is asked of it', () => {
    const single = objectsOf({ ...cluster, nodes: 1 });
    expect(made.connection.settings).toMatchObject({ QDRANT_REPLICATION_FACTOR: 1 });
    expect(objectOf(single, 'StatefulSet')).toMatchObject({ spec: { replicas: 1 } });
    expect(JSON.stringify(single)).not.toContain('QDRANT__CLUSTER__ENABLED');
    expect(JSON.stringify(single)).not.toContain('6335');
  });

  it.each([
    ['two nodes, of which neither goes on alone', { nodes: 2 }],
    ['no node', { nodes: 0 }],
    ['more copies than nodes', { nodes: 3, replicationFactor: 4 }],
    ['no copy', { nodes: 3, replicationFactor: 0 }],
  ])('is not rendered with %s', (_, changes) => {
    expect(() => objectsOf({ ...cluster, ...changes })).toThrow(QdrantNodesError);
  });
});
