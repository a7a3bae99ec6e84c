import { describe, expect, it } from 'vitest';
import { parseModelLimits } from './parse-model-limits.ts';

describe('the limits of providers', () => {
  it('are calls and tokens in a minute, either of which may be left open', () => {
    expect(
      Object.fromEntries(parseModelLimits(['openai=500/200000', ' anthropic = -/80000', 'ollama=4/-'])),
    ).toEqual({
      openai: { calls: 500, tokens: 200_000 },
      anthropic: { tokens: 80_000 },
      ollama: { calls: 4 },
    });
  });

  it.each([
    'openai',
    'openai=500',
    '=1/2',
    'openai=0/1',
    'openai=1/2/3',
    'openai=1.5/2',
    'openai=a/b',
    'openai=1e3/1',
  ])('are refused when they are written as %j', (limit) => {
    expect(() => parseModelLimits([limit])).toThrow(/must be written as provider=calls\/tokens/);
  });

  it('are refused when a provider has two', () => {
    expect(() => parseModelLimits(['openai=1/1', 'openai=2/2'])).toThrow(/more than one limit/);
  });
});
