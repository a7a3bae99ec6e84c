import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import { isObject } from '../wire/json.ts';
import { estimateTokens, mostTokens } from './estimate-tokens.ts';

type Count = (text: string) => number;

/** Tokens that mark where a message begins, who speaks, and where it ends. OpenAI's models take 3 or 4. */
const perMessage = 8;
/** The declarations of tools are rewritten for the model in fewer characters than their JSON. */
const perRequest = 32;

/**
 * An image costs by its pixels, not its bytes. The most of any documented model is 48,169: eight tiles of 5,667 and
 * 2,833 for gpt-4o-mini (https://platform.openai.com/docs/guides/images-vision#calculating-costs).
 */
const mostOfImage = 48_169;
/** An image of 1024 x 1024 in detail for gpt-4o: four tiles of 170 and 85. */
const usualOfImage = 765;

/** The tokens of all texts in a value, names of fields included. Without recursion: the value may be deep. */
const within = (whole: unknown, count: Count, ofImage: number): number => {
  const left: unknown[] = [whole];
  let sum = 0;
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string') sum += count(value);
    else if (typeof value === 'number' || typeof value === 'boolean') sum += count(`${value}`);
    else if (Array.isArray(value)) for (const item of value) left.push(item);
    else if (isObject(value)) {
      if (value.type === 'image_url') sum += ofImage;
      else
        for (const key of Object.keys(value)) {
          sum += count(key);
          left.push(value[key]);
        }
    }
  }
  return sum;
};

const promptOf = (request: ChatCompletionRequest, count: Count, ofImage: number): number => {
  const said = request.messages.reduce(
    (sum, message) => sum + perMessage + within(message, count, ofImage),
    0,
  );
  const { tools, functions, response_format, tool_choice, prediction } = request;
  const declared = [tools, functions, response_format, tool_choice, prediction];
  return said + perRequest + within(declared, count, ofImage);
};

/** About how many tokens the prompt of a chat has. See `estimateTokens`. */
export const estimatePromptTokens = (request: ChatCompletionRequest): number =>
  promptOf(request, estimateTokens, usualOfImage);

/** The most tokens the prompt of a chat can have. See `mostTokens`; images count as the dearest there is. */
export const mostPromptTokens = (request: ChatCompletionRequest): number =>
  promptOf(request, mostTokens, mostOfImage);

const inputOf = ({ input }: EmbeddingsRequest, count: Count): number => {
  if (typeof input === 'string') return count(input);
  let sum = 0;
  for (const item of input) {
    if (typeof item === 'number') sum += 1;
    else sum += typeof item === 'string' ? count(item) : item.length;
  }
  return sum;
};

/** About how many tokens are to be embedded. */
export const estimateInputTokens = (request: EmbeddingsRequest): number => inputOf(request, estimateTokens);

/** The most tokens that are to be embedded: tokens count as they are, and each text may get one that ends it. */
export const mostInputTokens = (request: EmbeddingsRequest): number =>
  inputOf(request, (text) => mostTokens(text) + 1);
