import { orchestrator, type Service } from '@octollm/catalogue';
import { serveArm } from './arm-server.ts';

const arms: readonly Service[] = orchestrator.calls;
const addresses = await Promise.all(arms.map(async (arm) => [arm.name, await serveArm(arm)] as const));
process.send?.(Object.fromEntries(addresses));
