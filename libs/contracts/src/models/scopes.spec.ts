import { describe, expect, it } from 'vitest';
import { allows, Scope } from './scopes.ts';

describe('scopes', () => {
  it('allow what they name and nothing else', () => {
    for (const held of Scope.options.filter((scope) => scope !== 'admin'))
      for (const needed of Scope.options) expect(allows([held], needed)).toBe(held === needed);
  });

  it('are not needed for what any key may do', () => {
    expect(allows([], 'any')).toBe(true);
  });

  it('allow everything when admin is among them, and nothing when there are none', () => {
    for (const needed of Scope.options) {
      expect(allows(['admin'], needed)).toBe(true);
      expect(allows([], needed)).toBe(false);
    }
  });
});
