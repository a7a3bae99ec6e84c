import { expect, it } from 'vitest';
import { stageByName } from './surroundings.ts';

it.each([
  ['octollm-dev', 'dev'],
  ['staging', 'staging'],
  ['shop-production', 'production'],
  ['devices', 'production'],
  ['shop', 'production'],
])('The namespace %s is taken for %s', (namespace, stage) => {
  expect(stageByName(namespace)).toBe(stage);
});
