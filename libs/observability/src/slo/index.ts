export { slos } from './all.ts';
export { type Burn, burns } from './burn.ts';
export { budgetOf, burnAlerts, type SloSeries, seriesOf } from './rules.ts';
export type { Slo } from './slo.ts';
