import { queueMetrics } from '@octollm/catalogue';
import { createMetrics } from '@octollm/telemetry';
import { Registry } from 'prom-client';
import { expect, it, vi } from 'vitest';
import { QueueMeter } from './queue-meter.ts';

it('a queue shows its jobs by state, what became of them, and says when it cannot be measured', async () => {
  const registry = new Registry();
  const meter = new QueueMeter(createMetrics(Object.values(queueMetrics), registry), 'tasks');
  await meter.process(async () => undefined);
  await expect(meter.process(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  meter.deadLetter();
  meter.show({ waiting: 3, active: 2, delayed: 1, failed: 0, oldestSeconds: 1.5 });
  const warn = vi.fn<() => void>();
  meter.watch(() => Promise.reject(new Error('away')), { warn });
  meter.stop();
  await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
  const text = await registry.metrics();
  for (const line of [
    'queue_jobs{queue="tasks",state="waiting"} 3',
    'queue_jobs{queue="tasks",state="active"} 2',
    'queue_oldest_job_age_seconds{queue="tasks"} 1.5',
    'queue_jobs_processed_total{queue="tasks",outcome="completed"} 1',
    'queue_jobs_processed_total{queue="tasks",outcome="failed"} 1',
    'queue_dead_letters_total{queue="tasks"} 1',
  ])
    expect(text).toContain(`${line}\n`);
});
