import { z } from 'zod';
import { ChatCompletion } from '../../openai/chat-completion.ts';
import { ChatCompletionRequest } from '../../openai/chat-completion-request.ts';
import { EmbeddingsRequest, EmbeddingsResponse } from '../../openai/embeddings.ts';
import { openAiLimits } from '../../openai/limits.ts';
import { OpenAiModel, OpenAiModelList } from '../../openai/models.ts';
import { ResponseObject } from '../../openai/response-object.ts';
import { ResponsesRequest } from '../../openai/responses-request.ts';
import type { Route } from '../route.ts';

const modelParams = z.strictObject({ model: z.string().min(1).max(openAiLimits.name) });

/** Room for long conversations and for an image or two; a gateway has half a gigabyte for all of its requests. */
const bodyLimit = 8 * 1_048_576;

/** How the gateway may use answers that it has given before to the same tenant. */
export const CacheHeaders = z.object({
  /**
   * `exact` answers the same request again, `semantic` also one that means the same, `off` neither. When it is left
   * out, requests with temperature 0 are answered as with `exact`.
   */
  'x-octollm-cache': z.enum(['off', 'exact', 'semantic']).optional(),
});
export type CacheHeaders = z.infer<typeof CacheHeaders>;

/** OpenAI's endpoints. A model's name picks its provider; `octollm` is the whole platform. */
export const openAiRoutes = {
  createChatCompletion: {
    id: 'createChatCompletion',
    method: 'POST',
    path: '/v1/chat/completions',
    summary:
      'Answer a conversation. With `stream: true` the answer is server-sent events; the data of each is a ChatCompletionChunk, the last is `[DONE]`. A client that goes away ends the call.',
    tag: 'openai',
    scope: 'task:submit',
    headers: CacheHeaders,
    body: ChatCompletionRequest,
    bodyLimit,
    servedBy: 'gateway',
    errors: 'openai',
    responses: { 200: { description: 'The answer', body: ChatCompletion } },
  },
  createResponse: {
    id: 'createResponse',
    method: 'POST',
    path: '/v1/responses',
    summary:
      'Answer as Open Responses describes. With `stream: true` the answer is server-sent events; the data of each is a ResponseStreamEvent. Nothing is stored.',
    tag: 'openai',
    scope: 'task:submit',
    headers: CacheHeaders,
    body: ResponsesRequest,
    bodyLimit,
    servedBy: 'gateway',
    errors: 'openai',
    responses: { 200: { description: 'The response', body: ResponseObject } },
  },
  createEmbeddings: {
    id: 'createEmbeddings',
    method: 'POST',
    path: '/v1/embeddings',
    summary: 'Make vectors of texts',
    tag: 'openai',
    scope: 'task:submit',
    body: EmbeddingsRequest,
    bodyLimit,
    servedBy: 'gateway',
    errors: 'openai',
    responses: { 200: { description: 'The vectors, in the order of the texts', body: EmbeddingsResponse } },
  },
  listModels: {
    id: 'listModels',
    method: 'GET',
    path: '/v1/models',
    summary: 'List the models that may be asked',
    tag: 'openai',
    scope: 'task:read',
    servedBy: 'gateway',
    errors: 'openai',
    responses: { 200: { description: 'The models', body: OpenAiModelList } },
  },
  getModel: {
    id: 'getModel',
    method: 'GET',
    path: '/v1/models/{model}',
    summary: 'Read whether a model may be asked, and whose it is',
    tag: 'openai',
    scope: 'task:read',
    params: modelParams,
    servedBy: 'gateway',
    errors: 'openai',
    responses: { 200: { description: 'The model', body: OpenAiModel } },
  },
} as const satisfies Record<string, Route>;
