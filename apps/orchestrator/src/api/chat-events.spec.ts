import {
  type ChatEvent,
  newId,
  noUsage,
  type Plan,
  type PlanStep,
  type Task,
  type TaskEvent,
  type TaskResult,
} from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { LiveReader } from '../live/live-reader.ts';
import { nothingTold } from '../live/live-text.ts';
import { chatEvents, type LiveAnswer } from './chat-events.ts';
import { silence } from './task-follower.ts';

const id = newId();

const step = (stepId: string, arm: string, input: Record<string, unknown>): PlanStep => ({
  id: stepId,
  action: 'do',
  arm,
  input,
  depends_on: [],
  acceptance_criteria: [],
  risk: 'low',
  estimated_tokens: 0,
  estimated_seconds: 1,
  timeout_seconds: 1,
  retry: { max_attempts: 1, initial_backoff_ms: 0, max_backoff_ms: 0 },
  idempotent: true,
});

const plan: Plan = {
  id: newId(),
  steps: [
    step('find', 'retriever-arm', {}),
    step('fetch', 'executor-arm', { tool: 'http_get' }),
    step('any', 'executor-arm', { tool: '{{steps.find.output.tool}}' }),
  ],
  rationale: '',
  confidence: 1,
};

/** Nothing of an answer comes before its end. */
const nothingLive: LiveAnswer = { text: nothingTold, changed: () => new Promise(() => undefined) };

let sequence = 0;
const event = (type: TaskEvent['type'], stepId?: string, data: Record<string, unknown> = {}): TaskEvent => ({
  sequence: ++sequence,
  type,
  task_id: id,
  status: 'running',
  ...(stepId === undefined ? {} : { step_id: stepId }),
  at: new Date().toISOString(),
  data,
});
const started = (stepId: string, arm: string) =>
  event('step.started', stepId, { attempt: 1, arm, action: 'do' });

const result: TaskResult = {
  output: 'It opened in 1938 [1].',
  answerable: true,
  confidence: 0.8,
  citations: [],
  artifacts: [],
  validation: null,
  degraded: false,
  degraded_reasons: [],
};
const task = (rest: Partial<Task>): Task =>
  ({ id, status: 'succeeded', result, usage: noUsage, error: null, ...rest }) as Task;

const tell = async (events: (TaskEvent | typeof silence)[], ended: Task): Promise<(ChatEvent | symbol)[]> => {
  const source = async function* () {
    yield* events;
  };
  const told: (ChatEvent | symbol)[] = [];
  for await (const item of chatEvents(source(), async () => ended, nothingLive)) told.push(item);
  return told;
};
const short = (events: (ChatEvent | symbol)[]) =>
  events.map((item) =>
    typeof item === 'symbol' ? 'silence' : `${item.type}${'step_id' in item ? ` ${item.step_id}` : ''}`,
  );

