import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { ToolName } from '@octollm/contracts';
import { ActionLog, type Arm, type NewAction } from '@octollm/memory';
import type { ArmCallOptions } from '../arms/arm-client.ts';
import type { CallEnd } from '../arms/call-end.ts';
import { MemoryObserver } from './memory-observer.ts';

/** Entries that wait for the database; further ones are dropped and counted. */
const mostWaiting = 10_000;
const mostTogether = 500;

const executor: Arm = 'executor';

interface Entry {
  readonly tenantId: string;
  readonly action: NewAction;
}

const outcomeOf = ({ outcome, reply }: CallEnd): NewAction['outcome'] => {
  if (outcome === 'succeeded') return 'succeeded';
  return reply?.success === false && reply.error.category === 'policy' ? 'refused' : 'failed';
};

/** Without arguments, results and messages: any of them may hold a secret. */
const summaryOf = (tool: ToolName | undefined, attempt: number, { outcome, reply }: CallEnd): string => {
  const why = reply?.success === false ? ` with ${reply.error.category}` : '';
  return `${tool ?? 'an unknown tool'}, attempt ${attempt}: ${outcome}${why}`;
};

/**
 * Writes every call of a tool into the log of actions, in the background: together with those that end meanwhile, and
 * a moment after its end. A replica that is killed in that moment loses the entry.
 */
@Injectable()
export class ToolLog implements BeforeApplicationShutdown {
  readonly #waiting: Entry[] = [];
  #writing: Promise<void> | undefined;

  constructor(
    @Inject(ActionLog) private readonly log: Pick<ActionLog, 'record'>,
    @Inject(MemoryObserver)
    private readonly observer: Pick<MemoryObserver, 'succeeded' | 'failed' | 'dropped'>,
  ) {}

  /**
   * Takes a call that has ended. One that was not made is not written down.
   * @param tool undefined when there is none of that name
   */
  add(
    { tenantId, taskId, stepId, action, attempt }: ArmCallOptions,
    tool: ToolName | undefined,
    end: CallEnd,
  ): void {
    if (end.outcome === 'refused') return;
    if (this.#waiting.length >= mostWaiting) return this.observer.dropped('log');
    this.#waiting.push({
      tenantId,
      action: {
        arm: executor,
        action,
        taskId,
        stepId,
        summary: summaryOf(tool, attempt, end),
        outcome: outcomeOf(end),
        provenanceSha256: end.reply?.provenance?.output_sha256 ?? null,
      },
    });
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Comes after the tasks have ended and before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.splice(0, mostTogether);
      for (const tenantId of new Set(entries.map((entry) => entry.tenantId))) {
        const own = entries.filter((entry) => entry.tenantId === tenantId);
        await this.#write(
          tenantId,
          own.map(({ action }) => action),
        );
      }
    }
  }

  async #write(tenantId: string, actions: readonly NewAction[]): Promise<void> {
    try {
      await this.log.record(tenantId, actions);
      this.observer.succeeded('log', actions.length);
    } catch (error) {
      this.observer.failed('log', error, actions.length);
    }
  }
}
