import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { coderArm, plannerArm, type Service } from '@octollm/catalogue';
import type { ArmCapability, ArmRequest, ArmResponse } from '@octollm/contracts';
import { failure, memoryOutputOf, outputOf, scriptedAnswer, success } from './answers.ts';
import { type Behaviour, behaviourOf } from './behaviour.ts';
import type { Call, CallLog } from './call-log.ts';
import type { Gate } from './gate.ts';
import { type Scenarios, scenarioFor } from './scenario.ts';
import { plannerOutputOf } from './scripted-plan.ts';

/** What the arms of one script share. */
export interface Script {
  readonly scenarios: Scenarios;
  readonly calls: CallLog;
  readonly gate: Gate;
}

interface ScriptedInput {
  /** Of the planner and the judge. */
  readonly goal?: string;
  /** Of the planner, when it is asked again. */
  readonly round?: number;
  /** Of the retriever. */
  readonly query?: string;
  /** Of the retriever, too: the answer to one that speaks of something held waits until the arms are released. */
  readonly question?: string;
  /** Of the executor. */
  readonly args?: { readonly url?: string };
}

const read = async (request: IncomingMessage): Promise<ArmRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as ArmRequest;
};

const send = (response: ServerResponse, status: number, body: object): void => {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
};

const eventOf = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/** Begins a stream of events with the first words of the answer. */
const tell = (response: ServerResponse): void => {
  const [text = ''] = /^\S+ /.exec(scriptedAnswer) ?? [];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(eventOf('token', { type: 'token', at: 0, text }));
};

const capabilityOf = (arm: Service, endpoint: string): ArmCapability => ({
  arm_id: arm.name,
  name: arm.name,
  description: arm.description,
  capabilities: arm.arm?.actions.map(({ name }) => name) ?? [],
  input_schema: {},
  output_schema: {},
  cost_tier: arm.arm?.costTier ?? 1,
  average_latency_ms: 0,
  success_rate: 1,
  endpoint,
  max_concurrent_tasks: arm.arm?.maxConcurrentTasks ?? 1,
  version: 'scripted',
  // Of the others nothing costs anything, so that no budget is reserved for their calls.
  asks_models: arm.name === coderArm.name,
});

/** An HTTP server that behaves like an arm of the catalogue, as the plans of its script say. It checks no tokens. */
export class ScriptedArm {
  readonly #arm: Service;
  readonly #script: Script;
  readonly #actions: ReadonlyMap<string, string>;
  readonly #server: Server;

  constructor(arm: Service, script: Script) {
    this.#arm = arm;
    this.#script = script;
    this.#actions = new Map(arm.arm?.actions.map(({ path, name }) => [path, name]));
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        if (response.headersSent) response.destroy();
        else send(response, 500, { detail: String(error) });
      });
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const action = this.#actions.get(request.url ?? '');
      if (action === undefined) send(response, 404, { detail: 'There is no such action.' });
      else {
        const wantsEvents = request.headers.accept === 'text/event-stream';
        await this.#act(action, await read(request), response, wantsEvents);
      }
    } else if (request.url === '/capabilities') send(response, 200, capabilityOf(this.#arm, this.url));
    else send(response, 200, { status: 'ok' });
  }

  async #act(
    action: string,
    request: ArmRequest,
    response: ServerResponse,
    wantsEvents: boolean,
  ): Promise<void> {
    // It comes in the background and whenever it likes, so it is not among the calls that are looked at and counted.
    const memory = memoryOutputOf(action);
    if (memory !== undefined) return send(response, 200, success(this.#arm.name, memory));
    const { calls, gate } = this.#script;
    const call: Call = {
      arm: this.#arm.name,
      action,
      taskId: request.task_id,
      stepId: request.step_id,
      attempt: request.attempt,
      traceId: request.trace.traceparent.split('-')[1] ?? '',
      input: request.input,
      startedAt: Date.now(),
      endedAt: undefined,
      outcome: 'running',
    };
    const onClose = (): void => calls.end(call, 'aborted');
    response.once('close', onClose);
    calls.begin(call);
    const input = request.input as ScriptedInput;
    const { goal = '', query, question = '', args } = input;
    const scripted = behaviourOf(args?.url ?? query ?? goal);
    const behaviour = { ...scripted, held: scripted.held || question.includes('held') };
    if (wantsEvents) tell(response);
    if (behaviour.delayMs > 0) await sleep(behaviour.delayMs);
    if (behaviour.held) await gate.passed();
    if (call.outcome === 'aborted') return;
    response.off('close', onClose);
    const answer = this.#answer(action, request, behaviour, input);
    if (wantsEvents) response.end(eventOf('result', answer));
    else send(response, 200, answer);
    calls.end(call, answer.success ? 'succeeded' : 'failed');
  }

  #answer(
    action: string,
    request: ArmRequest,
    behaviour: Behaviour,
    { goal = '', round }: ScriptedInput,
  ): ArmResponse {
    const { name } = this.#arm;
    if (name === plannerArm.name)
      return success(name, plannerOutputOf(scenarioFor(goal, this.#script.scenarios, round)));
    if (request.attempt <= behaviour.failures) return failure(name, request);
    return success(name, outputOf(action, behaviour));
  }
}
