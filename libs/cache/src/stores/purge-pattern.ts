import type { PurgeScope } from './cache-store.ts';

/** The ids that a scope takes in. */
export const idMatcher = (scope: PurgeScope): ((id: string) => boolean) => {
  const tenant = scope.tenant === undefined ? undefined : encodeURIComponent(scope.tenant);
  return (id) => {
    const [idTenant, idClass] = id.split(':', 2);
    return (
      (tenant === undefined || idTenant === tenant) && (scope.class === undefined || idClass === scope.class)
    );
  };
};

/** A pattern for SCAN that takes in at least the ids of a scope. */
export const scanPattern = (prefix: string, scope: PurgeScope): string => {
  const tenant = scope.tenant === undefined ? '*' : literal(encodeURIComponent(scope.tenant));
  return `${literal(prefix)}${tenant}:${scope.class ?? '*'}:*`;
};

/** https://redis.io/docs/latest/commands/keys/ */
const literal = (text: string): string => text.replaceAll(/[*?[\]\\^]/g, String.raw`\$&`);
