import { describe, expect, it } from 'vitest';
import { allRoutes, routes } from '../http/routes.ts';
import { endpointClassOf, endpointShares } from './endpoint-classes.ts';

describe('the class of an endpoint', () => {
  it.each([
    ['models', routes.createChatCompletion],
    ['models', routes.listModels],
    ['documents', routes.createDocument],
    ['operations', routes.getUsage],
    ['tasks', routes.submitTask],
  ] as const)('is %s for $summary', (name, route) => {
    expect(endpointClassOf(route)).toBe(name);
  });

  it('may take a part of what a key has, or all of it', () => {
    for (const route of allRoutes) {
      const share = endpointShares[endpointClassOf(route)];
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });
});
