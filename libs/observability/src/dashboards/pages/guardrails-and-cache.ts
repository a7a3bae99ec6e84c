import type { Dashboard } from '../parts/dashboard.ts';
import { cacheRow } from './guardrails-and-cache/cache.ts';
import { guardrailsRow } from './guardrails-and-cache/guardrails.ts';

/** What is found in texts and refused, and what did not have to be computed again. */
export const guardrailsAndCache: Dashboard = {
  uid: 'octollm-guardrails',
  title: 'Guardrails and cache',
  description: 'What is found in texts and refused, and what did not have to be computed again.',
  range: '6h',
  rows: [guardrailsRow, cacheRow],
};
