import type { Service } from '@octollm/catalogue';
import { ArmProcess } from './arm-process.ts';
import { bundleApp } from './bundle.ts';
import { TestOrchestrator } from './capability.ts';
import { RunningArm } from './running-arm.ts';

/** Bundles an arm and starts it as a process of its own. The caller stops it. */
export const startArm = async (
  service: Pick<Service, 'name'>,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningArm> => {
  const orchestrator = new TestOrchestrator();
  const main = await bundleApp(service.name);
  const process = await ArmProcess.start(main, {
    ORCHESTRATOR_PUBLIC_KEY: orchestrator.publicKey,
    LOG_LEVEL: 'warn',
    ...environment,
  });
  return new RunningArm(service.name, process, orchestrator);
};
