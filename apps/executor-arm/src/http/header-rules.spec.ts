import { describe, expect, it } from 'vitest';
import { checkedHeaders, impersonal } from './header-rules.ts';

describe('the headers of a call', () => {
  it('are taken in lower case, an authorization among them', () => {
    expect(checkedHeaders({ Accept: 'text/html', Authorization: 'Bearer x' })).toEqual({
      accept: 'text/html',
      authorization: 'Bearer x',
    });
  });

  it.each([
    'Host',
    'connection',
    'Keep-Alive',
    'Transfer-Encoding',
    'Content-Length',
    'TE',
    'Trailer',
    'Upgrade',
    'Cookie',
    'Proxy-Authorization',
    'X-Forwarded-For',
    'Forwarded',
    'Via',
    'Expect',
    'Accept-Encoding',
    'Sec-Fetch-Site',
    ':path',
  ])('may not hold %s', (name) => expect(() => checkedHeaders({ [name]: 'x' })).toThrow(/Leave out/));

  it.each([
    ['a b', 'x'],
    ['', 'x'],
    ['x-a', 'line\r\nbreak: x'],
    ['x-a', 'nul\0'],
    ['x-a', 'snow \u2603'],
  ])('may not be malformed: %j: %j', (name, value) =>
    expect(() => checkedHeaders({ [name]: value })).toThrow(/tokens/),
  );

  it('are at most 50 and 16,384 bytes', () => {
    const headers = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`x-${i}`, '']));
    expect(Object.keys(checkedHeaders(headers(50)))).toHaveLength(50);
    expect(() => checkedHeaders(headers(51))).toThrow(/at most 50/);
    expect(checkedHeaders({ a: 'x'.repeat(16_383) }).a).toHaveLength(16_383);
    expect(() => checkedHeaders({ a: 'x'.repeat(16_384) })).toThrow(/bytes/);
  });

  it('lose all that may be a secret when they go to another origin', () => {
    const harmless = { accept: '*/*', 'accept-language': 'no', 'user-agent': 'x', range: 'bytes=0-9' };
    const secret = {
      authorization: 'Bearer x',
      'x-api-key': 'x',
      'private-token': 'x',
      'acceptance-key': 'x',
    };
    expect(impersonal({ ...harmless, ...secret })).toEqual(harmless);
  });
});
