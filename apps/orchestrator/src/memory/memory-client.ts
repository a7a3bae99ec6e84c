import { Inject, Injectable } from '@nestjs/common';
import { retrieverArm } from '@octollm/catalogue';
import type { z } from 'zod';
import { type ArmReply, type MemoryRight, unanswered } from '../arms/arm-client.ts';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { MemoryObserver, type MemoryOperation } from './memory-observer.ts';

/** What memory is asked or given, for a task. */
export interface MemoryCall {
  readonly tenantId: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly action: Exclude<MemoryOperation, 'log'>;
  readonly right: MemoryRight;
  readonly input: unknown;
  /** How long it is waited for, also where the call has to queue. */
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

/** The way to memory: the retriever keeps it, and its diodes decide. */
@Injectable()
export class MemoryClient {
  constructor(
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(MemoryObserver) private readonly observer: MemoryObserver,
  ) {}

  /**
   * What memory answers; undefined when it does not, which is counted.
   * @throws the reason of the signal
   */
  async call<Output>(call: MemoryCall, schema: z.ZodType<Output>): Promise<Output | undefined> {
    const reply = await this.observer.timed(call.action, () => this.answer(call));
    const output = reply.success ? schema.safeParse(reply.output) : undefined;
    if (output?.success === true) {
      this.observer.succeeded(call.action);
      return output.data;
    }
    this.observer.failed(call.action, reply.error ?? output?.error);
    return undefined;
  }

  /** The deadline alone would not do: an arm that hangs is waited for a while longer. */
  private async answer({ right, milliseconds, signal, ...call }: MemoryCall): Promise<ArmReply> {
    const late = AbortSignal.timeout(milliseconds);
    try {
      return await this.arms.call(retrieverArm.name, {
        ...call,
        attempt: 1,
        budget: { max_tokens: 0, max_cost_usd: 0 },
        deadline: new Date(Date.now() + milliseconds),
        memory: right,
        signal: AbortSignal.any([signal, late]),
      });
    } catch (error) {
      if (signal.aborted || !late.aborted) throw error;
      const message = `Memory did not answer in ${milliseconds} ms.`;
      return unanswered({ code: 'deadline_exceeded', category: 'timeout', message, retryable: true });
    }
  }
}
