import { describe, expect, it } from 'vitest';
import { imageReference, UnpinnedImageError } from './image.ts';

describe('An image', () => {
  it('is named with its version', () => {
    expect(imageReference({ repository: 'ghcr.io/octollm/judge-arm', tag: '0.1.0' })).toBe(
      'ghcr.io/octollm/judge-arm:0.1.0',
    );
  });

  it.each(['latest', ''])('is refused with the tag "%s"', (tag) => {
    expect(() => imageReference({ repository: 'ghcr.io/octollm/judge-arm', tag })).toThrow(
      UnpinnedImageError,
    );
  });
});
