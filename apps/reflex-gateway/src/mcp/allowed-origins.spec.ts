import { ForbiddenError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { checkOrigin } from './allowed-origins.ts';

describe('the origin of a request', () => {
  it.each([
    [undefined, []],
    ['https://app.example', ['https://app.example']],
    ['https://any.example', ['*']],
  ])('%s passes %j', (origin, allowed) => {
    expect(() => checkOrigin(origin, allowed)).not.toThrow();
  });

  it.each([
    ['https://evil.example', []],
    ['null', ['https://app.example']],
    ['https://app.example.evil.example', ['https://app.example']],
    ['http://app.example', ['https://app.example']],
    ['', ['https://app.example']],
  ])('%j is refused by %j', (origin, allowed) => {
    expect(() => checkOrigin(origin, allowed)).toThrow(ForbiddenError);
  });
});
