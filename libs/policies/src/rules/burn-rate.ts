import { alternatives, type Burn, burnOf } from '../cluster/burn.ts';
import { type AlertRule, alertRules, recordingRules } from '../cluster/prometheus-rules.ts';
import { expressionIn, inner } from '../promql/expression.ts';
import { group } from '../read/group.ts';
import { type Context, type Fault, fault, type Rule } from './rule.ts';

interface BurnOfAlert extends Burn {
  readonly rule: AlertRule;
}

const differs = (left: number, right: number): boolean => Math.abs(left - right) > right * 1e-6;

/** Alerts of one objective spend the same budget: one with another factor than its windows have stands out. */
const unequal = (burns: readonly BurnOfAlert[]): readonly Fault[] => {
  const budgets = burns.flatMap(({ rule, budget }) => (budget === undefined ? [] : [{ rule, budget }]));
  const counted = group(budgets, ({ budget }) => [budget.toPrecision(6)]);
  const usual = [...counted.values()].sort((a, b) => b.length - a.length)[0]?.[0]?.budget ?? 0;
  return budgets
    .filter(({ budget }) => differs(budget, usual) || budget <= 0 || budget >= 1)
    .map(({ rule, budget }) =>
      fault(
        rule.resource,
        `${rule.path}.expr`,
        `The alert ${rule.alert} takes ${budget.toPrecision(3)} for the budget with the factor of its windows, not ${usual.toPrecision(3)}.`,
        rule.alert,
      ),
    );
};

const burnFaults = ({ cluster }: Context): readonly Fault[] => {
  const recorded = recordingRules(cluster);
  const burns = alertRules(cluster)
    .filter(({ alert }) => /burn/i.test(alert))
    .flatMap((rule) =>
      alternatives(inner(expressionIn(rule.expression))).map(
        (expression): BurnOfAlert => ({
          rule,
          ...burnOf(expression, recorded),
        }),
      ),
    );
  const byObjective = group(burns, ({ rule }) => [rule.labels.slo ?? `${rule.labels.service} ${rule.alert}`]);
  return [
    ...burns.flatMap(({ rule, problem }) =>
      problem === undefined
        ? []
        : [fault(rule.resource, `${rule.path}.expr`, `The alert ${rule.alert} ${problem}.`, rule.alert)],
    ),
    ...[...byObjective.values()].flatMap(unequal),
  ];
};

/** How fast the budget of an objective burns: rule 62. */
export const burnRateRules: readonly Rule[] = [
  {
    id: 62,
    name: 'Burn alerts see two windows, multiply the budget, and divide sums',
    why: 'One window fires late or never stops; a factor that is missing fires always; a ratio of single series is always 1.',
    mend: 'Compare sum(rate(errors)) / sum(rate(all)) over a pair such as 1h and 5m with 14.4 times the budget, joined by and.',
    check: burnFaults,
  },
];
