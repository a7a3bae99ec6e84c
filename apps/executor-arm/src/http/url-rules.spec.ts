import { describe, expect, it } from 'vitest';
import { Allowlist } from './allowlist.ts';
import { checkedUrl } from './url-rules.ts';

const nothing = new Allowlist([]);

describe('an address to call', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0x7f.0.0.1/',
    'http://017700000001/',
    'http://127.0.0.1./',
    'http://１２７.０.０.１/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1:8443/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
  ])('%s is refused', (text) =>
    expect(() => checkedUrl(text, undefined, nothing)).toThrow(/not on the public internet/),
  );

  it.each(['ftp://a.example/', 'file:///etc/passwd', 'data:text/plain,a', 'gopher://a.example/'])(
    '%s is refused for its scheme',
    (text) => expect(() => checkedUrl(text, undefined, nothing)).toThrow(/Only http/),
  );

  it('may not carry credentials', () => {
    expect(() => checkedUrl('http://user:pass@a.example/', undefined, nothing)).toThrow(
      /authorization header/,
    );
    expect(() => checkedUrl('http://user@a.example/', undefined, nothing)).toThrow(/authorization header/);
  });

  it('is public, or in the allow-list', () => {
    expect(checkedUrl('https://8.8.8.8/a#b', undefined, nothing).href).toBe('https://8.8.8.8/a');
    expect(checkedUrl('http://127.0.0.1:81/', undefined, new Allowlist(['127.0.0.1:81'])).port).toBe('81');
  });

  it('is read against the address that redirected to it', () => {
    const base = new URL('https://a.example/b/c');
    expect(checkedUrl('../d', base, nothing).href).toBe('https://a.example/d');
    expect(() => checkedUrl('//127.0.0.1/', base, nothing)).toThrow(/not on the public internet/);
  });

  it('is at most 8,192 characters long', () => {
    const url = (length: number) => 'https://a.example/'.padEnd(length, 'a');
    expect(checkedUrl(url(8_192), undefined, nothing).href).toHaveLength(8_192);
    expect(() => checkedUrl(url(8_193), undefined, nothing)).toThrow(/at most/);
  });
});
