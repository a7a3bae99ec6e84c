import { services } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { asksModel } from './asks-model.ts';

describe('whether an arm may cost money', () => {
  it('follows from the catalogue, where an arm has provider settings exactly if it may reach providers', () => {
    const arms = services.filter(({ kind }) => kind === 'arm');
    expect(arms.length).toBeGreaterThan(0);
    for (const { name, settings } of arms) expect(asksModel(name)).toBe('OPENAI_API_KEY' in settings);
    expect(asksModel('executor-arm')).toBe(false);
    expect(asksModel('coder-arm')).toBe(true);
    expect(asksModel('orchestrator')).toBe(false);
  });

  it('is taken for granted of an arm that is not in the catalogue', () => {
    expect(asksModel('foreign-arm')).toBe(true);
  });
});
