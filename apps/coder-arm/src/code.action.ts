import { Inject, Injectable } from '@nestjs/common';
import { CoderInput, CoderOutput } from '@octollm/contracts';
import type { ChatProvider } from '@octollm/llm';
import { type ArmAction, type ArmCall, ArmFailure, type ArmResult } from '@octollm/service-kit';
import { analyze } from './analyze.ts';
import { CHAT_PROVIDER } from './chat-provider.ts';
import { ask } from './model/ask.ts';
import { Meter } from './model/meter.ts';
import { type ModelOperation, systemPrompt, taskPrompt } from './model/prompt.ts';
import { writeCode } from './model/write-code.ts';

/** Code that parses is likely, not certain, to be right; each repair makes it less so. */
const confidenceAfter = (repairs: number): number => 0.8 - repairs * 0.1;

type ModelInput = CoderInput & { readonly operation: ModelOperation };

const asksModel = (input: CoderInput): input is ModelInput => input.operation !== 'analyze';

/** Analyses code with the parser of its language; everything else is asked of a model and checked by the parser. */
@Injectable()
export class CodeAction implements ArmAction<CoderInput, CoderOutput> {
  readonly name = 'code';
  readonly input = CoderInput;
  readonly output = CoderOutput;

  constructor(@Inject(CHAT_PROVIDER) private readonly provider: ChatProvider | null) {}

  /** @throws ArmFailure: invalid_input without code to work on, model_required without a model; see `writeCode` */
  async run(input: CoderInput, call: ArmCall): Promise<ArmResult<CoderOutput>> {
    if (input.operation !== 'generate' && (input.code ?? '').trim() === '')
      throw new ArmFailure('code_missing', 'invalid_input', `Give the code to ${input.operation}, as code.`);
    if (!asksModel(input)) return { output: analyze(input.code ?? '', input.language), confidence: 1 };
    if (this.provider === null)
      throw new ArmFailure(
        'model_required',
        'model_required',
        `The operation ${input.operation} needs a language model and none is configured. Set OPENAI_API_KEY, and OPENAI_BASE_URL and OPENAI_MODEL for another provider than OpenAI.`,
      );
    return input.operation === 'explain'
      ? this.#explain(this.provider, input, call)
      : this.#write(this.provider, input, call);
  }

  async #write(provider: ChatProvider, input: ModelInput, call: ArmCall): Promise<ArmResult<CoderOutput>> {
    const meter = new Meter(provider, call.budget);
    const { code, explanation, repairs } = await writeCode(provider, meter, input, call.signal);
    return {
      output: { language: input.language, code, explanation, findings: [] },
      ...this.#account(provider, meter, repairs),
    };
  }

  async #explain(provider: ChatProvider, input: ModelInput, call: ArmCall): Promise<ArmResult<CoderOutput>> {
    const meter = new Meter(provider, call.budget);
    const { text, truncated } = await ask(provider, meter, {
      system: systemPrompt(input.operation, input.language),
      prompt: taskPrompt(input),
      signal: call.signal,
    });
    const { findings } = analyze(input.code ?? '', input.language);
    const account = this.#account(provider, meter, 0);
    return {
      output: { language: input.language, code: null, explanation: text.trim(), findings },
      ...account,
      warnings: [...account.warnings, ...(truncated ? ['The explanation was cut off at its longest.'] : [])],
    };
  }

  #account(provider: ChatProvider, meter: Meter, repairs: number) {
    return {
      confidence: confidenceAfter(repairs),
      usage: meter.usage,
      model: { name: provider.model, provider: provider.name },
      warnings: [
        ...(repairs === 0 ? [] : [`The first answer was not valid; it was mended in round ${repairs}.`]),
        ...(meter.knowsPrice
          ? []
          : [
              `The price of ${provider.model} is not known: cost_usd takes that of the dearest model of ${provider.name}.`,
            ]),
      ],
    };
  }
}
