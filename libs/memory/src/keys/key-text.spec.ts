import { describe, expect, it } from 'vitest';
import { hashApiKey, kindOfKey, newApiKey } from './key-text.ts';

describe('the text of a key', () => {
  it.each(['live', 'test', 'admin'] as const)('says that it is a %s key and is random', (kind) => {
    const keys = Array.from({ length: 1_000 }, () => newApiKey(kind));
    for (const key of keys) expect(key).toMatch(new RegExp(`^octollm_${kind}_[0-9A-Za-z]{40}$`));
    expect(new Set(keys).size).toBe(1_000);
    for (const key of keys) expect(kindOfKey(key)).toBe(kind);
  });

  it('is taken for a live key when it says nothing', () => {
    expect(kindOfKey('whatever')).toBe('live');
  });

  it('uses all 62 characters about equally often', () => {
    const counts = new Map<string, number>();
    for (let made = 0; made < 2_000; made += 1)
      for (const character of newApiKey('live').slice('octollm_live_'.length))
        counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = (2_000 * 40) / 62;
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected / 4);
  });

  it('is stored as its SHA-256', () => {
    expect(hashApiKey('octollm_test_abc')).toBe(
      '4f937add9e60aa54d2c3e222321d6d075b64715dcd858c4cfabd0ddf51df7e37',
    );
  });
});
