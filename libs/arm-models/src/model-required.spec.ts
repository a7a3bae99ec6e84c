import { TestOrchestrator } from '@octollm/arm-testing';
import { coderArm, readConfiguration } from '@octollm/catalogue';
import { providersOf } from '@octollm/llm';
import { describe, expect, it } from 'vitest';
import { modelRequired } from './model-required.ts';
import { modelsOf } from './models.ts';

const settings = (given: Record<string, string>) =>
  readConfiguration(
    coderArm,
    { ORCHESTRATOR_PUBLIC_KEY: new TestOrchestrator().publicKey, ...given },
    () => '',
  );

describe('the refusal of an arm without a model', () => {
  it.each<Record<string, string>>([
    { OPENAI_API_KEY: 'sk' },
    { ANTHROPIC_API_KEY: 'sk' },
    { OLLAMA_BASE_URL: 'http://localhost:11434' },
    { COMPATIBLE_BASE_URL: 'http://localhost:8000/v1', COMPATIBLE_MODEL: 'm' },
  ])('names what makes there be one: %j', async (given) => {
    const all = settings(given);
    const models = modelsOf(providersOf(all), all);
    expect(models).not.toBeNull();
    await models?.close();
    const { message } = modelRequired('The operation explain').detail;
    for (const name of Object.keys(given)) expect(message).toContain(name);
  });
});
