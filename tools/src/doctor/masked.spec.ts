import { describe, expect, it } from 'vitest';
import { masked } from './masked.ts';

describe('a text without secrets', () => {
  it.each([
    ['{"key":"octollm_admin_abcDEF123-_x"}', '{"key":"octollm_admin_***"}'],
    ['Authorization: Bearer eyJhbGciOi.J9.abc-def_123', 'Authorization: Bearer ***'],
    ['postgres://jo:pass%40word@host:5432/db', 'postgres://***@host:5432/db'],
    ['{"kty":"OKP","d":"0123456789abcdefghijABCDEFGHIJ","x":"p"}', '{"kty":"OKP","d":"***","x":"p"}'],
    ['OPENAI_API_KEY=sk-proj-0123456789abcdef', 'OPENAI_API_KEY=sk-***'],
  ])('has a mask in the place of %s', (text, expected) => {
    expect(masked(text, [])).toBe(expected);
  });

  it('has a mask wherever a secret stands that is known, even in the middle of a word', () => {
    expect(masked('xS3cr3tPassw0rdx and again S3cr3tPassw0rd', ['S3cr3tPassw0rd'])).toBe(
      'x***x and again ***',
    );
  });

  it('keeps everything else', () => {
    const text = 'GET http://127.0.0.1:8080/api/v1/tasks 200 {"d": "short", "request_id": "0191-aaaa"}';
    expect(masked(text, ['200'])).toBe(text);
  });
});
