import { CachePurge } from '../../models/cache.ts';
import type { Route } from '../route.ts';

/** What is kept of earlier answers. */
export const cacheRoutes = {
  purgeCache: {
    id: 'purgeCache',
    method: 'DELETE',
    path: '/api/v1/cache',
    summary:
      'Forget the cached answers of your tenant, of one kind or all. Other replicas serve none of them a second later at most; 503 when they cannot be told.',
    tag: 'operations',
    scope: 'admin',
    servedBy: 'gateway',
    query: CachePurge,
    responses: { 204: { description: 'They are gone', body: null } },
  },
} as const satisfies Record<string, Route>;
