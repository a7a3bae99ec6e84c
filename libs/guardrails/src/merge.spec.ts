import { describe, expect, it } from 'vitest';
import { mergeOverlaps } from './merge.ts';

const finding = (
  type: string,
  start: number,
  end: number,
  severity: 'low' | 'medium' | 'high' | 'critical' = 'medium',
) => ({ check: 'pii', type, severity, start, end }) as const;

describe('findings that overlap', () => {
  it('become one that covers them all and is redacted if one of them is', () => {
    expect(mergeOverlaps([finding('email', 0, 20, 'high'), finding('payment_card', 5, 25, 'low')])).toEqual([
      finding('payment_card', 0, 25, 'low'),
    ]);
  });

  it('take the more severe, then the longer, then the first', () => {
    expect(mergeOverlaps([finding('credential', 0, 9), finding('us_ssn', 3, 5, 'high')])[0]?.type).toBe(
      'us_ssn',
    );
    expect(mergeOverlaps([finding('credential', 0, 4), finding('us_ssn', 3, 9)])[0]?.type).toBe('us_ssn');
    expect(mergeOverlaps([finding('credential', 0, 4), finding('us_ssn', 2, 6)])[0]?.type).toBe('credential');
  });

  it('are chained, and put in the order of the text', () => {
    const merged = mergeOverlaps([
      finding('c', 20, 30),
      finding('b', 4, 9),
      finding('a', 0, 5),
      finding('d', 8, 12),
    ]);
    expect(merged.map(({ start, end }) => [start, end])).toEqual([
      [0, 12],
      [20, 30],
    ]);
  });

  it('stay apart when they only touch', () => {
    expect(mergeOverlaps([finding('a', 0, 5), finding('b', 5, 9)])).toHaveLength(2);
  });
});
