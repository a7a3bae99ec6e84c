import { z } from 'zod';
import type { Scope } from './scopes.ts';

/** What somebody is in a tenant, as an identity provider says it in the claim `roles` of a JWT. */
export const Role = z.enum(['viewer', 'member', 'operator', 'admin']);
export type Role = z.infer<typeof Role>;

const viewer: readonly Scope[] = ['task:read', 'search', 'arm:list'];
const member: readonly Scope[] = [...viewer, 'task:submit', 'task:cancel', 'document:write'];
const operator: readonly Scope[] = [...member, 'task:approve', 'usage:read'];

/**
 * The scopes of each role; every role may do what those before it may. `arm:register` is with `admin` alone, because
 * an arm is there for all tenants.
 */
export const roleScopes: Readonly<Record<Role, readonly Scope[]>> = {
  viewer,
  member,
  operator,
  admin: ['admin'],
};
