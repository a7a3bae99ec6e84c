import {
  type ChatCompletionChunk,
  type CompletionUsage,
  type OctoError,
  type ResponseObject,
  type ResponseStreamEvent,
  toOpenAiError,
} from '@octollm/contracts';
import { OpenCall, type OpenItem, OpenMessage, type UnnumberedEvent } from './open-items.ts';
import { endedResponse } from './response-end.ts';

type Choice = ChatCompletionChunk['choices'][number];
type ToolCallDelta = NonNullable<Choice['delta']['tool_calls']>[number];

/** Tells the chunks of a chat as the events of a response. */
export class ResponseTeller {
  readonly #frame: ResponseObject;
  /** All items, in the order of the answer; the message is written until something else comes. */
  readonly #items: OpenItem[] = [];
  readonly #calls = new Map<number, OpenCall>();
  #message: OpenMessage | undefined;
  #finish: string | null = null;
  #usage: CompletionUsage | undefined;
  #metadata: Readonly<Record<string, string>> | undefined;
  #number = 0;

  /** @param frame the response before anything is answered */
  constructor(frame: ResponseObject) {
    this.#frame = frame;
  }

  begin(): ResponseStreamEvent[] {
    return this.#numbered([
      { type: 'response.created', response: this.#frame },
      { type: 'response.in_progress', response: this.#frame },
    ]);
  }

  take(chunk: ChatCompletionChunk): ResponseStreamEvent[] {
    this.#usage = chunk.usage ?? this.#usage;
    if (chunk.metadata !== undefined) this.#metadata = chunk.metadata as Record<string, string>;
    const choice = chunk.choices[0];
    return choice === undefined ? [] : this.#numbered(this.#choice(choice));
  }

  end(): ResponseStreamEvent[] {
    const events = this.#endItems();
    const response = endedResponse(this.#frame, {
      output: this.#items.map(({ item }) => item),
      finish: this.#finish,
      usage: this.#usage,
      metadata: this.#metadata,
    });
    const type = response.status === 'incomplete' ? 'response.incomplete' : 'response.completed';
    return this.#numbered([...events, { type, response }]);
  }

  /** The answer broke off. */
  fail(error: OctoError): ResponseStreamEvent[] {
    const { message, code, type } = toOpenAiError(error).error;
    const response: ResponseObject = {
      ...this.#frame,
      status: 'failed',
      output: this.#items.map(({ item }) => item),
      error: { code: code ?? type, message },
    };
    return this.#numbered([{ type: 'response.failed', response }]);
  }

  #choice({ delta, finish_reason }: Choice): UnnumberedEvent[] {
    const events: UnnumberedEvent[] = [];
    if (delta.content) events.push(...this.#say(delta.content, false));
    if (delta.refusal) events.push(...this.#say(delta.refusal, true));
    if (Array.isArray(delta.annotations)) this.#message?.annotate(delta.annotations);
    for (const call of delta.tool_calls ?? []) events.push(...this.#call(call));
    if (finish_reason) {
      this.#finish = finish_reason;
      events.push(...this.#endItems());
    }
    return events;
  }

  #say(text: string, isRefusal: boolean): UnnumberedEvent[] {
    if (this.#message?.isRefusal === isRefusal) return [this.#message.write(text)];
    const events = this.#endItems();
    const message = new OpenMessage(this.#items.length, isRefusal);
    this.#message = message;
    this.#items.push(message);
    return [...events, ...message.begin(), message.write(text)];
  }

  #call({ index, id, function: called }: ToolCallDelta): UnnumberedEvent[] {
    const known = this.#calls.get(index);
    const text = called?.arguments ?? '';
    if (known !== undefined) return text === '' ? [] : [known.write(text)];
    const events = this.#endMessage();
    const call = new OpenCall(this.#items.length, id ?? '', called?.name ?? '');
    this.#calls.set(index, call);
    this.#items.push(call);
    return [...events, ...call.begin(), ...(text === '' ? [] : [call.write(text)])];
  }

  #endMessage(): UnnumberedEvent[] {
    const events = this.#message?.end() ?? [];
    this.#message = undefined;
    return events;
  }

  /** Calls stay open side by side until all of them are there. */
  #endItems(): UnnumberedEvent[] {
    const events = [...this.#endMessage(), ...[...this.#calls.values()].flatMap((call) => call.end())];
    this.#calls.clear();
    return events;
  }

  #numbered(events: readonly UnnumberedEvent[]): ResponseStreamEvent[] {
    return events.map((event) => ({ ...event, sequence_number: this.#number++ }) as ResponseStreamEvent);
  }
}
