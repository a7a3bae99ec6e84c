import type { ModelAnswer, ModelSession } from '@octollm/arm-models';
import type { CoderInput, SyntaxFinding } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';
import { languageNames } from '../language-names.ts';
import { readCode } from '../syntax/read-code.ts';
import type { Reading } from '../syntax/reading.ts';
import { testMistakes } from '../tests/test-mistakes.ts';
import { type FencedAnswer, splitAnswer } from './fenced-block.ts';
import {
  contentOf,
  describeFinding,
  type ModelOperation,
  repairPrompt,
  systemPrompt,
  taskPrompt,
} from './prompt.ts';

/** How often the model may mend its answer. */
const maxRepairs = 2;

/** Little chance is wanted: the same task should give much the same code. */
const temperature = 0.2;

export type ModelInput = CoderInput & { readonly operation: ModelOperation };

export interface WrittenCode extends FencedAnswer, Pick<Reading, 'outline'> {
  /** How often the answer had to be mended. */
  readonly repairs: number;
}

type Verdict = Omit<WrittenCode, 'repairs'> | { readonly findings: readonly SyntaxFinding[] };

const wholeAnswer = (message: string): Verdict => ({ findings: [{ line: 1, column: 1, message }] });

const judge = async ({ text, truncated }: ModelAnswer, input: ModelInput): Promise<Verdict> => {
  if (truncated) return wholeAnswer('The answer was cut off because it was too long: write less.');
  const answer = splitAnswer(text);
  if ('reason' in answer) return wholeAnswer(answer.reason);
  const { findings, outline } = await readCode(answer.code, input.language);
  if (findings.length > 0) return { findings };
  const mistakes = input.operation === 'test' ? testMistakes(answer.code, input.language) : [];
  return mistakes.length > 0 ? { findings: mistakes } : { ...answer, outline };
};

/**
 * Has the model write code until the parser of its language accepts it, with the parser's findings fed back.
 * @throws ArmFailure with the last findings when two repairs do not help; otherwise as `ModelSession`
 */
export const writeCode = async (session: ModelSession, input: ModelInput): Promise<WrittenCode> => {
  const system = systemPrompt(input.operation, input.language);
  const given = contentOf(input);
  let prompt = taskPrompt(input);
  let content = given;
  for (let repairs = 0; ; repairs += 1) {
    const answer = await session.ask({ system, prompt, content, temperature });
    const verdict = await judge(answer, input);
    if ('code' in verdict) return { ...verdict, repairs };
    if (repairs === maxRepairs)
      throw new ArmFailure(
        'code_not_valid',
        'invalid_input',
        `The model gave no valid ${languageNames[input.language]} in ${maxRepairs + 1} answers. The last: ${verdict.findings.map(describeFinding).join('; ')}. State the task more narrowly or configure another model.`,
        { usage: session.usage },
      );
    content = [...given, { label: 'your last answer', text: answer.text, required: true }];
    prompt = repairPrompt(input, verdict.findings);
  }
};
