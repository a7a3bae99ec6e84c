/** Judges answers by rule: schema, facts, citations, figures, contradictions, criteria and completeness. */
export { judgeAnswer } from './judge-answer.ts';
export { casesOf, type PlantedCase, PlantedDataError } from './planted/cases.ts';
export { PlantedClass, PlantedWorld } from './planted/world.ts';
