import type { ChatCompletion } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { TokenList } from '../screening/token-list.ts';
import { filteredCompletion } from './filtered-completion.ts';
import { outputFilters } from './output-filters.ts';

const filters = outputFilters({
  tokens: new TokenList(),
  request: { model: 'm', messages: [] },
  judgement: {
    tenant: 'acme',
    tier: 'pro',
    rules: 'rules: [{ id: codename, when: { contains: [blue heron], direction: output }, action: redact }]',
  },
});
const completionOf = (content: string): ChatCompletion => ({
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content },
      logprobs: { content: [{ token: content }] },
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

describe('a whole answer', () => {
  it('is the same object when nothing in it is to be hidden', () => {
    const completion = completionOf('It is 412 metres long.');
    expect(filteredCompletion(completion, filters)).toBe(completion);
  });

  it('loses what is to be hidden, and the log probabilities that repeat it', () => {
    const filtered = filteredCompletion(completionOf('The card is 4111 1111 1111 1111.'), filters);
    expect(filtered.choices[0]).toMatchObject({
      message: { content: 'The card is [payment_card].' },
      logprobs: null,
      finish_reason: 'stop',
    });
    expect(JSON.stringify(filtered)).not.toContain('4111');
  });

  it('keeps the rules of the configuration for what goes out', () => {
    const { choices } = filteredCompletion(completionOf('Ask the Blue Heron team.'), filters);
    expect(choices[0]?.message.content).toBe('Ask the [codename] team.');
  });
});
