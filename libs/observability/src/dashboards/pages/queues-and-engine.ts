import type { Dashboard } from '../parts/dashboard.ts';
import { armsAndToolsRow } from './queues-and-engine/arms-and-tools.ts';
import { queuesRow } from './queues-and-engine/queues.ts';
import { tasksRow } from './queues-and-engine/tasks.ts';

/** What waits, what is worked on and what became of it. */
export const queuesAndEngine: Dashboard = {
  uid: 'octollm-engine',
  title: 'Queues and engine',
  description: 'What waits, what is worked on and what became of it.',
  range: '6h',
  rows: [queuesRow, tasksRow, armsAndToolsRow],
};
