import type { Service } from '../service.ts';
import { coderArm } from './coder-arm.ts';
import { executorArm } from './executor-arm.ts';
import { guardianArm } from './guardian-arm.ts';
import { judgeArm } from './judge-arm.ts';
import { orchestrator } from './orchestrator.ts';
import { plannerArm } from './planner-arm.ts';
import { reflexGateway } from './reflex-gateway.ts';
import { retrieverArm } from './retriever-arm.ts';

/** Every service of the platform. */
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
