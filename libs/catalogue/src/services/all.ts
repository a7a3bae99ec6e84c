import type { Service } from '../service.ts';
import { coderArm } from './coder-arm.ts';
import { executorArm } from './executor-arm.ts';
import { guardianArm } from './guardian-arm.ts';
import { judgeArm } from './judge-arm.ts';
import { orchestrator } from './orchestrator.ts';
import { plannerArm } from './planner-arm.ts';
import { reflexGateway } from './reflex-gateway.ts';
import { remediator } from './remediator.ts';
import { retrieverArm } from './retriever-arm.ts';

/** Every service that requests go through, and that the local stack runs. */
export const services: readonly Service[] = [
  reflexGateway,
  orchestrator,
  plannerArm,
  coderArm,
  judgeArm,
  executorArm,
  retrieverArm,
  guardianArm,
];

/** The services that look after the others: deployed and watched as they are, but no request goes through them. */
export const operators: readonly Service[] = [remediator];

/** Every service that an environment of a cluster has. */
export const deployed: readonly Service[] = [...services, ...operators];
