import { describe, expect, it } from 'vitest';
import { minimal } from './fixtures/foreign.ts';
import { CallCycleError, callersOf, startOrder } from './graph.ts';
import { defineService, type Service } from './service.ts';
import { services } from './services/all.ts';
import { orchestrator } from './services/orchestrator.ts';
import { plannerArm } from './services/planner-arm.ts';
import { reflexGateway } from './services/reflex-gateway.ts';

/** Services by name that may call each other in circles, which constants cannot. */
const withCalls = (calls: Readonly<Record<string, readonly string[]>>): readonly Service[] => {
  const made = new Map(
    Object.keys(calls).map((name) => [
      name,
      { ...defineService({ ...minimal, name }), calls: [] as Service[] },
    ]),
  );
  for (const [name, callees] of Object.entries(calls))
    for (const callee of callees) {
      const target = made.get(callee);
      if (target !== undefined) made.get(name)?.calls.push(target);
    }
  return [...made.values()];
};

describe('the order in which services start', () => {
  it('has each service after those it calls', () => {
    const order = startOrder(services);
    expect(new Set(order)).toEqual(new Set(services));
    expect(order).toHaveLength(services.length);
    for (const service of services)
      for (const callee of service.calls) expect(order.indexOf(callee)).toBeLessThan(order.indexOf(service));
    expect(order.at(-1)).toBe(reflexGateway);
  });

  it('does not exist when calls form a circle, whose path is named', () => {
    const circle = withCalls({ edge: ['a'], a: ['b'], b: ['c'], c: ['a'] });
    expect(() => startOrder(circle)).toThrow(CallCycleError);
    expect(() => startOrder(circle)).toThrow('a -> b -> c -> a');
    expect(() => startOrder(withCalls({ self: ['self'] }))).toThrow('self -> self');
  });

  it('lists a service once that several call', () => {
    const order = startOrder(
      withCalls({ top: ['left', 'right'], left: ['base'], right: ['base'], base: [] }),
    );
    expect(order.map(({ name }) => name)).toEqual(['base', 'left', 'right', 'top']);
  });
});

describe('the call graph', () => {
  it('goes from the gateway to the orchestrator and from there to the arms, and nowhere else', () => {
    const arms = services.filter(({ kind }) => kind === 'arm');
    expect(reflexGateway.calls).toEqual([orchestrator]);
    expect(new Set<Service>(orchestrator.calls)).toEqual(new Set(arms));
    expect(arms.flatMap(({ calls }) => calls)).toEqual([]);
  });

  it('says who calls a service', () => {
    expect(callersOf(plannerArm, services)).toEqual([orchestrator]);
    expect(callersOf(orchestrator, services)).toEqual([reflexGateway]);
    expect(callersOf(reflexGateway, services)).toEqual([]);
  });
});
