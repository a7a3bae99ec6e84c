import type { CacheHeaders, ChatCompletionRequest } from '@octollm/contracts';

/** How answers that were given before may be used. */
export type CacheMode = 'off' | 'exact' | 'semantic';

/**
 * What a request says of the cache. Unless it says otherwise only those with temperature 0 or a seed are answered from it:
 * they ask for the same answer every time.
 */
export const cacheModeOf = (
  { 'x-octollm-cache': asked }: CacheHeaders,
  { temperature, seed }: Pick<ChatCompletionRequest, 'temperature' | 'seed'>,
): CacheMode => asked ?? (temperature === 0 || typeof seed === 'number' ? 'exact' : 'off');
