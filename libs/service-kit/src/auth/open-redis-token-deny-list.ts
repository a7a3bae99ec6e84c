import { openRedis } from '@octollm/resilience';
import { RedisTokenDenyList, type RedisTokenDenyListOptions } from './redis-token-deny-list.ts';
import type { TokenDenyList } from './token-deny-list.ts';

export interface OpenRedisOptions extends RedisTokenDenyListOptions {
  /** Hears of broken connections, which are repaired in the background. */
  readonly onError: (error: Error) => void;
}

/** Opens the shared list. It opens without Redis too, after two seconds, and uses Redis once that is there. */
export const openRedisTokenDenyList = async (
  url: string,
  options: OpenRedisOptions,
): Promise<TokenDenyList> => {
  const redis = await openRedis(url, options.onError);
  const list = new RedisTokenDenyList(redis, options);
  await list.start();
  return {
    deny: (tokenId, expiresAt) => list.deny(tokenId, expiresAt),
    isDenied: (tokenId) => list.isDenied(tokenId),
    close: () => {
      list.close();
      redis.disconnect();
    },
  };
};
