import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { taskMetrics } from '@octollm/catalogue';
import { type HealingAct, newId } from '@octollm/contracts';
import { OperationsAudit } from '@octollm/memory';
import { InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { replicaName } from '../replica.ts';

/** The same act on the same thing is written down once in so long; the next entry says how often it was repeated. */
const quietMs = 60_000;
/** Entries that wait for the database; the oldest go first when it stays away. */
const mostUnwritten = 100;
const retryMs = 5_000;

interface Recent {
  readonly at: number;
  repeated: number;
}

/** Counts what this replica mends by itself, and writes it down for operators. */
@Injectable()
export class SelfHealing implements OnModuleDestroy {
  readonly #recent = new Map<string, Recent>();
  readonly #unwritten = new Map<string, HealingAct>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  constructor(
    @Inject(OperationsAudit) private readonly audit: Pick<OperationsAudit, 'record'>,
    @Inject(Metrics) private readonly metrics: Metrics,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Takes note of an act. It is written in the background, later when the database is away: that may be what is mended. */
  record({ action, subject, details }: Pick<HealingAct, 'action' | 'subject' | 'details'>): void {
    this.metrics.counter(taskMetrics.healed).inc({ action });
    const key = `${action} ${subject}`;
    const last = this.#recent.get(key);
    const now = Date.now();
    if (last !== undefined && now - last.at < quietMs) {
      last.repeated++;
      return;
    }
    this.#recent.set(key, { at: now, repeated: 0 });
    const repeated = last?.repeated ?? 0;
    const act: HealingAct = {
      at: new Date(now).toISOString(),
      actor: replicaName,
      action,
      subject,
      details: repeated === 0 ? details : { ...details, repeated_before: repeated },
    };
    this.logger.warn(act, 'this replica mended something');
    const [oldest] = this.#unwritten.keys();
    if (oldest !== undefined && this.#unwritten.size >= mostUnwritten) this.#unwritten.delete(oldest);
    this.#unwritten.set(newId(), act);
    this.#write();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing;
  }

  #write(): void {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  async #writeAll(): Promise<void> {
    try {
      for (const [id, act] of this.#unwritten) {
        await this.audit.record(id, act);
        this.#unwritten.delete(id);
      }
    } catch (error) {
      this.logger.warn({ error }, 'what was mended could not be written down; trying again');
      this.#timer = setTimeout(() => this.#write(), retryMs).unref();
    }
  }
}
