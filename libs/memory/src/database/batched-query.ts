import { UnavailableError } from '@octollm/contracts';

export interface BatchedQueryOptions {
  /**
   * Callers that one statement answers at most: a huge answer to one of them holds up no more than these.
   * @default 50
   */
  readonly mostTogether?: number;
  /**
   * Statements on their way at a time. With two, a slow one does not hold up everybody who comes after it.
   * @default 2
   */
  readonly mostStatements?: number;
}

interface Caller<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Answers many callers with one statement: those of one turn of the event loop, and those that come while statements
 * are on their way. Somebody who is alone waits for nobody.
 */
export class BatchedQuery<Asked, Answer> {
  readonly #run: (asked: readonly Asked[]) => Promise<readonly Answer[]>;
  readonly #mostTogether: number;
  readonly #mostStatements: number;
  readonly #waiting: Caller<Asked, Answer>[] = [];
  #statements = 0;
  #isScheduled = false;

  /** @param run answers all that is asked, in its order */
  constructor(
    run: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
    { mostTogether = 50, mostStatements = 2 }: BatchedQueryOptions = {},
  ) {
    this.#run = run;
    this.#mostTogether = mostTogether;
    this.#mostStatements = mostStatements;
  }

  /** @throws what the statement fails with */
  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#statements >= this.#mostStatements || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#answer(this.#waiting.splice(0, this.#mostTogether));
      this.#schedule();
    });
  }

  async #answer(callers: readonly Caller<Asked, Answer>[]): Promise<void> {
    this.#statements += 1;
    await this.#answerAll(callers);
    this.#statements -= 1;
    this.#schedule();
  }

  /** What one caller asks for wrongly must not fail the others, so then each is answered alone. */
  async #answerAll(callers: readonly Caller<Asked, Answer>[]): Promise<void> {
    try {
      const answers = await this.#run(callers.map(({ asked }) => asked));
      for (const [index, { resolve }] of callers.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (callers.length === 1 || error instanceof UnavailableError)
        for (const { reject } of callers) reject(error);
      else await Promise.all(callers.map((caller) => this.#answerAll([caller])));
    }
  }
}
