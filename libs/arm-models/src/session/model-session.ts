import type { Usage } from '@octollm/contracts';
import type { ArmCall } from '@octollm/service-kit';
import { ArmFailure } from '@octollm/service-kit';
import { z } from 'zod';
import { Meter } from '../budget/meter.ts';
import type { Ask } from '../call/ask.ts';
import type { Conversation, JsonForm } from '../call/chat-request.ts';
import type { JsonSupport } from '../call/json-support.ts';
import { ModelCaller } from '../call/model-caller.ts';
import type { ModelChoice } from '../call/model-choice.ts';
import { fence } from '../content/fence.ts';
import { screenContent } from '../content/screen-content.ts';
import { type Judged, judgeJson } from '../json/judge-json.ts';
import { HiddenValues } from '../privacy/hidden-values.ts';
import { answerRefused } from './answer-failure.ts';
import { askFollowed } from './ask-followed.ts';
import { askWhole } from './ask-whole.ts';
import type { JsonQuestion, ModelAnswer, ModelQuestion } from './question.ts';
import type { ReadMessage } from './read-message.ts';
import { repairTurns } from './repair.ts';

const defaultAnswerTokens = 4_096;
const defaultRepairs = 2;

const jsonRule = 'Answer with one JSON value and nothing else: no prose, no code fence.';

/** What a session must know of the call on whose behalf it asks. */
export type ModelCall = Pick<ArmCall, 'budget' | 'signal' | 'countUsage'>;

/** Who answered. */
export interface AnsweringModel {
  readonly name: string;
  readonly provider: string;
}

/**
 * Asks models on behalf of one run of an action. No call is made that could cost more dollars than are left of the call's
 * budget. Its tokens are kept by an estimate: a prompt counts with what prompts of its length usually take (see
 * `estimatePromptTokens`), so `max_tokens` may be exceeded by as much as a prompt has more than that. What is used is
 * counted whether an answer comes or not, as the most it can be when nobody tells, and also when the action fails later.
 * The questions of one session may be asked at the same time: then each has what the others leave.
 *
 * Every method fails with an ArmFailure that holds the usage so far: `budget`, `rate_limited`, `timeout`, `unavailable`,
 * `cancelled`, `policy` (answer_refused: the model declines; content_withheld: a required text instructs) or `invalid_input` (answer_not_valid after the last repair,
 * or what the provider refuses).
 */
export class ModelSession {
  readonly #call: ModelCall;
  readonly #meter: Meter;
  readonly #hidden = new HiddenValues();
  readonly #warnings = new Set<string>();
  readonly #caller: ModelCaller;
  #model: AnsweringModel | undefined;

  constructor(models: ModelChoice, json: JsonSupport, call: ModelCall) {
    this.#call = call;
    this.#meter = new Meter(call.budget);
    call.countUsage?.(() => this.usage);
    this.#caller = new ModelCaller({
      models,
      json,
      meter: this.#meter,
      hidden: this.#hidden,
      warn: (warning) => this.#warnings.add(warning),
    });
  }

  /** What all calls so far have used. */
  get usage(): Usage {
    return this.#meter.usage;
  }

  /** Who answered last; undefined before the first answer. */
  get model(): AnsweringModel | undefined {
    return this.#model;
  }

  /** What whoever reads the result should know: texts withheld, answers mended, another model asked. */
  get warnings(): readonly string[] {
    return [...this.#warnings];
  }

  /** Asks for a text. */
  async ask(question: ModelQuestion): Promise<ModelAnswer> {
    return this.#untilGood(question, { repairs: defaultRepairs }, (text, truncated) => ({
      value: { text: this.#hidden.restore(text), truncated },
    }));
  }

  /** Asks for JSON that a schema, and `check`, find good. */
  async askJson<T>(question: JsonQuestion<T>): Promise<T> {
    const { schema, name, repairs = defaultRepairs, check = () => [] } = question;
    const form = { name, schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
    return this.#untilGood(question, { repairs, form }, (text, truncated) =>
      truncated
        ? { reasons: ['It was cut off because it was too long: write less.'] }
        : judgeJson(this.#hidden.restoreJson(text), schema, check),
    );
  }

  async #untilGood<T>(
    question: ModelQuestion,
    { repairs, form }: { readonly repairs: number; readonly form?: JsonForm },
    judge: (text: string, truncated: boolean) => Judged<T>,
  ): Promise<T> {
    const { follow } = question;
    const ask =
      follow === undefined
        ? askWhole
        : askFollowed(follow, form === undefined ? this.#hidden.vault : this.#hidden.vaultOfJson);
    let conversation = this.#conversation(question, form);
    for (let round = 0; ; round += 1) {
      const { text, truncated, fault } = await this.#message(conversation, question.complexity, ask);
      const judged = fault === undefined ? judge(text, truncated) : { reasons: [fault] };
      if ('value' in judged) {
        if (round > 0) this.#warnings.add(`The first answer was not valid; it was mended in round ${round}.`);
        return judged.value;
      }
      if (round === repairs) throw this.#notValid(round + 1, judged.reasons);
      const turns = [...conversation.turns, ...repairTurns(text, judged.reasons)];
      conversation = { ...conversation, turns };
    }
  }

  async #message(conversation: Conversation, complexity: number | undefined, ask: Ask): Promise<ReadMessage> {
    const { message, model } = await this.#caller.call(conversation, complexity, this.#call.signal, ask);
    this.#model = { name: model.model, provider: model.provider };
    if (message.isRefused) throw answerRefused(model, this.usage);
    return message;
  }

  #conversation(question: ModelQuestion, form?: JsonForm): Conversation {
    const { system, prompt, content = [], temperature, maxAnswerTokens = defaultAnswerTokens } = question;
    const rules = form === undefined ? [system] : [system, jsonRule];
    const turns = [prompt];
    if (content.length > 0) {
      const { texts, warnings, missing } = screenContent(content);
      if (missing.length > 0)
        throw new ArmFailure('content_withheld', 'policy', missing.join(' '), { usage: this.usage });
      for (const warning of warnings) this.#warnings.add(warning);
      const fenced = fence(texts);
      rules.push(fenced.rule);
      turns.unshift(fenced.prompt);
    }
    return {
      system: rules.join('\n\n'),
      turns: [{ role: 'user', text: turns.join('\n\n') }],
      temperature,
      maxAnswerTokens,
      form,
    };
  }

  #notValid(answers: number, reasons: readonly string[]): ArmFailure {
    return new ArmFailure(
      'answer_not_valid',
      'invalid_input',
      `The model gave no valid answer in ${answers}. The last: ${reasons.slice(0, 5).join(' ')} State the task more narrowly or configure another model.`,
      { usage: this.usage },
    );
  }
}
