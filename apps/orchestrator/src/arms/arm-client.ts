import {
  type Allowance,
  type ArmError,
  type ArmNews,
  type ArmRequest,
  ArmResponse,
  DeadlineExceededError,
  fieldProblems,
  newId,
  noUsage,
  OctoError,
  type Provenance,
  type Usage,
} from '@octollm/contracts';
import type { MemoryAction } from '@octollm/memory';
import {
  currentContext,
  formatTraceparent,
  jsonOf,
  longestTokenSeconds,
  type ServiceClient,
  type TokenDenyList,
  type TokenSigner,
} from '@octollm/service-kit';
import { readNews } from './read-news.ts';

/** What a call may do with the memory of its tenant. */
export interface MemoryRight {
  readonly allows: MemoryAction;
  /** The arm for whose sake it is called: it is read and written as far as that one may. */
  readonly onBehalfOf: string;
}

export interface ArmCallOptions {
  readonly tenantId: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly attempt: number;
  readonly action: string;
  readonly input: unknown;
  readonly budget: Allowance;
  readonly deadline: Date;
  readonly signal: AbortSignal;
  /**
   * Whether the action may be carried out twice: then another arm is asked after a call that failed, and not only
   * after one that never reached its arm. @default false
   */
  readonly idempotent?: boolean;
  /** Signed into the token. Such a call goes to no other arm than the named one. @default none */
  readonly memory?: MemoryRight;
  /** Hears what the arm tells before it has ended. @default nobody, and the arm answers when it has ended */
  readonly tell?: (news: ArmNews) => void;
}

/** A call that no arm has answered, or whose answer cannot be used. */
export interface Unanswered {
  readonly success: false;
  readonly error: ArmError;
  readonly usage: Usage;
  readonly provenance: Provenance | null;
  /** Calls of arms that may have used something besides `usage`, because they may have been carried out. */
  readonly unreported: number;
}

/** An answer of an arm; `unreported` counts calls of other arms before it, as in `Unanswered`. */
export type Answered = ArmResponse & { readonly unreported?: number };

/** An answer of an arm, or what kept it from answering. */
export type ArmReply = Answered | Unanswered;

/** The code of a call that never reached its arm, so that nothing can have been done. */
export const armUnreachable = 'arm_unreachable';

/** Where an arm is and what its answers look like. */
export interface ArmTarget {
  readonly armId: string;
  readonly http: ServiceClient;
  /** The path that carries an action out; undefined when the arm has no such action. */
  path(action: string): string | undefined;
  /** What is wrong with an output; undefined when it is what the arm says of itself. */
  outputProblem?(action: string, output: unknown): string | undefined;
}

/**
 * What a call without an answer comes to.
 * @param unreported 1 when the call may have been carried out, and nobody has said what it used
 */
export const unanswered = (
  error: Omit<ArmError, 'retry_after'> & Partial<ArmError>,
  unreported: 0 | 1 = 0,
): Unanswered => ({
  success: false,
  error: { retry_after: null, ...error },
  usage: noUsage,
  provenance: null,
  unreported,
});

/** What connecting fails with before anything was sent. */
const connectFailures: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;

const unavailable = (error: OctoError): Unanswered => {
  const wasNeverSent = connectFailures.has(codeOf(error.cause));
  return unanswered(
    {
      code: wasNeverSent ? armUnreachable : error.code,
      category: error.code === 'deadline_exceeded' ? 'timeout' : 'unavailable',
      message: error.message,
      retryable: true,
      retry_after: error.retryAfter ?? null,
    },
    wasNeverSent ? 0 : 1,
  );
};

/** A status from 400 to 499 says that the call was not carried out; behind any other one a model may have been asked. */
const refused = (arm: string, status: number): Unanswered =>
  unanswered(
    {
      code: 'arm_refused',
      category: status === 429 ? 'rate_limited' : status >= 500 ? 'unavailable' : 'internal',
      message: `${arm} answered with status ${status}.`,
      retryable: status === 429 || status >= 500,
    },
    status >= 400 && status < 500 ? 0 : 1,
  );

const broken = (arm: string): Unanswered =>
  unanswered(
    {
      code: 'unavailable',
      category: 'unavailable',
      message: `The connection to ${arm} broke before its answer was there.`,
      retryable: true,
    },
    1,
  );

/**
 * The answer is not what the contract, or the arm itself, says; it is never taken for a result.
 * @param usage what the answer says was used; undefined when it cannot be read
 */
