import type { Dashboard } from '../parts/dashboard.ts';
import { disksAndNetworkRow } from './resources/disks-and-network.ts';
import { cardRow, nodeRow } from './resources/nodes.ts';
import { processorAndMemoryRow } from './resources/processor-and-memory.ts';
import { workloadsRow } from './resources/workloads.ts';

/** What pods and volumes take of the cluster, and how close that is to what they may take. */
export const resources: Dashboard = {
  uid: 'octollm-resources',
  title: 'Resources',
  description: 'What pods and volumes take of the cluster, and how close that is to what they may take.',
  range: '6h',
  rows: [processorAndMemoryRow, disksAndNetworkRow, workloadsRow, nodeRow, cardRow],
};
