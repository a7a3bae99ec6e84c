import { orchestrator, type Service } from '@octollm/catalogue';
import { serveArm } from './arm-server.ts';

const arms: readonly Service[] = orchestrator.calls;
const addressesOf = async (asksModels: boolean): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(arms.map(async (arm) => [arm.name, await serveArm(arm, asksModels)] as const)),
  );
process.send?.({ alone: await addressesOf(false), askingModels: await addressesOf(true) });
