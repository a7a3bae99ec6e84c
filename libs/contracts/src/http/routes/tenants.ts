import { z } from 'zod';
import { PauseOrder, TenantPause } from '../../models/holds.ts';
import { TenantId } from '../../models/tokens.ts';
import type { Route } from '../route.ts';

const pause = {
  path: '/api/v1/tenants/{tenant_id}/pause',
  tag: 'operations',
  scope: 'admin',
  servedBy: 'gateway',
  params: z.strictObject({ tenant_id: TenantId }),
} as const;

/** What operators do to tenants. */
export const tenantRoutes = {
  pauseTenant: {
    ...pause,
    id: 'pauseTenant',
    method: 'PUT',
    summary:
      'Refuse the requests of any tenant for so long, but those of keys with the scope admin; tasks that run go on. Other replicas follow within two seconds. Again: another end and reason.',
    body: PauseOrder,
    responses: { 200: { description: 'The pause', body: TenantPause } },
  },
  getTenantPause: {
    ...pause,
    id: 'getTenantPause',
    method: 'GET',
    summary: 'Read until when a tenant is paused, and why; 404 when it is not',
    responses: { 200: { description: 'The pause', body: TenantPause } },
  },
  resumeTenant: {
    ...pause,
    id: 'resumeTenant',
    method: 'DELETE',
    summary: 'Let the requests of a tenant in again; other replicas follow within two seconds',
    responses: { 204: { description: 'The tenant is not paused', body: null } },
  },
} as const satisfies Record<string, Route>;
