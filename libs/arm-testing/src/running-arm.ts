import { type ArmRequest, ArmResponse, newId } from '@octollm/contracts';
import type { ArmProcess } from './arm-process.ts';
import type { TestOrchestrator } from './capability.ts';

export interface ActionCall {
  readonly action: string;
  readonly input: unknown;
  /** The actions that the capability token is for. @default the action that is called */
  readonly allowed?: readonly string[];
  /** Milliseconds until the deadline. @default 10,000 */
  readonly deadlineMs?: number;
  readonly budget?: ArmRequest['budget'];
  /** Asks for what happens until the end, as server-sent events; not of `act`. @default false */
  readonly events?: boolean;
  /** Aborts the request, as an orchestrator does that cancels a step. */
  readonly signal?: AbortSignal;
}

/** An arm that runs as a process of its own, and the orchestrator that calls it. */
export class RunningArm {
  readonly url: string;
  readonly metricsUrl: string;
  readonly #arm: string;
  readonly #process: ArmProcess;
  readonly #orchestrator: TestOrchestrator;

  constructor(arm: string, process: ArmProcess, orchestrator: TestOrchestrator) {
    this.#arm = arm;
    this.#process = process;
    this.#orchestrator = orchestrator;
    this.url = process.url;
    this.metricsUrl = process.metricsUrl;
  }

  /** Sends a call, with a capability token or with the `authorization` given (null for none). */
  async post(path: string, call: ActionCall, authorization?: string | null): Promise<Response> {
    const request: ArmRequest = {
      request_id: newId(),
      task_id: newId(),
      step_id: 'step',
      attempt: 1,
      action: call.action,
      input: call.input,
      budget: call.budget ?? { max_tokens: 10_000, max_cost_usd: 1 },
      deadline: new Date(Date.now() + (call.deadlineMs ?? 10_000)).toISOString(),
      trace: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    };
    const token =
      authorization === undefined
        ? this.#orchestrator.authorize(this.#arm, {
            task_id: request.task_id,
            step_id: request.step_id,
            actions: [...(call.allowed ?? [call.action])],
          })
        : authorization;
    return fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: token }),
        ...(call.events === true ? { accept: 'text/event-stream' } : {}),
      },
      body: JSON.stringify(request),
      signal: call.signal ?? null,
    });
  }

  /** Carries out an action. @throws TypeError when the arm does not answer with an ArmResponse */
  async act(path: string, call: ActionCall): Promise<ArmResponse> {
    const response = await this.post(path, call);
    const body: unknown = await response.json();
    if (response.status !== 200)
      throw new TypeError(`The arm answered ${response.status}: ${JSON.stringify(body)}`);
    return ArmResponse.parse(body);
  }

  /** Stops the process by SIGTERM. @returns its exit code */
  async stop(): Promise<number | null> {
    return this.#process.stop();
  }
}
