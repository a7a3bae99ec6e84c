import { type ExecutorInput, HttpGetArgs } from '@octollm/contracts';
import { addressesIn } from '@octollm/routing';

/**
 * Predicts from a prompt alone which tools will be asked for: an `http_get` of each address that it spells out with
 * `http://` or `https://`, once each and in their order, and nothing else.
 * @param most - no more calls than this
 */
export const predictCalls = (prompt: string, most: number): readonly ExecutorInput[] =>
  addressesIn(prompt)
    .filter((url) => HttpGetArgs.safeParse({ url }).success)
    .slice(0, most)
    .map((url) => ({ tool: 'http_get', args: { url } }));
