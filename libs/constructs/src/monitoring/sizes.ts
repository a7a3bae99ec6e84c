import type { Resources } from '@octollm/catalogue';

const sized = (cpu: readonly [string, string], memory: readonly [string, string]): Resources => ({
  cpu: { request: cpu[0], limit: cpu[1] },
  memory: { request: memory[0], limit: memory[1] },
  ephemeralStorage: { request: '64Mi', limit: '512Mi' },
});

/** What the servers of the monitoring stack take: those that hold series, those that hold logs, those that pass on. */
export const sizes = {
  small: sized(['50m', '250m'], ['64Mi', '256Mi']),
  medium: sized(['100m', '1'], ['256Mi', '1Gi']),
  large: sized(['500m', '2'], ['1Gi', '4Gi']),
  prometheus: sized(['2', '4'], ['4Gi', '8Gi']),
} as const satisfies Readonly<Record<string, Resources>>;
