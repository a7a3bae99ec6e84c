export { TestOrchestrator } from './capability.ts';
export { type ActionCall, RunningArm } from './running-arm.ts';
export { startArm } from './start-arm.ts';
