import type { PolicySource } from './policy.ts';

/**
 * What the platform does by itself when nobody says otherwise: what an operator would try first, and can do no lasting
 * harm. Restarts leave out alerts that a faulty dependency causes: the next replica would meet the same fault.
 */
export const defaultPolicy = {
  version: 1,
  rules: [
    {
      name: 'restart-stuck-service',
      alerts: ['ServiceDown', 'EventLoopLag', 'OpenFilesHigh', 'ConnectionPoolExhausted'],
      action: { kind: 'restart' },
    },
    {
      name: 'scale-busy-service',
      alerts: ['TaskLatencyHigh', 'WorkRefused', 'ArmSlow', 'ContainerCpuHigh'],
      action: { kind: 'scale', by: 1 },
    },
    {
      name: 'spare-failing-arm',
      alerts: ['ArmFailing'],
      action: { kind: 'open_breaker', for_seconds: 300 },
    },
    {
      name: 'pause-dear-tenant',
      alerts: ['ModelSpendSpike'],
      action: { kind: 'pause_tenant', for_seconds: 3_600, share: 0.6 },
    },
  ],
} as const satisfies PolicySource;
