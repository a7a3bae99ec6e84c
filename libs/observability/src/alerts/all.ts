import type { Alert, AlertGroup, AlertSpec, Installation } from './alert.ts';
import { arms } from './groups/arms.ts';
import { availability } from './groups/availability.ts';
import { backups } from './groups/backups.ts';
import { cache } from './groups/cache.ts';
import { certificates } from './groups/certificates.ts';
import { connections } from './groups/connections.ts';
import { containers } from './groups/containers.ts';
import { database } from './groups/database.ts';
import { gpu } from './groups/gpu.ts';
import { guardrails } from './groups/guardrails.ts';
import { models } from './groups/models.ts';
import { nodes } from './groups/nodes.ts';
import { performance } from './groups/performance.ts';
import { platform } from './groups/platform.ts';
import { processes } from './groups/processes.ts';
import { queues } from './groups/queues.ts';
import { remediation } from './groups/remediation.ts';
import { spend } from './groups/spend.ts';
import { targets } from './groups/targets.ts';
import { vectors } from './groups/vectors.ts';
import { volumes } from './groups/volumes.ts';
import { workloads } from './groups/workloads.ts';

/** The alerts by the group that they are evaluated in. */
const groups: Readonly<Record<string, readonly AlertGroup[]>> = {
  availability: [availability, arms],
  performance: [performance],
  resources: [nodes, containers, volumes, processes],
  workloads: [workloads],
  database: [database, connections, vectors],
  cache: [cache],
  queues: [queues],
  models: [models, spend],
  guardrails: [guardrails],
  backups: [backups],
  certificates: [certificates],
  platform: [platform, targets, remediation],
  gpu: [gpu],
};

/** A template that names a label which the expression does not return would be empty in every notification. */
export class UnknownTemplateLabelError extends Error {
  constructor(alert: string, label: string, known: Iterable<string>) {
    super(
      `${alert} speaks of {{ $labels.${label} }}, but its expression returns ${[...known].join(', ') || 'no labels'}.`,
    );
    this.name = 'UnknownTemplateLabelError';
  }
}

/** @throws UnknownTemplateLabelError */
const checkTemplates = (alert: AlertSpec): void => {
  const known = new Set([...alert.expr.labels, ...Object.keys(alert.labels ?? {})]);
  for (const [, label = ''] of `${alert.service} ${alert.summary} ${alert.description}`.matchAll(
    /\$labels\.(\w+)/g,
  ))
    if (!known.has(label)) throw new UnknownTemplateLabelError(alert.name, label, known);
};

/** Puts alerts into a group. @throws UnknownTemplateLabelError */
export const grouped = (group: string, alerts: readonly AlertSpec[]): readonly Alert[] =>
  alerts.map((alert) => {
    checkTemplates(alert);
    return { ...alert, group };
  });

/** A Prometheus that watches no environment would miss nothing, whatever vanished. */
export class NoEnvironmentError extends Error {
  constructor() {
    super('The rules are for no environment. Name those whose services Prometheus scrapes.');
    this.name = 'NoEnvironmentError';
  }
}

/**
 * Every alert of an installation, but for those of its service levels.
 *
 * @throws NoEnvironmentError
 * @throws UnknownTemplateLabelError
 */
export const alertsOf = (installation: Installation): readonly Alert[] => {
  if (installation.environments.length === 0) throw new NoEnvironmentError();
  return Object.entries(groups).flatMap(([name, members]) =>
    grouped(
      name,
      members.flatMap((member) => member(installation)),
    ),
  );
};
