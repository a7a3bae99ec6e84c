import { describe, expect, it } from 'vitest';
import { citationMarkers, withoutMarkers } from './markers.ts';

describe('citation markers', () => {
  it('are numbers in brackets, with the space before them', () => {
    expect(citationMarkers('One. [1] Two[12].')).toEqual([
      { index: 1, start: 4, end: 8 },
      { index: 12, start: 12, end: 16 },
    ]);
    expect(withoutMarkers('One. [1][2] Two[12].')).toBe('One. Two.');
  });

  it('are not the indexes in code', () => {
    const text = 'Use `list[1]`:\n```\nlist[2]\n```\n[3]';
    expect(citationMarkers(text).map(({ index }) => index)).toEqual([3]);
    expect(withoutMarkers(text)).toBe('Use `list[1]`:\n```\nlist[2]\n```');
  });
});
