import { describe, expect, it } from 'vitest';
import { cacheModeOf } from './cache-mode.ts';

describe('the cache', () => {
  it.each([
    [{ temperature: 0 }, 'exact'],
    [{ temperature: 1, seed: 0 }, 'exact'],
    [{ seed: null }, 'off'],
    [{}, 'off'],
  ] as const)('is asked for %j: %s', (request, mode) => {
    expect(cacheModeOf({}, request)).toBe(mode);
  });

  it('is asked as the caller says, whatever the request is', () => {
    expect(cacheModeOf({ 'x-octollm-cache': 'off' }, { temperature: 0, seed: 1 })).toBe('off');
    expect(cacheModeOf({ 'x-octollm-cache': 'semantic' }, {})).toBe('semantic');
  });
});
