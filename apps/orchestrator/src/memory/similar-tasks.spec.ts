import { newId } from '@octollm/contracts';
import { describe, expect, it, vi } from 'vitest';
import type { MemoryClient } from './memory-client.ts';
import { SimilarTasks } from './similar-tasks.ts';

const goal = 'Compare the Halden bridge with the Moss tunnel by cost.';
const call = { tenantId: 'acme', taskId: newId(), stepId: 'plan', signal: new AbortController().signal };

const memoryOf = (properties: object) => ({
  id: newId(),
  type: 'task',
  name: newId(),
  properties,
  version: 1,
  updated_at: new Date().toISOString(),
  score: 0.5,
});
const like = (more: object = {}) => memoryOf({ goal, outcome: 'succeeded', ...more });

const finding = (memories: readonly object[] | undefined, sessionId?: string) => {
  const asked = vi.fn<(...asked: unknown[]) => Promise<unknown>>(async () => memories && { memories });
  const similar = new SimilarTasks({ call: asked } as unknown as MemoryClient);
  return { asked, found: similar.to({ ...call, goal, sessionId }) };
};

describe('the earlier tasks for a plan', () => {
  it('are read as the planner may, and have neither their cost nor their session', async () => {
    const known = {
      goal,
      outcome: 'succeeded',
      summary: 'The tunnel.',
      arms: ['coder-arm'],
      quality_score: 0.9,
    };
    const { asked, found } = finding([memoryOf({ ...known, cost_usd: 0.5, session_id: 's' })]);
    expect(await found).toEqual([known]);
    expect(asked.mock.calls).toMatchObject([
      [
        {
          ...call,
          action: 'recall',
          right: { allows: 'memory.read', onBehalfOf: 'planner-arm' },
          input: { kind: 'meaning', types: ['task'], text: goal, limit: 10 },
          milliseconds: 500,
        },
        expect.anything(),
      ],
    ]);
  });

  it.each([
    ['nothing is remembered', []],
    ['memory does not answer', undefined],
    ['only other goals are', [memoryOf({ goal: 'Sort numbers with quicksort.', outcome: 'succeeded' })]],
    ['what is remembered cannot be read', [memoryOf({ goal, outcome: 'unclear' })]],
  ])('are none when %s', async (_what, memories) => {
    expect(await finding(memories).found).toEqual([]);
  });

  it('are three at most: those of the same session first, then those that are most like the goal', async () => {
    const further = 'Compare the Halden bridge, the Skarv ferry and the Moss tunnel by cost.';
    const memories = [
      like({ goal: further, summary: 'further' }),
      like({ summary: 'same goal', session_id: 'another' }),
      like({ goal: further, summary: 'further, here', session_id: 's' }),
      like({ goal: further, summary: 'further too' }),
    ];
    const summaries = async (sessionId?: string) =>
      (await finding(memories, sessionId).found).map(({ summary }) => summary);
    expect(await summaries('s')).toEqual(['further, here', 'same goal', 'further']);
    expect(await summaries()).toEqual(['same goal', 'further', 'further, here']);
  });

  it('are cut: five hundred characters of a text, and ten arms', async () => {
    const arms = Array.from({ length: 50 }, (_, index) => `arm-${index}`);
    const long = { goal: `${goal} `.repeat(70), summary: 'word '.repeat(200), arms };
    const [task] = await finding([like(long)]).found;
    expect(task?.goal).toMatch(/^.{450,500}$/);
    expect(task?.summary).toMatch(/^.{450,500}$/);
    expect(task?.arms).toHaveLength(10);
  });
});
