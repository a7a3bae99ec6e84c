import { describe, expect, it } from 'vitest';
import { redisConfiguration } from './configuration.ts';

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

  it('quotes a password so that no character ends it or starts another line', () => {
    const text = redisConfiguration({ ...common, role: 'cache', password: 'a"b\\c\nport 1 é' });
    expect(text).toContain('requirepass "a\\x22b\\x5cc\\x0aport 1 \\xc3\\xa9"\n');
  });
});