const invalid = (arm: string, detail: string, usage?: Usage): Unanswered => ({
  ...unanswered(
    {
      code: 'invalid_response',
      category: 'internal',
      message: `The answer of ${arm} does not fit: ${detail}.`,
      retryable: true,
    },
    usage === undefined ? 1 : 0,
  ),
  usage: usage ?? noUsage,
});

/** The answer of an arm, which may be the last event of many; undefined when there is none among them. */
const textOf = async (
  { headers, body }: Awaited<ReturnType<ServiceClient['request']>>,
  tell: ArmCallOptions['tell'],
): Promise<string | undefined> =>
  tell !== undefined && String(headers['content-type']).includes('text/event-stream')
    ? readNews(body, tell)
    : body.text();

/**
 * Calls one arm, each time with a capability token for just that call. The token of a call that was cancelled, or whose
 * answer is no longer waited for, is stopped: whoever has it cannot use it any more.
 */
export class ArmClient {
  readonly #target: ArmTarget;
  readonly #signer: TokenSigner;
  readonly #denyList: TokenDenyList;

  constructor(target: ArmTarget, signer: TokenSigner, denyList: TokenDenyList) {
    this.#target = target;
    this.#signer = signer;
    this.#denyList = denyList;
  }

  /** Carries out an action. It rejects only when `signal` was aborted. */
  async call(options: ArmCallOptions): Promise<ArmReply> {
    const { armId, http } = this.#target;
    const path = this.#target.path(options.action);
    if (path === undefined) return refused(armId, 404);
    const tokenId = newId();
    const token = this.#token(tokenId, options);
    const timeoutMs = Math.max(options.deadline.getTime() - Date.now(), 1) + 1_000;
    // The head of a stream of events is there at once, so that the time until the head bounds nothing: the whole is
    // bounded here, and within it the arm may be silent for as long as it thinks.
    const late = options.tell && AbortSignal.timeout(timeoutMs);
    try {
      const answer = await http.request({
        method: 'POST',
        path,
        headers: {
          authorization: `Bearer ${token}`,
          ...(options.tell === undefined ? {} : { accept: 'text/event-stream' }),
        },
        body: this.#request(options),
        signal: late === undefined ? options.signal : AbortSignal.any([options.signal, late]),
        timeoutMs,
        ...(options.tell === undefined ? {} : { bodyTimeoutMs: timeoutMs }),
      });
      if (answer.statusCode !== 200) {
        await answer.body.dump();
        return refused(armId, answer.statusCode);
      }
      const text = await textOf(answer, options.tell);
      return text === undefined ? broken(armId) : this.#read(options.action, text);
    } catch (error) {
      // Nobody waits for it: the call is over, and no token lives longer.
      void this.#denyList.deny(tokenId, new Date(Date.now() + longestTokenSeconds * 1_000));
      options.signal.throwIfAborted();
      if (late?.aborted === true)
        return unavailable(new DeadlineExceededError(`${armId} did not answer in time.`, { cause: error }));
      if (error instanceof OctoError) return unavailable(error);
      return codeOf(error) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
        ? invalid(armId, 'it is too long')
        : broken(armId);
    }
  }

  #read(action: string, text: string): ArmReply {
    const { armId } = this.#target;
    const parsed = ArmResponse.safeParse(jsonOf(text));
    if (!parsed.success) {
      const [problem] = fieldProblems(parsed.error);
      return invalid(armId, `${problem?.pointer || 'the whole'}: ${problem?.detail ?? 'no JSON'}`);
    }
    const response = parsed.data;
    if (response.provenance.arm !== armId)
      return invalid(armId, `/provenance/arm: must be ${armId}`, response.usage);
    const problem = response.success ? this.#target.outputProblem?.(action, response.output) : undefined;
    return problem === undefined ? response : invalid(armId, problem, response.usage);
  }

  #token(tokenId: string, options: ArmCallOptions): string {
    const { memory } = options;
    const claims = {
      tenant_id: options.tenantId,
      task_id: options.taskId,
      step_id: options.stepId,
      actions: [options.action, ...(memory === undefined ? [] : [memory.allows])],
      ...(memory === undefined ? {} : { on_behalf_of: memory.onBehalfOf }),
      jti: tokenId,
    };
    return this.#signer.sign(this.#target.armId, claims, (options.deadline.getTime() - Date.now()) / 1_000);
  }

  #request(options: ArmCallOptions): ArmRequest {
    const context = currentContext();
    return {
      request_id: newId(),
      task_id: options.taskId,
      step_id: options.stepId,
      attempt: options.attempt,
      action: options.action,
      input: options.input,
      budget: options.budget,
      deadline: options.deadline.toISOString(),
      trace: { traceparent: context === undefined ? '' : formatTraceparent(context.trace) },
    };
  }
}
