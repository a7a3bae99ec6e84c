import { EmbeddingsResponse } from '@octollm/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RunningGateway } from '../fixtures/running-gateway.ts';
import { ScriptedProvider } from '../fixtures/scripted-provider.ts';

const model = 'text-embedding-3-small';
const fallback = 'text-embedding-3-large';
let provider: ScriptedProvider;
let gateway: RunningGateway;

beforeAll(async () => {
  provider = await ScriptedProvider.start();
  gateway = await RunningGateway.start({
    variables: {
      OPENAI_API_KEY: 'sk-secret',
      OPENAI_BASE_URL: provider.baseUrl,
      MODEL_FALLBACKS: `${model}>${fallback}`,
    },
  });
});
beforeEach(() => provider.reset());
afterAll(async () => {
  await gateway?.close();
  await provider?.close();
});

const ask = (input: readonly string[]) => gateway.post('/v1/embeddings', { model, input });
const answerTo = async (input: readonly string[]) =>
  EmbeddingsResponse.parse(await (await ask(input)).json());
const askedModels = () => provider.calls.map(({ body }) => body.model);

describe('the vectors of a fallback', () => {
  it('are told as its own, and are not those of the model when that is back', async () => {
    provider.script = { status: 503, statusOf: model };
    expect((await answerTo(['one', 'two'])).model).toBe(fallback);
    provider.reset();
    expect((await answerTo(['one', 'two'])).model).toBe(model);
    expect(askedModels()).toEqual([model]);
    expect((await answerTo(['one', 'two'])).model).toBe(model);
    expect(askedModels()).toEqual([model]);
  });

  it('are never put beside vectors of the model', async () => {
    await answerTo(['three']);
    provider.reset({ status: 503, statusOf: model });
    expect((await ask(['three', 'four'])).status).toBe(503);
    // Nobody else is asked, so it is asked again.
    expect(new Set(askedModels())).toEqual(new Set([model]));
  });
});
