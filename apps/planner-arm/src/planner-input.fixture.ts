import { Budget, type PlannerInput } from '@octollm/contracts';

/** An input for the planner with the built-in arms that its plans use. */
export const inputFor = (goal: string, changes: Partial<PlannerInput> = {}): PlannerInput => ({
  goal,
  constraints: [],
  acceptance_criteria: [],
  required_capabilities: [],
  budget: Budget.parse({}),
  arms: [
    { arm_id: 'retriever-arm', capabilities: ['search', 'answer', 'ingest', 'forget'] },
    { arm_id: 'judge-arm', capabilities: ['validate'] },
    { arm_id: 'executor-arm', capabilities: ['execute'] },
  ],
  ...changes,
});
