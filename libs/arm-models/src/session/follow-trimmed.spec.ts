import type { ArmNews } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { followTrimmed } from './follow-trimmed.ts';

describe('a text that is told while it is written', () => {
  it('has no white space around it, and keeps what is within', async () => {
    const told: ArmNews[] = [];
    const follow = followTrimmed(async (news) => void told.push(news));
    let at = 0;
    for (const piece of [' \n', 'It ', ' doubles', '.', '\n']) {
      await follow(piece, at);
      at += piece.length;
    }
    expect(told).toEqual([
      { type: 'token', at: 0, text: 'It' },
      { type: 'token', at: 2, text: '  doubles' },
      { type: 'token', at: 11, text: '.' },
    ]);
  });

  it('begins anew when the model does', async () => {
    const told: ArmNews[] = [];
    const follow = followTrimmed(async (news) => void told.push(news));
    await follow('No', 0);
    await follow('Yes', 0);
    expect(told.at(-1)).toEqual({ type: 'token', at: 0, text: 'Yes' });
  });
});
