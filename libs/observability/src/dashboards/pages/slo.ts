import { realTime } from '../../alerts/pace.ts';
import { promql } from '../../promql/index.ts';
import { budgetOf, burns, type SloSeries, seriesOf, slos } from '../../slo/index.ts';
import type { Dashboard, Row } from '../parts/dashboard.ts';
import { dial, lines, stat } from '../parts/panel.ts';
import { inNamespace } from '../parts/variables.ts';

const scope = inNamespace;

/** The pairs of windows whose alerts wake somebody, and the one over which the promise holds. */
const rowOf = ({ slo, badShare, budgetLeft }: SloSeries): Row => {
  const over = (seconds: number) =>
    [...badShare].flatMap(([length, series]) => (length === seconds ? series : []));
  const budget = budgetOf(slo);
  return {
    title: slo.title,
    panels: [
      dial({
        title: `${slo.title}: budget that is left`,
        description: 'Of what may go wrong in the period. Below 0 the promise is broken.',
        unit: 'percentunit',
        bounds: { min: 0, max: 1 },
        thresholds: { warning: 0.5, critical: 0.1 },
        runbook: slo.runbook,
        query: promql`min(${budgetLeft}{${scope}})`,
      }),
      ...over(slo.period.seconds).map((series) =>
        stat({
          title: `${slo.title}: kept`,
          description: `The share that was good over the period. ${slo.objective * 100} % are promised.`,
          unit: 'percentunit',
          thresholds: { warning: slo.objective + budget / 2, critical: slo.objective },
          runbook: slo.runbook,
          query: promql`1 - max(${series}{${scope}})`,
        }),
      ),
      lines({
        title: `${slo.title}: burn rate`,
        description:
          'At 1 the budget lasts exactly as long as the period. Above 14.4 over an hour somebody is woken.',
        unit: 'none',
        thresholds: { warning: 1, critical: 14.4 },
        runbook: slo.runbook,
        lines: burns.flatMap(({ long, factor }) =>
          over(long.seconds).map((series) => ({
            query: promql`max by (namespace) (${series}{${scope}}) / ${budget}`,
            legend: `{{namespace}} ${long.seconds / 3_600} h, alert at ${factor}`,
          })),
        ),
      }),
    ],
  };
};

/** What users are promised, and how much may still go wrong. */
export const serviceLevels: Dashboard = {
  uid: 'octollm-slo',
  title: 'Service levels',
  description: 'What users are promised, and how much may still go wrong.',
  range: '7d',
  rows: slos.map((slo) => rowOf(seriesOf(slo, realTime))),
};
