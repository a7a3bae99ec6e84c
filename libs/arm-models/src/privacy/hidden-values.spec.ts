import { describe, expect, it } from 'vitest';
import { HiddenValues } from './hidden-values.ts';

const address = 'jane.doe@example.org';
const card = '4111 1111 1111 1111';

describe('values that a model may not see', () => {
  it('are tokens towards a provider outside, the same in every text, and come back in the answer', () => {
    const hidden = new HiddenValues();
    const sent = hidden.hide(`Write to ${address}.`, true);
    expect(sent).toMatch(/^Write to \[email:[a-z]+\]\.$/);
    expect(hidden.hide(`${address} asks.`, true)).toContain(sent.slice(9, -1));
    expect([hidden.hasTokens, hidden.hasMasked]).toEqual([true, false]);
    expect(hidden.restore(`I wrote to ${sent.slice(9, -1)}.`)).toBe(`I wrote to ${address}.`);
  });

  it('stay towards a model of the platform, except cards, which never go on', () => {
    const hidden = new HiddenValues();
    const sent = hidden.hide(`${address} pays with ${card}.`, false);
    expect(sent).toContain(address);
    expect(sent).not.toContain('1111');
    expect([hidden.hasTokens, hidden.hasMasked]).toEqual([false, true]);
  });

  it('come back into JSON so that it stays JSON', () => {
    const hidden = new HiddenValues();
    const token = hidden.vault.tokenFor('person', 'Ann "A" Lee');
    expect(JSON.parse(hidden.restoreJson(`{"name": "[person:${token}]"}`))).toEqual({ name: 'Ann "A" Lee' });
  });
});
