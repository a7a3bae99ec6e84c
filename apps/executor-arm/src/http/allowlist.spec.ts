import { describe, expect, it } from 'vitest';
import { Allowlist, AllowlistError } from './allowlist.ts';

const allows = (pattern: string, url: string) => new Allowlist([pattern]).allows(new URL(url));

describe('the allow-list', () => {
  it.each([
    ['127.0.0.1:*', 'http://127.0.0.1:3000/'],
    ['127.0.0.1:*', 'http://2130706433/'],
    ['127.0.0.1:80', 'http://127.0.0.1/'],
    ['internal.example:443', 'https://INTERNAL.example/'],
    ['*.internal.example:*', 'http://a.b.internal.example:81/'],
    ['*:8080', 'http://10.0.0.1:8080/'],
    ['[::1]:*', 'http://[0:0:0:0:0:0:0:1]:9/'],
  ])('%s opens %s', (pattern, url) => expect(allows(pattern, url)).toBe(true));

  it.each([
    ['127.0.0.1:80', 'http://127.0.0.1:81/'],
    ['127.0.0.1:*', 'http://localhost/'],
    ['127.0.0.1:*', 'http://127.0.0.10/'],
    ['127.0.0.1:*', 'http://127.0.0.1.evil.example/'],
    ['a.example:*', 'http://aXexample/'],
    ['a.example:*', 'http://b.a.example/'],
    ['*.a.example:*', 'http://a.example/'],
  ])('%s does not open %s', (pattern, url) => expect(allows(pattern, url)).toBe(false));

  it.each(['127.0.0.1', 'host:', ':80', 'a b:80', 'http://a:80', 'a:b', ''])(
    'refuses the pattern "%s" at start',
    (pattern) => expect(() => new Allowlist([pattern])).toThrow(AllowlistError),
  );
});
