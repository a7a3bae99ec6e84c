import fc from 'fast-check';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './custom-pattern.ts';
import { CustomTypeError } from './custom-type-error.ts';

const pieces = fc.constantFrom(
  '#',
  '@',
  '*',
  '#{9}',
  '@{12}',
  '*{30}',
  '(a+)+',
  '.*',
  '[x',
  '|',
  '$',
  String.raw`\{`,
  '-',
  'ß',
);

/** The source of a pattern, or undefined when it is refused. */
const accepted = (pattern: string): string | undefined => {
  try {
    return sourceOf(pattern);
  } catch (error) {
    if (error instanceof CustomTypeError) return undefined;
    throw error;
  }
};

/** The worst that the checker finds: what repeats nothing without a bound is at most as slow as it is long. */
const complexityOf = (source: string): string => {
  const result = checkSync(source, 'iu', { timeout: 60_000 });
  return result.status === 'vulnerable' ? result.complexity.type : result.status;
};

describe('any pattern of a caller', () => {
  it('is refused or becomes an expression without open repetitions', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 6 }), (parts) => {
        const source = accepted(parts.join('')) ?? '';
        expect(source.replaceAll(/\\.|\[[^\]]*\]/gu, '')).not.toMatch(/[*+?|()]/);
        expect(complexityOf(source)).not.toBe('exponential');
      }),
      { numRuns: 30 },
    );
  });
});
