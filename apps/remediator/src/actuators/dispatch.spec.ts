import { describe, expect, it } from 'vitest';
import type { Actuator, Remedy } from './actuator.ts';
import { succeeded } from './actuator.ts';
import { Actuators } from './actuators.ts';
import { noServices } from './no-services.ts';

const never = new AbortController().signal;
const told = (name: string): Actuator => ({ perform: () => Promise.resolve(succeeded(name)) });

const ofServices: readonly Remedy[] = [
  { kind: 'restart', service: 'judge-arm' },
  { kind: 'scale', service: 'judge-arm', by: 1, most: 2 },
  { kind: 'restore', service: 'judge-arm' },
];
const ofThePlatform: readonly Remedy[] = [
  { kind: 'purge_cache', of: undefined },
  { kind: 'open_breaker', arm: 'judge-arm', forSeconds: 1, reason: 'r' },
  { kind: 'pause_tenant', tenant: 'acme', forSeconds: 1, reason: 'r' },
];

describe('a remedy', () => {
  it.each([
    ...ofServices.map((remedy) => [remedy.kind, 'services', remedy] as const),
    ...ofThePlatform.map((remedy) => [remedy.kind, 'platform', remedy] as const),
  ])('%s is carried out by the %s', async (_kind, by, remedy) => {
    const actuators = new Actuators(told('services'), told('platform'));
    expect(await actuators.perform(remedy, never)).toEqual({ outcome: 'succeeded', message: by });
  });

  it('is impossible where there is nothing to carry it out with', async () => {
    const actuators = new Actuators(noServices, undefined);
    for (const remedy of [...ofServices, ...ofThePlatform])
      expect(await actuators.perform(remedy, never)).toEqual({
        outcome: 'impossible',
        message: expect.stringMatching(/^REMEDIATOR_(?:TARGET is none|API_KEY is not set)/),
      });
  });
});
