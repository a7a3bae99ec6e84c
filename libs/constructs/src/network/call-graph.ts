import type { Service } from '@octollm/catalogue';

/** One service may call another. */
export interface Call {
  readonly caller: Service;
  readonly callee: Service;
}

/** A service calls one that is not rendered with it: its requests would go nowhere. */
export class MissingCalleeError extends Error {
  constructor(caller: string, callee: string) {
    super(`${caller} calls ${callee}, which is not among the services. Add ${callee} or remove the call.`);
    this.name = 'MissingCalleeError';
  }
}

/**
 * Every call that the services declare. Network policies open these, at both ends, and nothing else.
 * @throws MissingCalleeError
 */
export const callGraph = (services: readonly Service[]): readonly Call[] => {
  const byName = new Map(services.map((service) => [service.name, service]));
  return services.flatMap((caller) =>
    caller.calls.map(({ name }) => {
      const callee = byName.get(name);
      if (callee === undefined) throw new MissingCalleeError(caller.name, name);
      return { caller, callee };
    }),
  );
};
