import { alertmanager } from './alertmanager.ts';
import { certManager } from './cert-manager.ts';
import { cloudNativePg } from './cloudnative-pg.ts';
import { dcgm } from './dcgm.ts';
import type { Exporter } from './exporter.ts';
import { kubeStateMetrics } from './kube-state-metrics.ts';
import { kubelet } from './kubelet.ts';
import { nodeExporter } from './node.ts';
import { postgresExporter } from './postgres.ts';
import { prometheus } from './prometheus.ts';
import { qdrantExporter } from './qdrant.ts';
import { redisExporter } from './redis.ts';
import { velero } from './velero.ts';

/** Everything that is scraped besides the services of the catalogue. */
export const exporters: readonly Exporter[] = [
  alertmanager,
  certManager,
  cloudNativePg,
  dcgm,
  kubeStateMetrics,
  kubelet,
  nodeExporter,
  postgresExporter,
  prometheus,
  qdrantExporter,
  redisExporter,
  velero,
];
