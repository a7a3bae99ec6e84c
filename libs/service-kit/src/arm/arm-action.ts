import type {
  Allowance,
  ArmError,
  ArmNews,
  CapabilityClaims,
  ErrorCategory,
  Usage,
} from '@octollm/contracts';
import type { z } from 'zod';

/** On whose behalf and within which bounds an action runs. */
export interface ArmCall {
  readonly tenantId: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly attempt: number;
  readonly budget: Allowance;
  /** Aborted at the deadline, when the caller goes away and when the service stops. */
  readonly signal: AbortSignal;
  /**
   * Names what knows the usage so far of something that the action uses, such as a model. It is asked when the action
   * fails, so that what was used counts also when the error does not tell it. Absent where nobody counts.
   */
  readonly countUsage?: (soFar: () => Usage) => void;
  /**
   * Tells the caller of something before the action has ended; absent when the caller waits for its end alone. It
   * resolves when the caller keeps up, so whoever awaits it does not run ahead of a slow one.
   * @throws the reason of `signal`
   */
  readonly tell?: (news: ArmNews) => Promise<void>;
}

export interface ArmResult<Output> {
  readonly output: Output;
  /** From 0 to 1. */
  readonly confidence: number;
  readonly usage?: Partial<Usage>;
  /** The model that was asked, if one was. */
  readonly model?: { readonly name: string; readonly provider: string };
  /** What the output was made from: ids of documents, addresses. */
  readonly sources?: readonly string[];
  readonly warnings?: readonly string[];
}

/** One thing an arm does. Its name and path stand in the catalogue. */
export interface ArmAction<Input = unknown, Output = unknown> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /**
   * @param claims of the checked token that the call came with, for actions that allow more or less by them
   * @throws ArmFailure when it cannot be carried out
   */
  run(input: Input, call: ArmCall, claims: CapabilityClaims): Promise<ArmResult<Output>>;
}

const retryableCategories: readonly ErrorCategory[] = ['rate_limited', 'timeout', 'unavailable', 'internal'];

/** An action that cannot be carried out. The message tells a person what to do next. */
export class ArmFailure extends Error {
  readonly detail: ArmError;
  readonly usage: Partial<Usage>;

  constructor(
    code: string,
    category: ErrorCategory,
    message: string,
    options: { readonly retryAfter?: number; readonly usage?: Partial<Usage>; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ArmFailure';
    this.usage = options.usage ?? {};
    this.detail = {
      code,
      category,
      message,
      retryable: retryableCategories.includes(category),
      retry_after: options.retryAfter ?? null,
    };
  }
}
