import type { Dashboard } from '../parts/dashboard.ts';
import { nowRow } from './system-overview/now.ts';
import { tasksAndArmsRow } from './system-overview/tasks-and-arms.ts';
import { trafficRow } from './system-overview/traffic.ts';

/** The first page: whether the platform does its work, how fast and for how much. */
export const systemOverview: Dashboard = {
  uid: 'octollm-overview',
  title: 'System overview',
  description: 'Whether the platform does its work, how fast and for how much.',
  range: '6h',
  rows: [nowRow, trafficRow, tasksAndArmsRow],
};
