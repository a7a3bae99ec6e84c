import type { Provider } from '@nestjs/common';
import { CONFIG } from '@octollm/service-kit';
import type { RetrieverConfig } from '../stores/config.ts';
import { DocumentReader } from './document-reader.ts';

/** The reader of documents, with the rules of the configuration. */
export const documentReaderProvider: Provider = {
  provide: DocumentReader,
  inject: [CONFIG],
  useFactory: (config: RetrieverConfig) => new DocumentReader(config.GUARDRAILS_POLICY),
};
