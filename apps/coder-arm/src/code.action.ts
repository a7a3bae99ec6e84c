import { Inject, Injectable } from '@nestjs/common';
import { followTrimmed, MODELS, type ModelSession, type Models, modelRequired } from '@octollm/arm-models';
import { CoderInput, CoderOutput } from '@octollm/contracts';
import { type ArmAction, type ArmCall, ArmFailure, type ArmResult } from '@octollm/service-kit';
import { analyze } from './analyze.ts';
import { contentOf, systemPrompt, taskPrompt } from './model/prompt.ts';
import { type ModelInput, writeCode } from './model/write-code.ts';
import { hasPassed, isTestable, testRun } from './tests/test-run.ts';

/** Code that parses is likely, not certain, to be right; each repair makes it less so. */
const confidenceAfter = (repairs: number): number => 0.8 - repairs * 0.1;
/** Of code that has passed its tests. */
const testedConfidence = 0.95;

const asksModel = (input: CoderInput): input is ModelInput => input.operation !== 'analyze';

/** Whether the tests that were run have found nothing to mend. */
const isTested = ({ operation, tests, test_run: run }: CoderInput): boolean =>
  operation === 'debug' && tests !== undefined && run !== undefined && hasPassed(run);

/** @throws ArmFailure (invalid_input) when there is nothing to work on */
const refuseIncomplete = ({ operation, language, code = '' }: CoderInput): void => {
  if (operation !== 'generate' && code.trim() === '')
    throw new ArmFailure('code_missing', 'invalid_input', `Give the code to ${operation}, as code.`);
  if (operation === 'test' && !isTestable(language))
    throw new ArmFailure(
      'not_testable',
      'invalid_input',
      `Tests can be written for TypeScript, JavaScript and Python, not for ${language}.`,
    );
};

/** Analyses code with the parser of its language; everything else is asked of a model and checked by the parser. */
@Injectable()
export class CodeAction implements ArmAction<CoderInput, CoderOutput> {
  readonly name = 'code';
  readonly input = CoderInput;
  readonly output = CoderOutput;

  constructor(@Inject(MODELS) private readonly models: Models | null) {}

  /** @throws ArmFailure: invalid_input without what to work on, model_required without a model; see `writeCode` */
  async run(input: CoderInput, call: ArmCall): Promise<ArmResult<CoderOutput>> {
    refuseIncomplete(input);
    const { code = '', language } = input;
    if (!asksModel(input)) return { output: await analyze(code, language), confidence: 1 };
    if (isTested(input)) return this.#confirm(input);
    if (this.models === null) throw modelRequired(`The operation ${input.operation}`);
    const session = this.models.begin(call);
    return input.operation === 'explain'
      ? this.#explain(session, input, call.tell)
      : this.#write(session, input);
  }

  /** Code that has passed its tests is given back as it is. */
  async #confirm({ code = '', tests = '', language }: ModelInput): Promise<ArmResult<CoderOutput>> {
    const output = await analyze(code, language);
    const run = testRun(code, tests, language);
    return {
      output: { ...output, code, explanation: 'The code passed its tests: nothing was changed.', run },
      confidence: testedConfidence,
    };
  }

  async #write(session: ModelSession, input: ModelInput): Promise<ArmResult<CoderOutput>> {
    const { language, operation, tests } = input;
    const { code, explanation, outline, repairs } = await writeCode(session, input);
    const [tested, by] = operation === 'test' ? [input.code ?? '', code] : [code, tests];
    const run = by === undefined ? null : testRun(tested, by, language);
    const account = this.#account(session, repairs);
    const isUnrunnable = by !== undefined && run === null;
    return {
      output: { language, code, explanation, findings: [], outline: [...outline], run },
      confidence: confidenceAfter(repairs),
      ...account,
      warnings: [...account.warnings, ...(isUnrunnable ? ['The executor cannot run these tests.'] : [])],
    };
  }

  /** Prose is told while it is written; code is not, before a parser has accepted it. */
  async #explain(
    session: ModelSession,
    input: ModelInput,
    tell: ArmCall['tell'],
  ): Promise<ArmResult<CoderOutput>> {
    const { text, truncated } = await session.ask({
      system: systemPrompt(input.operation, input.language),
      prompt: taskPrompt(input),
      content: contentOf(input),
      follow: tell && followTrimmed(tell),
    });
    const analysis = await analyze(input.code ?? '', input.language);
    const account = this.#account(session, 0);
    return {
      output: { ...analysis, explanation: text.trim() },
      confidence: confidenceAfter(0),
      ...account,
      warnings: [...account.warnings, ...(truncated ? ['The explanation was cut off at its longest.'] : [])],
    };
  }

  #account({ usage, model, warnings }: ModelSession, repairs: number) {
    const mended = `The first answer was not valid; it was mended in round ${repairs}.`;
    return {
      usage,
      ...(model === undefined ? {} : { model }),
      warnings: [...(repairs === 0 ? [] : [mended]), ...warnings],
    };
  }
}
