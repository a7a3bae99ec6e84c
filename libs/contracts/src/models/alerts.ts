import { z } from 'zod';
import { Timestamp } from './primitives.ts';

/** An alert that fires. */
export const FiringAlert = z.strictObject({
  name: z.string(),
  severity: z.string(),
  summary: z.string(),
  since: Timestamp,
});
export type FiringAlert = z.infer<typeof FiringAlert>;

/** Where an Alertmanager tells which alerts fire and are neither silenced nor inhibited. */
export const firingAlertsPath = '/api/v2/alerts?active=true&silenced=false&inhibited=false';

/** Alerts that one report lists at most. */
const mostAlerts = 100;

/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */
const Alerts = z.array(
  z.object({
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    startsAt: Timestamp,
  }),
);

/**
 * The alerts in what an Alertmanager answered, 100 at most, without the Watchdog, which always fires.
 * @throws ZodError for an answer of another form
 */
export const firingAlerts = (answer: unknown): FiringAlert[] =>
  Alerts.parse(answer)
    .filter(({ labels }) => labels['alertname'] !== 'Watchdog')
    .slice(0, mostAlerts)
    .map(({ labels, annotations, startsAt }) => ({
      name: labels['alertname'] ?? 'an alert without a name',
      severity: labels['severity'] ?? 'info',
      summary: annotations['summary'] ?? '',
      since: startsAt,
    }));
