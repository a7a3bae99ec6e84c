import type { CoderInput, SyntaxFinding } from '@octollm/contracts';
import type { ChatProvider, Completion } from '@octollm/llm';
import { ArmFailure } from '@octollm/service-kit';
import { checkSyntax } from '../syntax/check-syntax.ts';
import { ask } from './ask.ts';
import { type FencedAnswer, splitAnswer } from './fenced-block.ts';
import type { Meter } from './meter.ts';
import { describeFinding, type ModelOperation, repairPrompt, systemPrompt, taskPrompt } from './prompt.ts';

/** How often the model may mend its answer. */
const maxRepairs = 2;

const wholeAnswer = (message: string): readonly SyntaxFinding[] => [{ line: 1, column: 1, message }];

const judge = (
  { text, truncated }: Completion,
  input: CoderInput,
): FencedAnswer | { readonly findings: readonly SyntaxFinding[] } => {
  if (truncated)
    return { findings: wholeAnswer('The answer was cut off because it was too long: write less.') };
  const answer = splitAnswer(text);
  if ('reason' in answer) return { findings: wholeAnswer(answer.reason) };
  const findings = checkSyntax(answer.code, input.language);
  return findings.length === 0 ? answer : { findings };
};

export interface WrittenCode extends FencedAnswer {
  /** How often the answer had to be mended. */
  readonly repairs: number;
}

/**
 * Has the model write code until the parser of its language accepts it, with the parser's findings fed back.
 * @throws ArmFailure with the last findings when two repairs do not help; budget and provider failures as `ask`
 */
export const writeCode = async (
  provider: ChatProvider,
  meter: Meter,
  input: CoderInput & { readonly operation: ModelOperation },
  signal: AbortSignal,
): Promise<WrittenCode> => {
  const system = systemPrompt(input.operation, input.language);
  let prompt = taskPrompt(input);
  for (let repairs = 0; ; repairs += 1) {
    const completion = await ask(provider, meter, { system, prompt, signal });
    const verdict = judge(completion, input);
    if ('code' in verdict) return { ...verdict, repairs };
    if (repairs === maxRepairs)
      throw new ArmFailure(
        'code_not_valid',
        'invalid_input',
        `The model gave no valid ${input.language} in ${maxRepairs + 1} answers. The last: ${verdict.findings.map(describeFinding).join('; ')}. State the task more narrowly or configure another model.`,
        { usage: meter.usage },
      );
    prompt = repairPrompt(input, completion.text, verdict.findings);
  }
};
