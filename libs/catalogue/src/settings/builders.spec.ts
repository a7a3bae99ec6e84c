import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  counts,
  ed25519Key,
  integer,
  list,
  networks,
  oneOf,
  origin,
  pairs,
  redisUrl,
  text,
  url,
  urls,
} from './builders.ts';
import { textOf } from './text-of.ts';

const about = { description: 'for a test' };

describe('a text', () => {
  const { parse } = text(about);

  it('is trimmed, as files end with a line break, and not empty', () => {
    expect(parse(' value \n')).toBe('value');
    expect(parse('')).toBeUndefined();
    expect(parse(' \t\n')).toBeUndefined();
  });
});

describe('an integer', () => {
  const { parse, expects } = integer(-5, 10)(about);

  it.each([
    ['-5', -5],
    ['10', 10],
    [' 7\n', 7],
    ['007', 7],
  ])('reads %j', (raw, value) => {
    expect(parse(raw)).toBe(value);
  });

  it.each([
    '-6',
    '11',
    '',
    ' ',
    '1.5',
    '1e1',
    '0x5',
    '5 6',
    'five',
    'NaN',
    'Infinity',
    '9'.repeat(20),
    '--5',
  ])('refuses %j', (raw) => {
    expect(parse(raw)).toBeUndefined();
  });

  it('says its bounds', () => {
    expect(expects).toBe('a whole number from -5 to 10');
  });

  it('reads every number in its bounds and no other', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(parse(String(value))).toBe(value >= -5 && value <= 10 ? value : undefined);
      }),
    );
  });
});

describe('one of a few words', () => {
  const { parse, expects } = oneOf(['red', 'blue'])(about);

  it('reads just those', () => {
    expect(parse(' red ')).toBe('red');
    expect(parse('Red')).toBeUndefined();
    expect(parse('')).toBeUndefined();
    expect(parse('red,blue')).toBeUndefined();
    expect(expects).toBe('one of red, blue');
  });
});

describe('a URL', () => {
  const { parse } = url('postgres', 'postgresql')(about);

  it.each(['postgres://user:p%40ss@host:5432/db', 'postgresql:///db?host=/run', 'POSTGRES://host/db'])(
    'keeps %s as it was written',
    (raw) => {
      expect(parse(` ${raw}\n`)).toBe(raw);
    },
  );

  it.each(['http://host', 'postgres:host', 'host:5432', '//host', '', 'postgres://[', 'xpostgres://host'])(
    'refuses %j',
    (raw) => {
      expect(parse(raw)).toBeUndefined();
    },
  );
});

describe('a list of URLs', () => {
  const { parse } = urls('postgres')(about);

  it('reads each as it was written', () => {
    expect(parse(' postgres://a:1/db, postgres://u:p%2Cq@b/db,\n')).toEqual([
      'postgres://a:1/db',
      'postgres://u:p%2Cq@b/db',
    ]);
    expect(parse('')).toEqual([]);
  });

  it.each(['postgres://a,http://b', 'host', 'postgres://a b'])('refuses %j', (raw) => {
    expect(parse(raw)).toBeUndefined();
  });
});

describe('the address of a service', () => {
  const { parse } = origin(about);

  it.each([
    ['http://orchestrator:8000', 'http://orchestrator:8000'],
    ['https://host/', 'https://host'],
    [' http://[::1]:80/\n', 'http://[::1]'],
  ])('reads %j', (raw, value) => {
    expect(parse(raw)).toBe(value);
  });

  it.each([
    'http://host/api',
    'http://host?x',
    'http://host/#a',
    'http://user:secret@host',
    'ftp://host',
    'host:80',
    'http:host',
    '',
  ])('refuses %j', (raw) => {
    expect(parse(raw)).toBeUndefined();
  });
});

describe('a list', () => {
  const { parse } = list(about);

  it('has its parts between commas, and none when the text is empty', () => {
    expect(parse('a, b ,,c\n')).toEqual(['a', 'b', 'c']);
    expect(parse('')).toEqual([]);
    expect(parse(' , ')).toEqual([]);
  });
});

