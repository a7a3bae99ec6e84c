import { type ModelTarget, ProviderError } from '@octollm/llm';
import type { Conversation } from './chat-request.ts';

/** A conversation for a model that cannot be given a schema: it is told of it. */
export const instructed = ({ form, ...conversation }: Conversation): Conversation =>
  form === undefined
    ? conversation
    : {
        ...conversation,
        system: `${conversation.system}\n\nThe JSON must be valid by this JSON Schema:\n${JSON.stringify(form.schema)}`,
      };

/** What servers name that have nothing more particular to say. */
const isGeneral = (code: string | undefined): boolean =>
  code === undefined || /^(?:invalid_?request|bad_?request)(?:_?error)?$/i.test(code);

/**
 * Whether an error may come of the `response_format`: of a provider that names it, or that names nothing in particular.
 * Others have another reason, and would refuse again.
 */
export const mayRefuseForm = (error: unknown): boolean => {
  if (!(error instanceof ProviderError) || error.category !== 'invalid_input') return false;
  const { param, code } = error.refusal;
  return param?.startsWith('response_format') ?? isGeneral(code);
};

/** Remembers which models refuse `response_format`, so that each is asked in vain only once. */
export class JsonSupport {
  readonly #refusing = new Set<string>();

  isRefusedBy(target: ModelTarget): boolean {
    return this.#refusing.has(this.#keyOf(target));
  }

  /** A model that refused `response_format` has answered without it: only then that was the reason. */
  learn(target: ModelTarget): void {
    this.#refusing.add(this.#keyOf(target));
  }

  #keyOf({ provider, model }: ModelTarget): string {
    return `${provider.name}/${model}`;
  }
}
