import { hasModelProvider, type Service } from '@octollm/catalogue';
import type { ArmCapability } from '@octollm/contracts';
import { z } from 'zod';
import { platformVersion } from '../version.ts';
import type { ArmAction } from './arm-action.ts';

const byAction = (actions: readonly ArmAction[], part: 'input' | 'output'): Record<string, unknown> =>
  Object.fromEntries(
    actions.map((action) => [
      action.name,
      z.toJSONSchema(action[part], { io: part, unrepresentable: 'any' }),
    ]),
  );

/** What an arm says of itself. Latency and success are counted by the registry, so they start without a past. */
export const describeArm = (
  service: Service,
  actions: readonly ArmAction[],
  config: Readonly<Record<string, unknown>>,
): ArmCapability => ({
  arm_id: service.name,
  name: service.name,
  description: service.description,
  capabilities: actions.map((action) => action.name),
  input_schema: byAction(actions, 'input'),
  output_schema: byAction(actions, 'output'),
  cost_tier: service.arm?.costTier ?? 1,
  average_latency_ms: 0,
  success_rate: 1,
  endpoint: `http://${service.name}:${service.port}`,
  max_concurrent_tasks: service.arm?.maxConcurrentTasks ?? 1,
  version: platformVersion,
  asks_models: hasModelProvider(config),
});
