import { Inject, Injectable } from '@nestjs/common';
import { plannerArm } from '@octollm/catalogue';
import { GoalMemory, RetrieverRecallOutput } from '@octollm/contracts';
import { hashedEmbedding } from '@octollm/llm';
import { cutAtWord } from '@octollm/routing';
import { z } from 'zod';
import { MemoryClient } from './memory-client.ts';

/**
 * Less like the goal is another task: with hashed features, goals that share only how they are said have a cosine up to
 * about .53, and those about the same things mostly above it.
 */
const leastScore = 0.55;
/** So many are looked at, best first, and the best of them are given. */
const mostCandidates = 10;
const mostTasks = 3;
/** With the names of ten arms at most, three tasks are some 4,000 characters: less than the planner's instructions. */
const longestText = 500;
const mostArms = 10;
const patienceMs = 500;
/** As much as memory takes. */
const longestQuestion = 10_000;

/** A call of the planner that is about to be made. */
export interface PlanningCall {
  readonly tenantId: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly goal: string;
  /** Tasks of this session come first. */
  readonly sessionId: string | undefined;
  readonly signal: AbortSignal;
}

/** What `rememberedTask` has made of a task, as the planner may see it. */
const RememberedTask = z.object({
  ...GoalMemory.shape,
  goal: z.string(),
  summary: z.string().optional(),
  arms: z.array(z.string()).optional(),
  session_id: z.string().optional(),
});
type RememberedTask = z.infer<typeof RememberedTask>;

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

const shortened = ({ goal, outcome, summary, arms, quality_score }: RememberedTask): GoalMemory => ({
  goal: cutAtWord(goal, longestText),
  outcome,
  ...(summary === undefined ? {} : { summary: cutAtWord(summary, longestText) }),
  ...(arms === undefined ? {} : { arms: arms.slice(0, mostArms) }),
  ...(quality_score === undefined ? {} : { quality_score }),
});

/** Finds the earlier tasks of the tenant that were like one which is about to be planned, as the planner may read them. */
@Injectable()
export class SimilarTasks {
  constructor(@Inject(MemoryClient) private readonly memory: MemoryClient) {}

  /**
   * Three at most, those of the same session first, and then those that are most like the goal. None when memory does
   * not answer in half a second.
   * @throws the reason of the signal
   */
  async to({ goal, sessionId, ...call }: PlanningCall): Promise<GoalMemory[]> {
    const found = await this.memory.call(
      {
        ...call,
        action: 'recall',
        right: { allows: 'memory.read', onBehalfOf: plannerArm.name },
        input: {
          kind: 'meaning',
          types: ['task'],
          text: cutAtWord(goal, longestQuestion),
          limit: mostCandidates,
        },
        milliseconds: patienceMs,
      },
      RetrieverRecallOutput,
    );
    const wanted = hashedEmbedding(goal);
    // Memory compares all that is known of a task, of which the goal is a small part.
    return (found?.memories ?? [])
      .flatMap(({ properties }) => RememberedTask.safeParse(properties).data ?? [])
      .map((task) => ({
        task,
        score: cosine(wanted, hashedEmbedding(task.goal)),
        isOfSession: sessionId !== undefined && task.session_id === sessionId,
      }))
      .filter(({ score }) => score >= leastScore)
      .toSorted((a, b) => Number(b.isOfSession) - Number(a.isOfSession) || b.score - a.score)
      .slice(0, mostTasks)
      .map(({ task }) => shortened(task));
  }
}
