import type { Dashboard } from '../parts/dashboard.ts';
import { budgetsRow } from './cost/budgets.ts';
import { callsRow } from './cost/calls.ts';
import { spentRow } from './cost/spent.ts';

/** What models cost, who is asked and how much of the budgets is left. */
export const cost: Dashboard = {
  uid: 'octollm-cost',
  title: 'Cost and budget of models',
  description: 'What models cost, who is asked and how much of the budgets is left.',
  range: '24h',
  rows: [spentRow, budgetsRow, callsRow],
};
