import type { AccessRolesProps } from '@octollm/constructs';

/** Groups of the identity provider that the API server trusts. Who is on call is a group whose members change. */
export const people = (viewers: string, operators: string): AccessRolesProps['groups'] => ({
  viewer: [`octollm:${viewers}`],
  operator: [`octollm:${operators}`],
  'on-call': ['octollm:on-call'],
});
