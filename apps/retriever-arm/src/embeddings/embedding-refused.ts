import type { ProviderError } from '@octollm/llm';
import { DocumentRefusedError } from '../reading/refusal.ts';

/** The model will not make vectors of a document's passages, however often it is asked. */
export class EmbeddingRefusedError extends DocumentRefusedError {
  /** Whether the texts are to blame, and not how the provider is set up. */
  readonly isOfTexts: boolean;

  constructor(cause: ProviderError) {
    const isOfTexts = cause.category === 'invalid_input';
    super(
      isOfTexts
        ? 'The embedding model refused a passage of the document. Change the document, and send it again.'
        : 'The embedding model is not set up as it should be. Tell an operator, and send the document again later.',
      { cause },
    );
    this.isOfTexts = isOfTexts;
  }
}
