import type { ChatMessage } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from './task-context.ts';

const budget = 50_000;
const user = (content: string): ChatMessage => ({ role: 'user', content });
const goal = 'How long is the bridge?';

describe('the context of a goal', () => {
  it('is what was said before, in its order', () => {
    const said: ChatMessage[] = [user('one'), { role: 'assistant', content: 'two' }, user('  ')];
    expect(contextOf(said, goal)).toBe('user: one\n\nassistant: two');
  });

  it('leaves out what does not fit and goes on with what does', () => {
    const long = (name: string) => user(`${name} ${'x '.repeat(15_000)}`.trim());
    const said = [user('first'), long('older'), user('x'.repeat(budget)), long('newer'), user('last')];
    const kept = contextOf(said, goal)
      .split('\n\n')
      .map((text) => text.slice(0, 11));
    expect(kept).toEqual(['user: first', 'user: newer', 'user: last']);
  });

  it('keeps instructions first, then what shares a word with the goal, then what is newest', () => {
    const half = 'y '.repeat(10_000);
    const said: ChatMessage[] = [
      { role: 'system', content: `Be brief. ${half}` },
      user(`A bridge is there. ${half}`),
      user(`Older. ${half}`),
      user('Short and old.'),
    ];
    const kept = contextOf(said, goal);
    expect(kept).toContain('Be brief.');
    expect(kept).toContain('A bridge is there.');
    expect(kept).not.toContain('Older.');
    expect(kept).toContain('Short and old.');
  });

  it('is never longer than a task takes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30_000), { maxLength: 12 }), (lengths) => {
        const said = lengths.map((length, index) => user(`${index} ${'word '.repeat(length / 5)}`));
        expect(contextOf(said, goal).length).toBeLessThanOrEqual(budget);
      }),
      { numRuns: 50 },
    );
  });
});
