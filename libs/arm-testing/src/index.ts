export { TestOrchestrator } from './capability.ts';
export { bridgeText, citation, ferryText, inputWith, passages } from './judge-input.ts';
export { RecordedMetrics } from './recorded-metrics.ts';
export { type ActionCall, RunningArm } from './running-arm.ts';
export { type ModelScript, type ScriptedModel, scriptedModel } from './scripted-model.ts';
export type { ScriptedReply, ScriptedRequest, VectorScript } from './scripted-replies.ts';
export { startArm } from './start-arm.ts';
