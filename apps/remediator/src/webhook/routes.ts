import type { Route } from '@octollm/contracts';
import { z } from 'zod';
import { Notification } from './alert.ts';

/** A storm of alerts is one notification: there is room for two thousand of them with their annotations. */
const bodyLimit = 4 * 1_048_576;

/** How many decisions are listed. */
export const ActionsQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ActionsQuery = z.infer<typeof ActionsQuery>;

const alerts = {
  id: 'postAlerts',
  method: 'POST',
  path: '/alerts',
  summary: 'Take a notification of Alertmanager',
  tag: 'operations',
  scope: 'any',
  body: Notification,
  bodyLimit,
  responses: { 200: { description: 'What was decided', body: null } },
} as const satisfies Route;

/** The routes with limits of their own. */
export const routes: readonly Route[] = [alerts];
