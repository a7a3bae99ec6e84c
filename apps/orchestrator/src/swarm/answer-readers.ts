import { retrieverArm } from '@octollm/catalogue';
import type { PlanStep } from '@octollm/contracts';
import type { Answering } from '../execution/answering-step.ts';
import { stepWithTexts } from '../execution/step-texts.ts';

const reference = /(\{\{\s*steps\.)([a-z][a-z0-9_-]{0,63})(\.output)((?:\.[\w-]+)*)(?=\s*\}\})/g;

/** A text whose references to one step are to another one instead. */
export const readingInstead = (text: string, from: string, to: string): string =>
  text.replace(reference, (whole, before: string, id: string, output: string, path: string) =>
    id === from ? `${before}${to}${output}${path}` : whole,
  );

/** Where in an aggregate what was at a path of the answering step's output is; undefined for what it does not have. */
const pathInAggregate = (path: string, { step, answerPath }: Answering): string | undefined => {
  if (path === answerPath || path.startsWith(`${answerPath}.`))
    return `.answer${path.slice(answerPath.length)}`;
  const hasPassages = step.arm === retrieverArm.name && step.action === 'ask';
  return hasPassages && /^\.passages(?:\.|$)/.test(path) ? path : undefined;
};

/**
 * A step that may read the answering step, as one that reads the aggregate in its place; null when it reads something
 * that only the answering step has.
 */
export const readingAggregate = (reader: PlanStep, answering: Answering): PlanStep | null => {
  let isReadable = true;
  const changed = stepWithTexts(reader, (text) =>
    text.replace(reference, (whole, before: string, id: string, output: string, path: string) => {
      if (id !== answering.step.id) return whole;
      const place = pathInAggregate(path, answering);
      isReadable &&= place !== undefined;
      return `${before}${id}${output}${place ?? path}`;
    }),
  );
  return isReadable ? changed : null;
};
