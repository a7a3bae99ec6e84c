export { success } from './answers.ts';
export { urlOf } from './behaviour.ts';
export { type Call, type CallListener, CallLog } from './call-log.ts';
export { type Scenario, type Scenarios, type ScriptedStep } from './scenario.ts';
export { diamondOfFive, diamondOfTen, fan, mapped, single } from './scenarios.ts';
export { type ScriptedArms, type ScriptedArmsOptions, startScriptedArms } from './start-scripted-arms.ts';