describe('an Ed25519 key', () => {
  const pair = generateKeyPairSync('ed25519');
  const publicJwk = JSON.stringify(pair.publicKey.export({ format: 'jwk' }));
  const privateJwk = JSON.stringify(pair.privateKey.export({ format: 'jwk' }));
  const isPublic = ed25519Key('public')(about).parse;
  const isPrivate = ed25519Key('private')(about).parse;

  it('is read from a JSON Web Key, each half where it belongs', () => {
    expect(isPublic(`${publicJwk}\n`)).toBe(publicJwk);
    expect(isPrivate(privateJwk)).toBe(privateJwk);
    expect(isPublic(privateJwk)).toBeUndefined();
    expect(isPrivate(publicJwk)).toBeUndefined();
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{"kty":"OKP","crv":"Ed25519"}',
    '{"kty":"OKP","crv":"Ed25519","x":"short"}',
    '{"kty":"OKP","crv":"Ed25519","x":7}',
    publicJwk.replace('Ed25519', 'X25519'),
    publicJwk.replace('OKP', 'EC'),
  ])('is refused when it is %j', (raw) => {
    expect(isPublic(raw)).toBeUndefined();
    expect(isPrivate(raw)).toBeUndefined();
  });
});

describe('a setting', () => {
  it('is required without a default, unless it is optional', () => {
    expect(text(about)).toMatchObject({ required: true, secret: false, default: undefined });
    expect(text({ ...about, optional: true })).toMatchObject({ required: false, default: undefined });
    expect(text({ ...about, default: 'x', secret: true })).toMatchObject({
      required: false,
      secret: true,
      default: 'x',
    });
  });
});

describe('networks', () => {
  const { parse } = networks(about);

  it.each([
    ['', []],
    ['10.0.0.0/8, 192.0.2.7', ['10.0.0.0/8', '192.0.2.7']],
    ['2001:db8::/32,::1/128', ['2001:db8::/32', '::1/128']],
    ['0.0.0.0/0', ['0.0.0.0/0']],
  ])('reads %j', (raw, value) => {
    expect(parse(raw)).toEqual(value);
  });

  it.each(['10.0.0.0/33', '::/129', '10.0.0/8', 'proxy', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/a', '*'])(
    'does not read %j',
    (raw) => {
      expect(parse(raw)).toBeUndefined();
    },
  );
});

describe('numbers by name', () => {
  const { parse } = counts(about);

  it.each([
    ['http_get=50,shell=4', { http_get: 50, shell: 4 }],
    [' http_get = 50 , shell=4,\n', { http_get: 50, shell: 4 }],
    ['', {}],
  ])('are read from %j', (raw, value) => {
    expect(parse(raw)).toEqual(value);
  });

  it.each([
    'shell',
    'shell=',
    'shell=0',
    'shell=-1',
    'shell=1.5',
    'shell=100001',
    '=4',
    'a=1,a=2',
    'A=1',
    'a=1;b=2',
  ])('are not read from %j', (raw) => {
    expect(parse(raw)).toBeUndefined();
  });

  it('come back from their text', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_-]{0,9}$/), fc.integer({ min: 1, max: 100_000 })),
        (value) => {
          expect(parse(textOf(value) ?? 'no text')).toEqual(Object.fromEntries(Object.entries(value)));
        },
      ),
    );
  });
});

describe('names with texts', () => {
  const { parse } = pairs(about);

  it.each([
    ['a=https://a.example/mcp?x=1,b_2=t', { a: 'https://a.example/mcp?x=1', b_2: 't' }],
    [' a = x== , \n', { a: 'x==' }],
    ['', {}],
  ])('are read from %j', (raw, value) => {
    expect(parse(raw)).toEqual(value);
  });

  it.each(['a', 'a=', '=x', 'A=x', 'a=x y', 'a=x,a=y'])('are not read from %j', (raw) => {
    expect(parse(raw)).toBeUndefined();
  });
});

describe('the URL of a Redis', () => {
  const { parse, expects } = redisUrl(about);

  it.each([
    'redis://:secret@redis:6379/2',
    'rediss://redis:6380',
    'redis-sentinel://:secret@a:26379,b:26379,c:26379#queue',
  ])('reads %j', (raw) => {
    expect(parse(`${raw}\n`)).toBe(raw);
  });

  it.each(['http://redis:6379', 'redis-sentinel://a:26379', 'redis-sentinel://a#queue', 'redis'])(
    'does not read %j',
    (raw) => {
      expect(parse(raw)).toBeUndefined();
    },
  );

  it('says how sentinels are named', () => {
    expect(expects).toContain('redis-sentinel://host:port,host:port#master');
  });
});
