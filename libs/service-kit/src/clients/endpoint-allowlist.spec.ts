import { describe, expect, it } from 'vitest';
import { EndpointAllowlist, EndpointAllowlistError } from './endpoint-allowlist.ts';

const allows = (pattern: string, url: string) =>
  new EndpointAllowlist('X_ALLOWLIST', [pattern]).allows(new URL(url));

describe('the allow-list of endpoints', () => {
  it.each([
    ['10.0.0.7:*', 'http://10.0.0.7:3000/arm'],
    ['10.0.0.7:80', 'http://10.0.0.7/'],
    ['internal.example:443', 'https://INTERNAL.example/'],
    ['*.internal.example:*', 'http://a.b.internal.example:81/'],
    ['*:8080', 'http://10.0.0.1:8080/'],
    ['[::1]:*', 'http://[0:0:0:0:0:0:0:1]:9/'],
  ])('%s opens %s', (pattern, url) => expect(allows(pattern, url)).toBe(true));

  it.each([
    ['10.0.0.7:80', 'http://10.0.0.7:81/'],
    ['127.0.0.1:*', 'http://localhost/'],
    ['10.0.0.7:*', 'http://10.0.0.70/'],
    ['10.0.0.7:*', 'http://10.0.0.7.evil.example/'],
    ['a.example:*', 'http://aXexample/'],
    ['*.a.example:*', 'http://a.example/'],
  ])('%s does not open %s', (pattern, url) => expect(allows(pattern, url)).toBe(false));

  it('opens nothing when it is empty', () => {
    const none = new EndpointAllowlist('X_ALLOWLIST', []);
    expect(none.isEmpty).toBe(true);
    expect(none.allows(new URL('http://127.0.0.1/'))).toBe(false);
  });

  it.each(['127.0.0.1', 'host:', ':80', 'a b:80', 'http://a:80', 'a:b', ''])(
    'refuses the pattern "%s" at start and names the setting',
    (pattern) => {
      expect(() => new EndpointAllowlist('X_ALLOWLIST', [pattern])).toThrow(EndpointAllowlistError);
      expect(() => new EndpointAllowlist('X_ALLOWLIST', [pattern])).toThrow('X_ALLOWLIST');
    },
  );
});
