import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type ConfigOf, type reflexGateway } from '@octollm/catalogue';
import { type GuardianOutput, OverloadedError } from '@octollm/contracts';
import { InjectConfig } from '@octollm/service-kit';
import { Piscina } from 'piscina';
import type { Identity } from '../identity/identity.ts';
import { type CallScreening, type ScreenedCall, screenCall } from '../openai/screening/screen-call.ts';
import { type Judgement, policyOf } from './policy-of.ts';
import { processText, type TextProcessing } from './process-text.ts';
import type { ScreenedBody } from './screen-body.ts';
import { runScreening, type Screening } from './screening.ts';
import { textLength } from './text-length.ts';

/** The `textLength` from which on a body is screened in a thread: to hand it over then costs little beside the screening. */
const longFrom = 32_768;
/** Texts that wait for the thread. There are few, because each is held in memory. */
const maxWaiting = 32;
const idleMs = 30_000;

/** The worker stands beside the folder of this module, as source and in the bundle. */
const worker = new URL(`../guard-worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

/**
 * Runs the guardrails. Long texts go to a thread, so that the requests of others do not wait for them; the first one
 * starts it, and it ends when there has been none for half a minute.
 */
@Injectable()
export class Screener implements OnApplicationShutdown {
  readonly #pool = new Piscina({
    filename: fileURLToPath(worker),
    minThreads: 0,
    maxThreads: 1,
    maxQueue: maxWaiting,
    idleTimeout: idleMs,
    recordTiming: false,
  });

  readonly #rules: string | undefined;

  /** @throws PolicyError when the rules of the configuration are not well formed */
  constructor(@InjectConfig() config: Pick<ConfigOf<typeof reflexGateway>, 'GUARDRAILS_POLICY'>) {
    this.#rules = config.GUARDRAILS_POLICY;
    policyOf(this.#rules);
  }

  /** By what the texts of a caller are judged. */
  judgementOf({ tenantId, tier }: Pick<Identity, 'tenantId' | 'tier'>): Judgement {
    return { rules: this.#rules, tenant: tenantId, tier };
  }

  /** @throws OverloadedError when too many long texts wait */
  async screen(screening: Screening): Promise<ScreenedBody> {
    return isLong(screening.body) ? this.inThread('runScreening', screening) : runScreening(screening);
  }

  /** @throws OverloadedError when too many long texts wait */
  async screenCall(screening: CallScreening): Promise<ScreenedCall> {
    return isLong(screening.body) ? this.inThread('screenCall', screening) : screenCall(screening);
  }

  /** @throws OverloadedError when too many long texts wait */
  async process(processing: TextProcessing): Promise<GuardianOutput> {
    return isLong(processing.request.text)
      ? this.inThread('processText', processing)
      : processText(processing);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }

  private async inThread<Output>(name: string, input: unknown): Promise<Output> {
    if (this.#pool.queueSize >= maxWaiting)
      throw new OverloadedError('Too many long texts wait to be screened. Try again.', { retryAfter: 1 });
    return this.#pool.run(input, { name });
  }
}

const isLong = (value: unknown): boolean => textLength(value, longFrom) > longFrom;
