import { DocumentRefusedError } from '../reading/refusal.ts';

/** The tenant has spent its month, and vectors of more passages would cost it more. */
export class BudgetSpentError extends DocumentRefusedError {
  constructor() {
    super(
      'What the tenant may spend on models this month is spent. Raise its limit, or send the document again next month.',
    );
  }
}
