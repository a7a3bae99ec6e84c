import { backups } from './pages/backups.ts';
import { cost } from './pages/cost.ts';
import { databases } from './pages/databases.ts';
import { guardrailsAndCache } from './pages/guardrails-and-cache.ts';
import { monitoring } from './pages/monitoring.ts';
import { queuesAndEngine } from './pages/queues-and-engine.ts';
import { resources } from './pages/resources.ts';
import { serviceHealth } from './pages/service-health.ts';
import { serviceLevels } from './pages/slo.ts';
import { systemOverview } from './pages/system-overview.ts';
import { buildDashboard, type Dashboard } from './parts/dashboard.ts';

/** Every dashboard of the platform. */
export const pages: readonly Dashboard[] = [
  systemOverview,
  serviceHealth,
  resources,
  cost,
  guardrailsAndCache,
  queuesAndEngine,
  databases,
  serviceLevels,
  backups,
  monitoring,
];

/** A dashboard as the file that Grafana reads. */
export interface DashboardFile {
  readonly uid: string;
  readonly title: string;
  /** The dashboard itself, in no envelope. */
  readonly json: string;
}

/** The dashboards as files, the same bytes every time. */
export const dashboards = (): readonly DashboardFile[] =>
  pages.map((page) => ({
    uid: page.uid,
    title: page.title,
    json: `${JSON.stringify(buildDashboard(page), null, 2)}\n`,
  }));
