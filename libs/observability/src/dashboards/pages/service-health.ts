import type { Dashboard } from '../parts/dashboard.ts';
import { armsRow } from './service-health/arms.ts';
import { availabilityRow } from './service-health/availability.ts';
import { processesRow } from './service-health/processes.ts';
import { requestsRow } from './service-health/requests.ts';

/** One service, or all: whether it is there, what it answers and how its process is. */
export const serviceHealth: Dashboard = {
  uid: 'octollm-services',
  title: 'Service health',
  description: 'One service, or all: whether it is there, what it answers and how its process is.',
  range: '6h',
  rows: [availabilityRow, requestsRow, armsRow, processesRow],
};