describe('the chat about a task', () => {
  it('tells steps and tools as they start and end, then the sources, the answer and that it is complete', async () => {
    const events = await tell(
      [
        event('task.queued'),
        event('plan.created', undefined, { plan }),
        started('find', 'retriever-arm'),
        silence,
        event('step.succeeded', 'find'),
        started('fetch', 'executor-arm'),
        event('step.failed', 'fetch'),
        event('task.succeeded'),
      ],
      task({}),
    );
    expect(short(events).filter((name) => name !== 'token')).toEqual([
      'step_start find',
      'silence',
      'step_end find',
      'step_start fetch',
      'tool_start fetch',
      'tool_end fetch',
      'step_end fetch',
      'sources_ready',
      'complete',
    ]);
    expect(events).toContainEqual({ type: 'tool_end', step_id: 'fetch', tool: 'http_get', status: 'failed' });
    const tokens = events.flatMap((item) =>
      typeof item !== 'symbol' && item.type === 'token' ? item.text : [],
    );
    expect(tokens.length).toBeGreaterThan(1);
    expect(tokens.join('')).toBe(result.output);
    expect(short(events).lastIndexOf('token')).toBe(events.length - 2);
  });

  it('starts a step once, however often it is tried, and ends none that was skipped before it began', async () => {
    const events = await tell(
      [
        started('find', 'retriever-arm'),
        event('step.retrying', 'find'),
        started('find', 'retriever-arm'),
        event('step.failed', 'find'),
        event('step.skipped', 'fetch', { reason: 'x' }),
      ],
      task({}),
    );
    expect(short(events).slice(0, 3)).toEqual(['step_start find', 'step_end find', 'sources_ready']);
  });

  it('knows the tool of each unit of a step, and says null where only the run decides it', async () => {
    const events = await tell(
      [
        event('plan.created', undefined, { plan }),
        started('fetch.7', 'executor-arm'),
        started('any', 'executor-arm'),
      ],
      task({}),
    );
    const tools = events.flatMap((item) => (typeof item !== 'symbol' && 'tool' in item ? item.tool : []));
    expect(tools).toEqual(['http_get', null]);
  });

  it.each([
    [
      { error: { code: 'broken', message: 'It broke.', retryable: true, step_id: null } },
      'failed',
      'broken',
      true,
    ],
    [{ error: null }, 'cancelled', 'cancelled', false],
  ] as const)('ends with an error when there is no answer: %j', async (rest, status, code, retryable) => {
    const events = await tell([event('task.failed')], task({ ...rest, status, result: null }));
    expect(events).toMatchObject([{ type: 'error', task_id: id, code, retryable }]);
  });

  it('ends with an error that says so when the service stops before the task has ended', async () => {
    const events = await tell([], task({ status: 'running', result: null }));
    expect(events).toMatchObject([{ type: 'error', code: 'unavailable', retryable: true }]);
  });
});

describe('an answer that is written while somebody reads along', () => {
  const citation = {
    index: 1,
    document_id: 'd',
    chunk_id: 'c',
    title: null,
    source: null,
    passage: 'It opened in 1938.',
    score: 1,
  };
  const answer = { ...result, citations: [citation] };

  /** Tells pieces one after the other, each when the one before has been read, and then the end of the task. */
  const chat = async (
    pieces: readonly (readonly [turn: string, at: number, text: string])[],
    ended: Task,
  ): Promise<ChatEvent[]> => {
    const reader = new LiveReader(() => undefined);
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const source = async function* () {
      await over;
      yield event('task.succeeded');
    };
    const told: ChatEvent[] = [];
    const left = [...pieces];
    const goOn = (): void => {
      const [turn, at, text] = left.shift() ?? [];
      if (turn === undefined || at === undefined || text === undefined) end();
      else reader.take({ turn, at, text, citations: at === 0 ? [citation] : [] });
    };
    goOn();
    for await (const item of chatEvents(source(), async () => ended, reader)) {
      if (typeof item === 'symbol') continue;
      told.push(item);
      if (item.type === 'token' && told.at(-2)?.type !== 'complete') goOn();
    }
    return told;
  };
  const shown = (events: readonly ChatEvent[]): string =>
    events.reduce(
      (text, one) => (one.type === 'reset' ? '' : one.type === 'token' ? text + one.text : text),
      '',
    );
  const types = (events: readonly ChatEvent[]): string[] => events.map(({ type }) => type);

  it('is told at once, its sources first, and only what is lacking at the end', async () => {
    const events = await chat(
      [
        ['a', 0, 'It opened'],
        ['a', 9, ' in 1938'],
      ],
      task({ result: answer }),
    );
    expect(types(events)).toEqual(['sources_ready', 'token', 'token', 'token', 'complete']);
    expect(shown(events)).toBe(answer.output);
  });

  it('is taken back when another attempt begins, and when the result is another', async () => {
    const events = await chat(
      [
        ['a', 0, 'It never'],
        ['b', 0, 'It opened in 1939'],
      ],
      task({ result: answer }),
    );
    expect(types(events).filter((type) => type === 'reset')).toHaveLength(2);
    expect(shown(events)).toBe(answer.output);
    expect(events.at(-1)?.type).toBe('complete');
  });

  it('is told once when all of it was read along', async () => {
    const events = await chat([['a', 0, answer.output]], task({ result: answer }));
    expect(types(events)).toEqual(['sources_ready', 'token', 'complete']);
  });
});
