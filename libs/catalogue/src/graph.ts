import type { Service } from './service.ts';

/** Services that call each other in a circle: none of them could start first. */
export class CallCycleError extends Error {
  constructor(path: readonly string[]) {
    super(`The services call each other in a circle: ${path.join(' -> ')}. Remove one of these calls.`);
    this.name = 'CallCycleError';
  }
}

/**
 * The services in the order in which they start: each after those it calls.
 * @throws CallCycleError when the calls form a circle
 */
export const startOrder = (all: readonly Service[]): readonly Service[] => {
  const ordered = new Set<Service>();
  const visit = (service: Service, path: readonly string[]): void => {
    if (ordered.has(service)) return;
    if (path.includes(service.name))
      throw new CallCycleError([...path.slice(path.indexOf(service.name)), service.name]);
    for (const callee of service.calls) visit(callee, [...path, service.name]);
    ordered.add(service);
  };
  for (const service of all) visit(service, []);
  return [...ordered];
};

/** The services that call `callee`. */
export const callersOf = (callee: Service, all: readonly Service[]): readonly Service[] =>
  all.filter((service) => service.calls.some((called) => called.name === callee.name));
