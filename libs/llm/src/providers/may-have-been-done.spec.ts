import { UnsupportedParameterError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { mayHaveBeenDone } from './may-have-been-done.ts';
import { ProviderError } from './provider-error.ts';
import { errorOfStatus } from './response-error.ts';

const here = new AbortController().signal;
const gone = AbortSignal.abort(new Error('gone'));

describe('a call that failed', () => {
  it.each<[string, unknown, AbortSignal]>([
    ['it was too slow', new ProviderError('timeout', 'p did not answer.'), here],
    ['something on the way was too slow', errorOfStatus('p', 504, null), here],
    ['it broke off or could not be read', new ProviderError('unavailable', 'p broke off.'), here],
    ['it failed within its answer', new ProviderError('rate_limited', 'p takes no more.'), here],
    ['its caller has left', gone.reason, gone],
  ])('may have been done when %s', (_, error, signal) => expect(mayHaveBeenDone(error, signal)).toBe(true));

  it.each<[string, unknown, AbortSignal]>([
    ['it was refused', errorOfStatus('p', 503, null), here],
    ['it was refused, and its caller has left since', errorOfStatus('p', 400, null), gone],
    ['no connection was made', new ProviderError('unavailable', 'not reached', { sent: false }), here],
    ['no connection was made in time', new ProviderError('timeout', 'too slow', { sent: false }), gone],
    ['it was refused before it was sent', new UnsupportedParameterError('/n', 'no'), here],
  ])('was not done when %s', (_, error, signal) => expect(mayHaveBeenDone(error, signal)).toBe(false));
});
