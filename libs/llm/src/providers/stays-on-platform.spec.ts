import { describe, expect, it } from 'vitest';
import { staysOnPlatform } from './stays-on-platform.ts';

describe('what a model is told', () => {
  it.each([
    ['offline', 'offline', true],
    ['ollama', 'llama3.2', true],
    ['ollama', 'cloudy:7b', true],
    ['ollama', 'gpt-oss:120b-cloud', false],
    ['ollama', 'glm-4.6:cloud', false],
    ['openai', 'gpt-4.1-mini', false],
    ['compatible', 'qwen', false],
  ])('stays on the platform with %s %s: %s', (provider, model, stays) =>
    expect(staysOnPlatform(provider, model)).toBe(stays),
  );
});
