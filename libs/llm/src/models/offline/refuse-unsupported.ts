import {
  type ChatCompletionRequest,
  type EmbeddingsRequest,
  UnsupportedParameterError,
} from '@octollm/contracts';
import { hashedEmbeddingDimensions } from '../../offline/hashed-embedding.ts';

const refuse = (parameter: string, value: string): never => {
  throw new UnsupportedParameterError(
    `/${parameter}`,
    `The model offline does not take ${parameter}${value}: it quotes the sources of the prompt and nothing else. Leave it out or ask a language model.`,
  );
};

/** @throws UnsupportedParameterError for what would need a model to follow */
export const refuseUnsupportedChat = (request: ChatCompletionRequest): void => {
  if ((request.n ?? 1) > 1) refuse('n', ' above 1');
  if (request.logprobs === true) refuse('logprobs', '');
  if ((request.response_format?.type ?? 'text') !== 'text') refuse('response_format', ' other than text');
  if (![undefined, null, 'none', 'auto'].includes(request.tool_choice as string | null | undefined))
    refuse('tool_choice', ' other than auto and none');
};

/** @throws UnsupportedParameterError for vectors that are not made here */
export const refuseUnsupportedEmbeddings = ({ dimensions }: EmbeddingsRequest): void => {
  if ((dimensions ?? hashedEmbeddingDimensions) !== hashedEmbeddingDimensions)
    refuse('dimensions', ` other than ${hashedEmbeddingDimensions}`);
};
