import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ApiKeyStore } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { Identity } from '../identity.ts';

const everyMs = 60_000;
/** Keys whose use waits to be written down; of more only the first are. */
const mostKeys = 50_000;
const keysPerStatement = 1_000;

/** Writes down when keys were used last: once a minute for all of them, and when the gateway stops. No request waits. */
@Injectable()
export class KeyUsage implements OnModuleDestroy {
  readonly #uses = new Map<string, { readonly tenantId: string; at: number }>();
  readonly #timer = setInterval(() => void this.flush(), everyMs).unref();
  #failing = false;

  constructor(
    @Inject(ApiKeyStore) private readonly store: Pick<ApiKeyStore, 'touch'>,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Takes note that a key was used now. */
  note({ keyId, tenantId }: Identity): void {
    const use = this.#uses.get(keyId);
    if (use !== undefined) use.at = Date.now();
    else if (this.#uses.size < mostKeys) this.#uses.set(keyId, { tenantId, at: Date.now() });
  }

  /** Writes what was noted; what cannot be written is kept for the next time. It never rejects. */
  async flush(): Promise<void> {
    const uses = [...this.#uses].map(([id, { tenantId, at }]) => ({ id, tenantId, at: new Date(at) }));
    try {
      for (let start = 0; start < uses.length; start += keysPerStatement) {
        const part = uses.slice(start, start + keysPerStatement);
        await this.store.touch(part);
        // A use that came meanwhile is for the next time.
        for (const { id, at } of part) if (this.#uses.get(id)?.at === at.getTime()) this.#uses.delete(id);
      }
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.logger.warn({ error }, 'the last use of keys could not be written down');
      this.#failing = true;
    }
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
