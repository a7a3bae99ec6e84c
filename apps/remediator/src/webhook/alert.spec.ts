import { describe, expect, it } from 'vitest';
import { alertOf } from '../fixtures/alerts.ts';
import { alertsIn, Notification } from './alert.ts';

const good = alertOf('ServiceDown', 'judge-arm', '2026-11-22T11:55:00.123456789Z');
const alertsOf = (alerts: readonly unknown[], truncatedAlerts = 0) =>
  alertsIn(Notification.parse({ version: '4', alerts, truncatedAlerts }));

describe('a notification', () => {
  it.each([
    ['with a label that is too long', { ...good, labels: { ...good.labels, pod: 'x'.repeat(1_001) } }],
    ['with a beginning that is no time', { ...good, startsAt: 'yesterday' }],
    ['of an unknown status', { ...good, status: 'unsure' }],
    ['that is none', null],
  ])('loses no alert for one %s, which is counted', (_what, bad) => {
    expect(alertsOf([good, bad, good])).toEqual({ read: [good, good], ignored: 1 });
  });

  it('counts what is too much, and what Alertmanager left out itself', () => {
    const { read, ignored } = alertsOf(
      Array.from({ length: 503 }, () => good),
      7,
    );
    expect([read.length, ignored]).toEqual([500, 10]);
  });
});
