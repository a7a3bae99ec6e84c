import type { CacheHeaders, ChatCompletionRequest } from '@octollm/contracts';

/** How answers that were given before may be used. */
export type CacheMode = 'off' | 'exact' | 'semantic';

/**
 * What a request says of the cache. Unless it says otherwise only those with temperature 0 are answered from it: they
 * ask for the same answer every time.
 */
export const cacheModeOf = (
  { 'x-octollm-cache': asked }: CacheHeaders,
  { temperature }: Pick<ChatCompletionRequest, 'temperature'>,
): CacheMode => asked ?? (temperature === 0 ? 'exact' : 'off');
