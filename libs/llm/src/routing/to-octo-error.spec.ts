import { toOpenAiError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { ProviderError, type ProviderErrorCategory } from '../providers/provider-error.ts';
import { toOctoError } from './to-octo-error.ts';

describe('the failure of a provider', () => {
  it.each<[ProviderErrorCategory, number, boolean]>([
    ['rate_limited', 429, true],
    ['timeout', 504, true],
    ['unavailable', 503, true],
    ['invalid_input', 400, false],
    ['internal', 500, false],
  ])('that is %s is %i for the caller', (category, status, retryable) => {
    const error = toOctoError(new ProviderError(category, 'openai says no.', { retryAfter: 3 }));
    expect([error.status, error.retryable, error.retryAfter]).toEqual([status, retryable, 3]);
  });

  it('points at the parameter that the provider names', () => {
    const refused = new ProviderError('invalid_input', 'openai refuses the request.', {
      refusal: { code: 'unsupported_value', param: 'messages[0].role' },
    });
    expect(toOpenAiError(toOctoError(refused)).error.param).toBe('messages[0].role');
  });

  it('tells the caller nothing of keys and accounts, and the log all of it', () => {
    for (const [category, code] of [
      ['internal', 'invalid_api_key'],
      ['unavailable', 'insufficient_quota'],
    ] as const) {
      const cause = new ProviderError(category, 'openai refuses the key or has no credit.', {
        refusal: { code },
      });
      const error = toOctoError(cause);
      expect(error.message).not.toMatch(/key|credit|account/i);
      expect(error.cause).toBe(cause);
    }
  });

  it('is 404 when the provider does not know the model', () => {
    const unknown = new ProviderError('internal', 'x', { refusal: { code: 'model_not_found' } });
    expect(toOpenAiError(toOctoError(unknown)).error.code).toBe('model_not_found');
  });
});
