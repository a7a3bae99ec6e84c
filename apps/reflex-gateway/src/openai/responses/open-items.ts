import {
  newId,
  type ResponseOutputItem,
  type ResponseOutputPart,
  type ResponseStreamEvent,
} from '@octollm/contracts';
import { annotationOf } from './output-items.ts';

type WithoutNumber<Event> = Event extends unknown ? Omit<Event, 'sequence_number'> : never;

/** An event that has no number yet. */
export type UnnumberedEvent = WithoutNumber<ResponseStreamEvent>;

/** An item of the answer while it is written. */
export interface OpenItem {
  /** The events that begin it. */
  begin(): UnnumberedEvent[];
  /** The events that end it. */
  end(): UnnumberedEvent[];
  /** The item as it stands. */
  readonly item: ResponseOutputItem;
}

/** A message, which has one part: text, or a refusal. */
export class OpenMessage implements OpenItem {
  readonly isRefusal: boolean;
  readonly #id = `msg_${newId()}`;
  readonly #index: number;
  readonly #annotations: ReturnType<typeof annotationOf>[] = [];
  #text = '';

  constructor(outputIndex: number, isRefusal: boolean) {
    this.#index = outputIndex;
    this.isRefusal = isRefusal;
  }

  get item(): ResponseOutputItem {
    return this.#item('completed', [this.#part]);
  }

  annotate(annotations: readonly unknown[]): void {
    this.#annotations.push(...annotations.map(annotationOf));
  }

  begin(): UnnumberedEvent[] {
    return [
      { type: 'response.output_item.added', output_index: this.#index, item: this.#item('in_progress', []) },
      { type: 'response.content_part.added', ...this.#place, part: this.#part },
    ];
  }

  write(delta: string): UnnumberedEvent {
    this.#text += delta;
    return this.isRefusal
      ? { type: 'response.refusal.delta', ...this.#place, delta }
      : { type: 'response.output_text.delta', ...this.#place, delta, logprobs: [] };
  }

  end(): UnnumberedEvent[] {
    const text = this.#text;
    return [
      this.isRefusal
        ? { type: 'response.refusal.done', ...this.#place, refusal: text }
        : { type: 'response.output_text.done', ...this.#place, text, logprobs: [] },
      { type: 'response.content_part.done', ...this.#place, part: this.#part },
      { type: 'response.output_item.done', output_index: this.#index, item: this.item },
    ];
  }

  get #place(): { item_id: string; output_index: number; content_index: number } {
    return { item_id: this.#id, output_index: this.#index, content_index: 0 };
  }

  get #part(): ResponseOutputPart {
    return this.isRefusal
      ? { type: 'refusal', refusal: this.#text }
      : { type: 'output_text', text: this.#text, annotations: [...this.#annotations], logprobs: [] };
  }

  #item(status: 'in_progress' | 'completed', content: ResponseOutputPart[]): ResponseOutputItem {
    return { type: 'message', id: this.#id, status, role: 'assistant', content };
  }
}

/** A call of a function, whose arguments come in pieces. */
export class OpenCall implements OpenItem {
  readonly #id = `fc_${newId()}`;
  readonly #index: number;
  readonly #callId: string;
  readonly #name: string;
  #arguments = '';

  constructor(outputIndex: number, callId: string, name: string) {
    this.#index = outputIndex;
    this.#callId = callId;
    this.#name = name;
  }

  get item(): ResponseOutputItem {
    return this.#item('completed');
  }

  begin(): UnnumberedEvent[] {
    return [
      { type: 'response.output_item.added', output_index: this.#index, item: this.#item('in_progress') },
    ];
  }

  write(delta: string): UnnumberedEvent {
    this.#arguments += delta;
    return { type: 'response.function_call_arguments.delta', ...this.#place, delta };
  }

  end(): UnnumberedEvent[] {
    return [
      { type: 'response.function_call_arguments.done', ...this.#place, arguments: this.#arguments },
      { type: 'response.output_item.done', output_index: this.#index, item: this.item },
    ];
  }

  get #place(): { item_id: string; output_index: number } {
    return { item_id: this.#id, output_index: this.#index };
  }

  #item(status: 'in_progress' | 'completed'): ResponseOutputItem {
    return {
      type: 'function_call',
      id: this.#id,
      status,
      call_id: this.#callId,
      name: this.#name,
      arguments: this.#arguments,
    };
  }
}
