import type { ContentBlock } from '@modelcontextprotocol/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptOf, maxCharacters } from './result.ts';

const text = (length: number): ContentBlock => ({ type: 'text', text: 'a'.repeat(length) });
const link = (length: number): ContentBlock => ({
  type: 'resource_link',
  uri: 'u',
  name: 'n'.repeat(length),
});
const sizeOf = (content: readonly unknown[]) =>
  content.reduce<number>(
    (sum, part) => sum + Object.values(part as Record<string, string>).join('').length,
    0,
  );

describe('what is kept of a result', () => {
  it('is never longer than the limit, and is all of a result within it', () => {
    const part = fc.oneof(fc.nat(200_000).map(text), fc.nat(200_000).map(link));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (content) => {
        const kept = keptOf({ content });
        const types = 20 * content.length;
        expect(sizeOf(kept.content)).toBeLessThanOrEqual(maxCharacters + types);
        expect(sizeOf(content) > maxCharacters || kept.content.length === content.length).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is a hundred parts at most', () => {
    const kept = keptOf({ content: Array.from({ length: 101 }, () => text(1)) });
    expect([kept.content.length, kept.truncated]).toEqual([100, true]);
  });

  it('says that structured content was too long', () => {
    const structuredContent = { long: 'a'.repeat(maxCharacters) };
    expect(keptOf({ content: [], structuredContent })).toMatchObject({
      structured: null,
      truncated: true,
      left_out: ['structured content that is too long'],
    });
  });
});
