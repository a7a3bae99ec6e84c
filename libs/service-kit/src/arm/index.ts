export { ArmModule } from './arm.module.ts';
export { type ArmAction, type ArmCall, ArmFailure, type ArmResult } from './arm-action.ts';
export { ArmActionsError } from './arm-actions.ts';
