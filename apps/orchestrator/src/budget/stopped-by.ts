import type { ArmError } from '@octollm/contracts';
import { type BudgetScope, type BudgetStop, toDollars } from '@octollm/memory';

/** The code of a call that a cap has stopped. */
export const budgetExceeded = 'budget_exceeded';

const ownerOf = ({ account }: BudgetStop, { sessionId, month }: BudgetScope): string => {
  switch (account) {
    case 'task':
      return 'the task';
    case 'session':
      return `session ${sessionId ?? ''}`;
    case 'tenant_month':
      return `the tenant in ${month}`;
  }
};

const written = (unit: BudgetStop['unit'], value: number): string => {
  if (unit === 'nanoUsd') return `$${toDollars(value).toFixed(4)}`;
  return `${value} ${unit === 'tokens' ? 'tokens' : 'calls'}`;
};

const remedy = (account: BudgetStop['account']): string => {
  switch (account) {
    case 'task':
      return 'Give the task a larger budget.';
    case 'session':
      return 'Begin another session or use a higher tier.';
    case 'tenant_month':
      return 'Wait for the next month or use a higher tier.';
  }
};

/** The error of a call that a cap has stopped: it names the cap. Calls under way may make room again. */
export const stoppedBy = (stop: BudgetStop, scope: BudgetScope, mayMakeRoom: boolean): ArmError => {
  const { unit, cap, spent, reserved } = stop;
  const name = { nanoUsd: 'money', tokens: 'tokens', calls: 'calls' }[unit];
  const held = reserved > 0 ? ` and ${written(unit, reserved)} held by calls under way` : '';
  return {
    code: budgetExceeded,
    category: 'budget',
    message: `The budget of ${ownerOf(stop, scope)} for ${name} does not allow another call: ${written(unit, spent)} used${held} of ${written(unit, cap)}. ${remedy(stop.account)}`,
    retryable: mayMakeRoom,
    retry_after: null,
  };
};
