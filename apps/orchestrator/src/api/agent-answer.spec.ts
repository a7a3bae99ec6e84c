import {
  ConflictError,
  DeadlineExceededError,
  newId,
  noUsage,
  type Task,
  type TaskEvent,
  UnavailableError,
  UnprocessableError,
} from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { agentAnswer } from './agent-answer.ts';

const task = (more: Partial<Task> = {}): Task => ({
  id: newId(),
  status: 'succeeded',
  goal: 'Why?',
  priority: 'medium',
  session_id: null,
  parent_task_id: null,
  progress: { current_step: null, completed_steps: 0, total_steps: 0, percentage: 100 },
  result: {
    output: 'Because.',
    answerable: true,
    confidence: 0.7,
    citations: [],
    artifacts: [],
    validation: null,
    degraded: false,
    degraded_reasons: [],
  },
  error: null,
  usage: { ...noUsage, prompt_tokens: 3, completion_tokens: 4 },
  provenance: [],
  metadata: {},
  trace_id: '',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:09.000Z',
  started_at: null,
  finished_at: '2026-01-01T00:00:01.500Z',
  ...more,
});

const event = (
  sequence: number,
  type: TaskEvent['type'],
  data: Record<string, unknown> = {},
  step_id?: string,
): TaskEvent => ({
  sequence,
  type,
  task_id: newId(),
  status: 'running',
  at: '2026-01-01T00:00:00.000Z',
  data,
  ...(step_id === undefined ? {} : { step_id }),
});

const failed = (retryable: boolean): Partial<Task> => ({
  status: 'failed',
  error: { code: 'odd', message: 'It is odd.', retryable, step_id: null },
});

describe('the answer to a query', () => {
  it('holds the result, what it cost and how long it took', () => {
    expect(agentAnswer(task(), [])).toMatchObject({
      answer: 'Because.',
      confidence: 0.7,
      query_type: null,
      token_usage: { total_tokens: 7 },
      execution_time_seconds: 1.5,
    });
  });

  it('names the arms that took part, once each, and not those of skipped steps', () => {
    const { agents_used, query_type, execution_log } = agentAnswer(task(), [
      event(1, 'plan.created', { query_type: 'question', plan: { secret: true } }),
      event(2, 'step.started', { arm: 'retriever-arm', action: 'search', attempt: 1 }, 'a'),
      event(3, 'step.succeeded', { arm: 'retriever-arm', action: 'search', attempt: 1, duration_ms: 5 }, 'a'),
      event(4, 'step.started', { arm: 'retriever-arm', action: 'answer', attempt: 1 }, 'b'),
      event(5, 'step.skipped', { arm: 'coder-arm', action: 'generate' }, 'c'),
    ]);
    expect(agents_used).toEqual(['planner-arm', 'retriever-arm']);
    expect(query_type).toBe('question');
    expect(execution_log[2]).toEqual({
      sequence: 3,
      at: '2026-01-01T00:00:00.000Z',
      type: 'step.succeeded',
      step_id: 'a',
      arm_id: 'retriever-arm',
      action: 'search',
      attempt: 1,
      duration_ms: 5,
    });
    expect(JSON.stringify(execution_log)).not.toContain('secret');
  });

  it('names no planner for a plan that was made without one', () => {
    const { agents_used } = agentAnswer(task(), [
      event(1, 'plan.created', { query_type: 'question', planner: 'direct' }),
      event(2, 'step.started', { arm: 'retriever-arm', action: 'ask', attempt: 1 }, 'a'),
    ]);
    expect(agents_used).toEqual(['retriever-arm']);
  });

  it.each([
    ['has not ended in time', { status: 'running' }, DeadlineExceededError],
    ['has timed out', { status: 'timed_out' }, DeadlineExceededError],
    ['was cancelled', { status: 'cancelled' }, ConflictError],
    ['failed for good', failed(false), UnprocessableError],
    ['failed for now', failed(true), UnavailableError],
  ] satisfies [string, Partial<Task>, unknown][])('is an error when the task %s', (_name, more, error) => {
    const ended = task({ result: null, ...more });
    expect(() => agentAnswer(ended, [])).toThrow(error);
    expect(() => agentAnswer(ended, [])).toThrow(ended.id);
  });
});
