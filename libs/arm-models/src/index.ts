/** Asks models on behalf of an arm: within its budget, with untrusted texts screened and answers checked. */
export { modelRequired } from './model-required.ts';
export { ConfiguredModels, type ModelSettings, type Models, modelsOf } from './models.ts';
export { MODELS, modelsProviders } from './models-providers.ts';
export { followTrimmed } from './session/follow-trimmed.ts';
export { type AnsweringModel, ModelSession } from './session/model-session.ts';
export type { ContentText, Follow, JsonQuestion, ModelAnswer, ModelQuestion } from './session/question.ts';
