import type { RetrieverRememberInput, Task } from '@octollm/contracts';
import { cutAtWord } from '@octollm/routing';

/** What is remembered is read by models: the gist of a long text is enough. */
const longestGoal = 4_000;
const longestSummary = 1_000;

/**
 * What is remembered of a task that has succeeded.
 * @param arms that its plan asked
 */
export const rememberedTask = (
  { id, goal, status, result, usage, session_id }: Task,
  arms: readonly string[],
): RetrieverRememberInput => {
  const summary = cutAtWord(result?.output ?? '', longestSummary);
  const quality = result?.validation?.quality_score;
  return {
    type: 'task',
    name: id,
    properties: {
      goal: cutAtWord(goal, longestGoal),
      outcome: status,
      ...(summary === '' ? {} : { summary }),
      ...(arms.length === 0 ? {} : { arms: [...new Set(arms)] }),
      ...(quality === undefined ? {} : { quality_score: quality }),
      cost_usd: usage.cost_usd,
      ...(session_id === null ? {} : { session_id }),
    },
  };
};
