import { describe, expect, it } from 'vitest';
import { parseSentinelUrl } from './sentinel-url.ts';

describe('The address of a master behind sentinels', () => {
  it('names the sentinels, the master, the password and the database', () => {
    expect(parseSentinelUrl('redis-sentinel://jobs:p%40ss@a.nodes:26379,[::1]:26380/3#queue')).toEqual({
      sentinels: [
        { host: 'a.nodes', port: 26_379 },
        { host: '::1', port: 26_380 },
      ],
      master: 'queue',
      username: 'jobs',
      password: 'p@ss',
      database: 3,
      secure: false,
    });
  });

  it('needs neither user nor password, and may ask for encryption', () => {
    expect(parseSentinelUrl('rediss-sentinel://a:26379#queue')).toEqual({
      sentinels: [{ host: 'a', port: 26_379 }],
      master: 'queue',
      database: 0,
      secure: true,
    });
    expect(parseSentinelUrl('redis-sentinel://:50%@a:26379#queue')).toMatchObject({ password: '50%' });
  });

  it.each([
    ['another scheme', 'redis://a:6379'],
    ['no master', 'redis-sentinel://a:26379'],
    ['no port', 'redis-sentinel://a#queue'],
    ['a port that is none', 'redis-sentinel://a:0,b:26379#queue'],
    ['an empty address', 'redis-sentinel://a:26379,#queue'],
    ['a database that is none', 'redis-sentinel://a:26379/x#queue'],
  ])('is not an address with %s', (_, text) => {
    expect(parseSentinelUrl(text)).toBeUndefined();
  });
});
