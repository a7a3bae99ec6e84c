import { retrieverArm } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ArmAction } from './arm-action.ts';
import { ArmActionsError, actionsByPath } from './arm-actions.ts';
import { describeArm } from './describe-arm.ts';

const action = (name: string): ArmAction => ({
  name,
  input: z.strictObject({ query: z.string().max(5).default('x') }),
  output: z.string().transform((text) => text.length),
  run: async () => ({ output: '', confidence: 1 }),
});
const names = retrieverArm.arm.actions.map(({ name }) => name);
const all = names.map(action);

describe('the actions of an arm', () => {
  it('stand at the paths of the catalogue', () => {
    expect([...actionsByPath(retrieverArm, all).keys()]).toEqual(names.map((name) => `/${name}`));
    expect(actionsByPath(retrieverArm, all).get('/forget')?.name).toBe('forget');
  });

  it('must be those of the catalogue: the error names every one that is missing or too many', () => {
    const wrong = [...all.slice(1), action('dream')];
    expect(() => actionsByPath(retrieverArm, wrong)).toThrow(ArmActionsError);
    expect(() => actionsByPath(retrieverArm, wrong)).toThrow(
      'the catalogue lists search, which the arm does not provide; the arm provides dream, which the catalogue does not list',
    );
  });
});

describe('what an arm says of itself', () => {
  it('comes from the catalogue and from the schemas of its actions', () => {
    const description = describeArm(retrieverArm, all, {});
    expect(description).toMatchObject({
      arm_id: 'retriever-arm',
      capabilities: names,
      cost_tier: 1,
      max_concurrent_tasks: 50,
      endpoint: 'http://retriever-arm:8106',
      input_schema: { search: { properties: { query: { maxLength: 5 } }, additionalProperties: false } },
    });
    expect(Object.keys(description.output_schema)).toEqual(description.capabilities);
  });
});
