import { ForbiddenError } from '@octollm/contracts';

/**
 * Refuses requests of pages that may not call the API. A page whose name was pointed at this address (DNS rebinding) names
 * its own origin, and what is no browser names none.
 * @param allowed origins, or `*` for all
 * @throws ForbiddenError
 */
export const checkOrigin = (origin: string | undefined, allowed: readonly string[]): void => {
  if (origin === undefined || allowed.includes('*') || allowed.includes(origin)) return;
  throw new ForbiddenError(
    'Pages of this origin may not call it. An operator adds it to GATEWAY_CORS_ORIGINS.',
  );
};
