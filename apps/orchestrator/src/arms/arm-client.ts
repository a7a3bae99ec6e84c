import type { Service } from '@octollm/catalogue';
import {
  type Allowance,
  type ArmError,
  type ArmRequest,
  ArmResponse,
  newId,
  noUsage,
  OctoError,
  type Provenance,
  type Usage,
} from '@octollm/contracts';
import {
  currentContext,
  formatTraceparent,
  type ServiceClient,
  type TokenSigner,
} from '@octollm/service-kit';

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
}

/** An answer of an arm, or what kept it from answering. */
export type ArmReply =
  | ArmResponse
  | {
      readonly success: false;
      readonly error: ArmError;
      readonly usage: Usage;
      readonly provenance: Provenance | null;
    };

const unreachable = (error: OctoError): ArmReply => ({
  success: false,
  error: {
    code: error.code,
    category: error.code === 'deadline_exceeded' ? 'timeout' : 'unavailable',
    message: error.message,
    retryable: true,
    retry_after: error.retryAfter ?? null,
  },
  usage: noUsage,
  provenance: null,
});

const refused = (arm: string, status: number): ArmReply => ({
  success: false,
  error: {
    code: 'arm_refused',
    category: status === 429 ? 'rate_limited' : status >= 500 ? 'unavailable' : 'internal',
    message: `${arm} answered with status ${status}.`,
    retryable: status === 429 || status >= 500,
    retry_after: null,
  },
  usage: noUsage,
  provenance: null,
});

/** Calls one arm, each time with a capability token for just that call. */
export class ArmClient {
  readonly #arm: Service;
  readonly #client: ServiceClient;
  readonly #signer: TokenSigner;

  constructor(arm: Service, client: ServiceClient, signer: TokenSigner) {
    this.#arm = arm;
    this.#client = client;
    this.#signer = signer;
  }

  /** Carries out an action. It rejects only when `signal` was aborted. */
  async call(options: ArmCallOptions): Promise<ArmReply> {
    const path = this.#arm.arm?.actions.find(({ name }) => name === options.action)?.path;
    if (path === undefined) return refused(this.#arm.name, 404);
    const token = await this.#token(options);
    try {
      const answer = await this.#client.request({
        method: 'POST',
        path,
        headers: { authorization: `Bearer ${token}` },
        body: this.#request(options),
        signal: options.signal,
        timeoutMs: Math.max(options.deadline.getTime() - Date.now(), 1) + 1_000,
      });
      if (answer.statusCode !== 200) {
        await answer.body.dump();
        return refused(this.#arm.name, answer.statusCode);
      }
      return ArmResponse.parse(await answer.body.json());
    } catch (error) {
      options.signal.throwIfAborted();
      if (error instanceof OctoError) return unreachable(error);
      return refused(this.#arm.name, 502);
    }
  }

  async #token(options: ArmCallOptions): Promise<string> {
    const claims = {
      tenant_id: options.tenantId,
      task_id: options.taskId,
      step_id: options.stepId,
      actions: [options.action],
      jti: newId(),
    };
    return this.#signer.sign(this.#arm.name, claims, (options.deadline.getTime() - Date.now()) / 1_000);
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
