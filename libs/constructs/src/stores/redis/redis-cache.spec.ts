import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../../fixtures/render.ts';
import { common, image, pods, port, prometheus, resources } from '../../fixtures/stores.ts';
import { RedisCache, type RedisCacheProps } from './redis-cache.ts';

const cache: RedisCacheProps = {
  ...common,
  images: { redis: image('redis', '7.4'), exporter: image('exporter') },
  resources,
};

let made: RedisCache;
const objectsOf = (props: RedisCacheProps) =>
  rendered(
    (chart) => {
      made = new RedisCache(chart, 'store', props);
    },
    { namespace: 'books' },
  );

describe('The cache', () => {
  const objects = objectsOf(cache);
  const { connection } = made;
  const linesOf = (from: typeof objects): readonly string[] =>
    (objectOf(from, 'ConfigMap') as unknown as { data: Record<string, string> }).data['redis.conf']?.split(
      '\n',
    ) ?? [];

  it('forgets what was used least recently, or least often, below the memory of its container', () => {
    // 75 % of 1 GiB.
    expect(linesOf(objects)).toEqual(
      expect.arrayContaining(['maxmemory 805306368', 'maxmemory-policy allkeys-lru']),
    );
    expect(linesOf(objectsOf({ ...cache, eviction: 'volatile-lfu' }))).toContain(
      'maxmemory-policy volatile-lfu',
    );
  });

  it('keeps nothing on disk', () => {
    expect(linesOf(objects)).toEqual(expect.arrayContaining(['appendonly no', 'save ""']));
    expect(objects.map(({ kind }) => kind)).not.toContain('StatefulSet');
    expect(JSON.stringify(objects)).not.toContain('persistentVolumeClaim');
  });

  it('is never two, not even while it is rolled', () => {
    expect(objectOf(objects, 'Deployment')).toMatchObject({
      spec: { replicas: 1, strategy: { type: 'Recreate' } },
    });
  });

  it('admits its clients to Redis and Prometheus to the exporter', () => {
    expect(objectOf(objects, 'NetworkPolicy')).toMatchObject({
      spec: {
        ingress: [
          { from: [pods('translator'), pods('press')], ports: port(6_379) },
          { from: [prometheus], ports: port(9_121) },
        ],
        egress: [],
      },
    });
  });

  it('is reached by its name, with the password of the secret store', () => {
    expect(connection.secrets).toEqual({
      CACHE_REDIS_URL: {
        template: 'redis://:{{ .CACHE_REDIS_PASSWORD | urlquery }}@redis-cache:6379',
        properties: ['CACHE_REDIS_PASSWORD'],
      },
    });
  });
});
