import type { ChatCompletionChunk } from '@octollm/contracts';
import { StreamedChunk } from '@octollm/llm';
import { type Channel, changedTexts, type FilterOf, oldCall, spoken } from './answer-texts.ts';
import type { TextFilter } from './text-filter.ts';

type Choice = ChatCompletionChunk['choices'][number];

/** A delta that brings a text which was held back. */
const deltaOf = (channel: Channel, text: string): Choice['delta'] => {
  if (channel === oldCall) return { [oldCall]: { arguments: text } };
  if (channel === spoken) return { audio: { transcript: text } };
  const [, kind, index] = /^(call|custom) (\d+)$/.exec(channel) ?? [];
  if (kind === undefined) return { [channel]: text };
  const called = kind === 'call' ? { function: { arguments: text } } : { custom: { input: text } };
  return { tool_calls: [{ index: Number(index), ...called }] };
};

/** Log probabilities repeat the text token by token, before it is known what in it is to be hidden. */
const withoutLogprobs = (choice: Choice): Choice =>
  choice.logprobs === null || choice.logprobs === undefined ? choice : { ...choice, logprobs: null };

/** Whether a delta says nothing any more, because all of its text is held back. */
const isSilent = ({ delta, finish_reason }: Choice): boolean =>
  !finish_reason &&
  Object.values(delta).every((value) => value === '' || value === null || value === undefined);

/** The filters of one choice's texts. */
class FilteredChoice {
  readonly #filterOf: FilterOf;
  readonly #filters = new Map<Channel, TextFilter>();

  constructor(filterOf: FilterOf) {
    this.#filterOf = filterOf;
  }

  change(choice: Choice): Choice {
    const delta = changedTexts(choice.delta, (text, channel) => this.#filter(channel).push(text));
    return delta === choice.delta ? choice : { ...choice, delta };
  }

  /** Whether a text of it is kept from the caller. */
  get isBlocked(): boolean {
    return [...this.#filters.values()].some(({ isBlocked }) => isBlocked);
  }

  /** What was held back, as deltas. */
  rest(): Choice['delta'][] {
    const rest = [...this.#filters].flatMap(([channel, filter]) => {
      const text = filter.end();
      return text === '' ? [] : [deltaOf(channel, text)];
    });
    this.#filters.clear();
    return rest;
  }

  #filter(channel: Channel): TextFilter {
    let filter = this.#filters.get(channel);
    if (filter === undefined) {
      filter = this.#filterOf(channel);
      this.#filters.set(channel, filter);
    }
    return filter;
  }
}

/**
 * Filters the texts of a streamed answer. A chunk in which nothing changes is passed on as it came; what a filter holds
 * back comes before the end of its choice.
 */
export class PieceFilter {
  readonly #filterOf: FilterOf;
  readonly #choices = new Map<number, FilteredChoice>();
  #last: ChatCompletionChunk | undefined;

  constructor(filterOf: FilterOf) {
    this.#filterOf = filterOf;
  }

  /** What can be told after the next piece. */
  take(piece: StreamedChunk): readonly StreamedChunk[] {
    const { chunk } = piece;
    this.#last = chunk;
    const choices = chunk.choices.flatMap((choice) => this.#filtered(choice));
    const isSame =
      choices.length === chunk.choices.length && choices.every((choice, at) => choice === chunk.choices[at]);
    return isSame ? [piece] : choices.map((choice) => new StreamedChunk({ ...chunk, choices: [choice] }));
  }

  /** What was held back of choices that have not ended, once nothing comes any more. */
  end(): readonly StreamedChunk[] {
    const last = this.#last;
    if (last === undefined) return [];
    // What was used has been told already.
    const { usage: _, ...chunk } = last;
    return [...this.#choices].flatMap(([index, filters]) =>
      filters
        .rest()
        .map((delta) => new StreamedChunk({ ...chunk, choices: [{ index, delta, finish_reason: null }] })),
    );
  }

  #filtered(choice: Choice): readonly Choice[] {
    const { index } = choice;
    let filters = this.#choices.get(index);
    if (filters === undefined) {
      filters = new FilteredChoice(this.#filterOf);
      this.#choices.set(index, filters);
    }
    const changed = filters.change(withoutLogprobs(choice));
    if (!choice.finish_reason) return changed !== choice && isSilent(changed) ? [] : [changed];
    const finish_reason = filters.isBlocked ? 'content_filter' : choice.finish_reason;
    // The last chunk may bring text itself: what was held back stands between that and the reason of the end.
    const rest = filters.rest().map((delta) => ({ index, delta, finish_reason: null }));
    if (rest.length === 0)
      return [finish_reason === choice.finish_reason ? changed : { ...changed, finish_reason }];
    return [{ ...changed, finish_reason: null }, ...rest, { index, delta: {}, finish_reason }];
  }
}
