import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineRedactor } from './redaction.ts';

describe('a log line', () => {
  it('holds no given secret, wherever it stands and whatever characters it has', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 30 }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          fc.pre(!'[redacted]'.includes(secret));
          const line = JSON.stringify({
            message: `${before}${secret}${after}`,
            [secret]: 1,
            deep: [{ secret }],
          });
          expect(lineRedactor([secret])(line)).not.toContain(JSON.stringify(secret).slice(1, -1));
        },
      ),
    );
  });

  it('holds none of two secrets of which one begins with the other', () => {
    const line = lineRedactor(['password', 'password-and-more'])('{"a":"password-and-more","b":"password"}');
    expect(line).toBe('{"a":"[redacted]","b":"[redacted]"}');
  });

  it('keeps its words: secrets of fewer than eight characters are left', () => {
    expect(lineRedactor(['error'])('{"level":"error"}')).toBe('{"level":"error"}');
  });

  it.each([
    ['a key', 'octollm_live_0123456789abcdef'],
    ['an admin key', 'octollm_admin_0123456789abcdef'],
    ['a test key', 'octollm_test_0123456789abcdef'],
    ['a bearer token', 'Bearer abcdefgh12345678'],
    ['a bearer token in lower case', 'authorization: bearer abcdefgh12345678=='],
    ['a JSON web token', 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJvcmNoIn0.c2lnbmF0dXJl'],
  ])('holds no %s', (_what, text) => {
    const line = lineRedactor([])(JSON.stringify({ text: `see ${text} there` }));
    expect(line).toContain('[redacted]');
    expect(line).not.toMatch(/abcdef|eyJ/);
  });

  it.each([
    ['postgres://user:hunter2@db:5432/octollm', 'postgres://user:[redacted]@db:5432/octollm'],
    ['redis://:hunter2@cache:6379', 'redis://:[redacted]@cache:6379'],
    ['https://user:p%40ss!w:rd@host/path', 'https://user:[redacted]@host/path'],
  ])('keeps a URL without its password: %s', (url, shown) => {
    expect(lineRedactor([])(JSON.stringify({ url }))).toBe(JSON.stringify({ url: shown }));
  });

  it.each(['http://host:8080/path', 'time 10:20@noon', 'https://example.com/a:b@c', 'a bearer of news'])(
    'keeps what is no secret: %s',
    (text) => {
      expect(lineRedactor([])(JSON.stringify({ text }))).toBe(JSON.stringify({ text }));
    },
  );

  it.each([
    ['colons', ':'.repeat(200_000)],
    ['beginnings of URLs', '://a:'.repeat(40_000)],
    ['long passwords without an end', `://user:${'x'.repeat(200_000)}`],
    ['bearers', 'Bearer '.repeat(30_000)],
    ['spaces after bearer', `Bearer${' '.repeat(200_000)}`],
    ['beginnings of tokens', 'eyJaaaaaaaa.'.repeat(20_000)],
    ['one endless token', `eyJ${'a'.repeat(200_000)}`],
    ['keys', 'octollm_live_'.repeat(20_000)],
  ])('is redacted in linear time when it is full of %s', (_what, line) => {
    const redact = lineRedactor(['a secret of the service']);
    const started = performance.now();
    redact(line);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
