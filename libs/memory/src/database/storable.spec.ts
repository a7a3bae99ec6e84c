import { describe, expect, it } from 'vitest';
import { storableJson, storableText } from './storable.ts';

describe('what PostgreSQL can store', () => {
  it('replaces U+0000 and halves of surrogate pairs and nothing else', () => {
    expect(storableText('a\0b \uD83D c \uDC19 \u{1F419} \u0001')).toBe(
      'a\uFFFDb \uFFFD c \uFFFD \u{1F419} \u0001',
    );
  });

  it('does so in values and names of JSON at every depth', () => {
    expect(storableJson({ 'k\0': [{ deep: 'v\0' }, 1, null, true] })).toBe(
      '{"k\uFFFD":[{"deep":"v\uFFFD"},1,null,true]}',
    );
  });

  it('keeps a backslash followed by u0000', () => {
    expect(JSON.parse(storableJson('\\u0000'))).toBe('\\u0000');
  });

  it('leaves out members that are undefined', () => {
    expect(storableJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});
