import { z } from 'zod';

/** What a key or a token may do. `admin` includes every other scope. */
export const Scope = z.enum([
  'task:submit',
  'task:read',
  'task:cancel',
  'task:approve',
  'document:write',
  'search',
  'arm:list',
  'arm:register',
  'usage:read',
  'admin',
]);
export type Scope = z.infer<typeof Scope>;

/** Whether the scopes somebody holds allow what `needed` names; `any` asks for none. */
export const allows = (held: readonly Scope[], needed: Scope | 'any'): boolean =>
  needed === 'any' || held.includes(needed) || held.includes('admin');
