import { Inject, Injectable } from '@nestjs/common';
import { retrieverArm } from '@octollm/catalogue';
import { newId } from '@octollm/contracts';
import type { z } from 'zod';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { toOctoError } from '../arms/to-octo-error.ts';

const deadlineMs = 30_000;

/** Calls the retriever for the API itself, outside of any task: the call is a task of its own to the arm. */
@Injectable()
export class DirectCall {
  constructor(@Inject(ArmRegistry) private readonly arms: ArmRegistry) {}

  /** @throws OctoError that says what the arm could not do */
  async run<Output>(
    tenantId: string,
    action: string,
    input: unknown,
    schema: z.ZodType<Output>,
  ): Promise<Output> {
    const reply = await this.arms.call(retrieverArm.name, {
      tenantId,
      taskId: newId(),
      stepId: 'api',
      attempt: 1,
      action,
      input,
      budget: { max_tokens: 0, max_cost_usd: 0 },
      deadline: new Date(Date.now() + deadlineMs),
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (reply.success) return schema.parse(reply.output);
    throw toOctoError(reply.error);
  }
}
