import { orchestrator, type Service } from '@octollm/catalogue';
import {
  ArmResponse,
  ExecutorOutput,
  GuardianOutput,
  JudgeOutput,
  PlannerOutput,
  RetrieverSearchOutput,
} from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { answers } from './answers.ts';

const outputOf = (path: string): unknown => ArmResponse.parse(JSON.parse(answers.get(path) ?? '{}')).output;

describe('the answers of the no-op tools', () => {
  it.each([
    ['/plan', PlannerOutput],
    ['/check', GuardianOutput],
    ['/search', RetrieverSearchOutput],
    ['/execute', ExecutorOutput],
    ['/validate', JudgeOutput],
  ] as const)('are what the contract of %s says', (path, schema) => {
    expect(schema.safeParse(outputOf(path)).error).toBeUndefined();
  });

  it('plan five steps in three levels, each an action of an arm that is served', () => {
    const { steps } = PlannerOutput.parse(outputOf('/plan')).plan;
    expect(steps.map(({ depends_on }) => depends_on.length)).toEqual([0, 1, 1, 1, 3]);
    const arms: readonly Service[] = orchestrator.calls;
    const paths = steps.map(({ arm, action }) =>
      arms.find(({ name }) => name === arm)?.arm?.actions.find(({ name }) => name === action),
    );
    expect(paths.map((found) => found !== undefined && answers.has(found.path))).toEqual(
      steps.map(() => true),
    );
  });
});
