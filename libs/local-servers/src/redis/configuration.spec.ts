import { describe, expect, it } from 'vitest';
import { redisConfiguration, sentinelConfiguration } from './configuration.ts';

const common = { dataDir: '/data', port: 6380, password: undefined };

describe('redis.conf', () => {
  it('evicts nothing and appends each second for the queue', () => {
    const lines = redisConfiguration({ ...common, role: 'queue' }).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['maxmemory-policy noeviction', 'appendonly yes', 'appendfsync everysec']),
    );
    expect(lines.some((line) => line.startsWith('maxmemory '))).toBe(false);
  });

  it('evicts and writes nothing for the cache', () => {
    const lines = redisConfiguration({ ...common, role: 'cache' }).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['maxmemory 64mb', 'maxmemory-policy allkeys-lru', 'appendonly no', 'save ""']),
    );
  });

  it('listens on 127.0.0.1 only', () => {
    const text = redisConfiguration({ ...common, role: 'cache' });
    expect(text).toContain('bind 127.0.0.1\nport 6380\n');
    expect(text).not.toContain('requirepass');
  });

  it('follows a master, with its password', () => {
    const text = redisConfiguration({ ...common, role: 'queue', password: 'secret', replicaOf: 6379 });
    expect(text).toContain('requirepass "secret"\nmasterauth "secret"\nreplicaof 127.0.0.1 6379\n');
    expect(redisConfiguration({ ...common, role: 'queue' })).not.toContain('replicaof');
  });

  it('quotes a password so that no character ends it or starts another line', () => {
    const text = redisConfiguration({ ...common, role: 'cache', password: 'a"b\\c\nport 1 é' });
    expect(text).toContain('requirepass "a\\x22b\\x5cc\\x0aport 1 \\xc3\\xa9"\n');
  });
});

describe('sentinel.conf', () => {
  it('watches a master on 127.0.0.1', () => {
    const watched = { name: 'queue', port: 6379, password: 'se"cret', quorum: 2, downAfterMs: 500 };
    expect(sentinelConfiguration({ dataDir: '/data', port: 26379, watched }).split('\n')).toEqual([
      'bind 127.0.0.1',
      'port 26379',
      'dir "/data"',
      'daemonize no',
      'sentinel monitor queue 127.0.0.1 6379 2',
      'sentinel auth-pass queue "se\\x22cret"',
      'sentinel down-after-milliseconds queue 500',
      'sentinel failover-timeout queue 5000',
      '',
    ]);
  });
});
