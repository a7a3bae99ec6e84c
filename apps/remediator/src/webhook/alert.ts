import { z } from 'zod';

/** Alerts of one notification that are looked at; the rest is counted, and left to the next one. */
const mostAlerts = 500;

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
  /** Each is read by itself: one that cannot be must not keep the others from being answered. */
  alerts: z.array(z.unknown()),
  /** How many alerts Alertmanager left out itself. */
  truncatedAlerts: z.int().min(0).default(0),
});
export type Notification = z.infer<typeof Notification>;

/** The alerts of a notification that are looked at, and how many are left: too many, or not to be read. */
export const alertsIn = ({
  alerts,
  truncatedAlerts,
}: Notification): { readonly read: readonly Alert[]; readonly ignored: number } => {
  const read = alerts.slice(0, mostAlerts).flatMap((alert) => Alert.safeParse(alert).data ?? []);
  return { read, ignored: truncatedAlerts + alerts.length - read.length };
};
