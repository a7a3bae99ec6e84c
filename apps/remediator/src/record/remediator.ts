import type { Remediation } from '@octollm/memory';
import { attemptIds, type Candidate } from '../decide/candidate.ts';
import { decide, historySeconds, type Terms } from '../decide/decide.ts';
import { overdueRestores, restoresFor } from '../decide/restores.ts';
import type { Verdict } from '../decide/verdict.ts';
import type { Executor } from './executor.ts';
import type { Ledger } from './ledger.ts';

/** Hears of what was decided. */
export interface DecisionWatch {
  decided(verdict: Verdict): void;
}

/** Has decisions made and written down, and then carried out: nothing is done that is not on record before. */
export class Remediator {
  readonly #ledger: Pick<Ledger, 'decide' | 'newest'>;
  readonly #executor: Executor;
  readonly #terms: Terms;
  readonly #watch: DecisionWatch;

  constructor(
    ledger: Pick<Ledger, 'decide' | 'newest'>,
    executor: Executor,
    terms: Terms,
    watch: DecisionWatch,
  ) {
    this.#ledger = ledger;
    this.#executor = executor;
    this.#terms = terms;
    this.#watch = watch;
  }

  /**
   * Answers alerts. Actions go on after it.
   * @returns the decisions; those that were known before as well
   * @throws UnavailableError when they cannot be written down; nothing is done then
   */
  async answer(candidates: readonly Candidate[]): Promise<readonly Verdict[]> {
    if (candidates.length === 0) return [];
    const { mode } = this.#terms;
    const resolved = candidates.filter(({ alert }) => alert.status === 'resolved');
    const firing = candidates.filter(({ alert }) => alert.status === 'firing');
    return this.#carryOut(
      await this.#ledger.decide(
        { seconds: historySeconds, ids: firing.flatMap((candidate) => [...attemptIds(candidate, mode)]) },
        (history) => [
          // In a dry run as well: what was raised before it must not stay for ever.
          ...restoresFor(resolved, history),
          ...decide(firing, history, this.#terms),
        ],
      ),
    );
  }

  /** Puts back what has been raised for too long, or could not be put back. @throws UnavailableError */
  async putBackOverdue(): Promise<readonly Verdict[]> {
    return this.#carryOut(
      await this.#ledger.decide({ seconds: historySeconds, ids: [] }, (history) => overdueRestores(history)),
    );
  }

  /** The last decisions, newest first. @throws UnavailableError */
  newest(limit: number): Promise<readonly Remediation[]> {
    return this.#ledger.newest(limit);
  }

  #carryOut(verdicts: readonly Verdict[]): readonly Verdict[] {
    for (const verdict of verdicts) {
      this.#watch.decided(verdict);
      if (verdict.decision === 'act') this.#executor.start(verdict);
    }
    return verdicts;
  }
}
