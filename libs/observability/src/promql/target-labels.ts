/**
 * The labels that Prometheus puts on every series of a target, whatever the target exports. `job` is the name of the
 * service or of the exporter; `namespace` tells the environments apart.
 */
export const targetLabels = [
  'job',
  'instance',
  'namespace',
  'pod',
  'container',
  'service',
  'endpoint',
] as const;

export type TargetLabel = (typeof targetLabels)[number];
