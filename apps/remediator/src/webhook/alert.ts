import { z } from 'zod';

/** Alerts of one notification that are looked at; the rest is counted, and left to the next one. */
export const mostAlerts = 500;

/** Longer ones are not names of anything here. */
const label = z.string().max(1_000);

/** An alert, as Alertmanager tells of it. Fields that it adds are left aside. */
export const Alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: z.record(label, label),
  startsAt: z.iso.datetime({ offset: true }),
});
export type Alert = z.infer<typeof Alert>;

/**
 * What Alertmanager sends to a webhook
 * (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config).
 */
export const Notification = z.object({
  version: z.literal('4'),
  alerts: z.array(Alert),
  /** How many alerts Alertmanager left out itself. */
  truncatedAlerts: z.int().min(0).default(0),
});
export type Notification = z.infer<typeof Notification>;
