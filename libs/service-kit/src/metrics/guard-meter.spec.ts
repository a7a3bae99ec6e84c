import { guardrailMetrics } from '@octollm/catalogue';
import { createMetrics } from '@octollm/telemetry';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { GuardMeter } from './guard-meter.ts';

const injection = { check: 'injection', type: 'role_hijacking', severity: 'high' };

it('a guard counts what it found, what it decided, and what it could not screen', async () => {
  const registry = new Registry();
  const meter = new GuardMeter(createMetrics(Object.values(guardrailMetrics), registry), 'body');
  const finds = (decision: string, ...findings: readonly (typeof injection)[]) =>
    meter.watch(async () => ({ decision, findings }));
  await finds('redact', { check: 'pii', type: 'email', severity: 'medium' }, injection);
  await finds('block', injection);
  const broken = meter.watch(() => Promise.reject(new Error('no thread')));
  await expect(broken).rejects.toThrow('no thread');
  const text = await registry.metrics();
  for (const line of [
    'pii_detections_total{type="email"} 1',
    // The policy let the first one through: nothing was blocked for it.
    'injection_blocks_total{class="role_hijacking",severity="high"} 1',
    'guard_decisions_total{guard="body",decision="redact"} 1',
    'guard_decisions_total{guard="body",decision="block"} 1',
    'guard_failures_total{guard="body"} 1',
    'guard_duration_seconds_count{guard="body"} 3',
  ])
    expect(text).toContain(`${line}\n`);
});
