import { services } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { press, translator } from '../fixtures/services.ts';
import { callGraph, MissingCalleeError } from './call-graph.ts';

describe('The call graph', () => {
  it('holds every call the services declare', () => {
    expect(callGraph([press, translator])).toEqual([{ caller: press, callee: translator }]);
    expect(callGraph(services)).toHaveLength(services.flatMap(({ calls }) => calls).length);
  });

  it('refuses a call to a service that is not rendered', () => {
    expect(() => callGraph([press])).toThrow(MissingCalleeError);
    expect(() => callGraph([press])).toThrow('press calls translator, which is not among the services.');
  });
});
