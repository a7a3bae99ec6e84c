import { ModelRoute, type ModelTarget } from '@octollm/llm';
import { CircuitBreaker } from '@octollm/resilience';
import { describe, expect, it } from 'vitest';
import { leavesPlatform } from './leaves-platform.ts';

const target = (name: string, model: string): ModelTarget => ({
  provider: { name } as ModelTarget['provider'],
  model,
  breaker: new CircuitBreaker(),
});
const local = target('ollama', 'llama3.2');

describe('what is asked', () => {
  it.each([
    ['does not leave the platform for its own models', [local, target('offline', 'offline')], false],
    ['leaves it for a model in the cloud of Ollama', [target('ollama', 'gpt-oss:120b-cloud')], true],
    ['leaves it when only a fallback is outside', [local, target('openai', 'gpt-4.1')], true],
  ])('%s', (_, targets, leaves) => expect(leavesPlatform(new ModelRoute(targets))).toBe(leaves));
});
