import { orchestrator, type Service } from '@octollm/catalogue';

const builtIn: ReadonlyMap<string, Service> = new Map(
  [orchestrator, ...orchestrator.calls].map((service): [string, Service] => [service.name, service]),
);

/**
 * Whether a call of an arm may cost money. An arm of the catalogue can reach a model only if its entry lets it out to
 * model providers, and no other calls the network would let through; of a foreign arm nothing is known. What the orchestrator does itself needs
 * no model.
 */
export const asksModel = (arm: string): boolean =>
  builtIn.get(arm)?.egress.includes('model-providers') ?? true;
