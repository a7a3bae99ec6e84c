import type { Service } from '@octollm/catalogue';
import type { PortHolder } from '@octollm/local-servers';

/** The metrics of a service are this far above its HTTP port. */
export const metricsOffset = 10_000;
const highestHttpPort = 65_535 - metricsOffset;

/** A port that nobody else gets. */
export interface HeldPort {
  /** Lets a service of this stack listen on it; other stacks still leave it alone. */
  release(): Promise<void>;
  /** Gives it up for good. */
  drop(): Promise<void>;
}

/** What the machine knows of its ports. */
export interface PortTable {
  /** Takes a port; undefined when somebody else has it. */
  hold(port: number): Promise<HeldPort | undefined>;
  holderOf(port: number): Promise<PortHolder | undefined>;
}

/** The ports of a service, held until the service is about to listen. */
export interface ServicePorts extends HeldPort {
  readonly http: number;
  readonly metrics: number;
}

export interface ChosenPorts {
  readonly of: ReadonlyMap<string, ServicePorts>;
  /** One sentence for every service that could not have the port of the catalogue. */
  readonly notes: readonly string[];
}

/** Holds both ports of a service, or says which of them is taken. */
const holdPair = async (
  http: number,
  table: PortTable,
): Promise<ServicePorts | { readonly taken: number }> => {
  const metrics = http + metricsOffset;
  const heldHttp = await table.hold(http);
  if (heldHttp === undefined) return { taken: http };
  const heldMetrics = await table.hold(metrics);
  if (heldMetrics === undefined) {
    await heldHttp.drop();
    return { taken: metrics };
  }
  const both = [heldHttp, heldMetrics];
  return {
    http,
    metrics,
    release: async () => void (await Promise.all(both.map((held) => held.release()))),
    drop: async () => void (await Promise.all(both.map((held) => held.drop()))),
  };
};

interface Found {
  readonly ports: ServicePorts;
  /** The first port that somebody else had. */
  readonly taken?: number;
}

const findPair = async (wanted: number, others: ReadonlySet<number>, table: PortTable): Promise<Found> => {
  let taken: number | undefined;
  for (let port = wanted; port <= highestHttpPort; port += 1) {
    if (others.has(port)) continue;
    const pair = await holdPair(port, table);
    if (!('taken' in pair)) return taken === undefined ? { ports: pair } : { ports: pair, taken };
    taken ??= pair.taken;
  }
  throw new Error(`No port from ${wanted} to ${highestHttpPort} is free.`);
};

const noteOn = async (service: string, taken: number, port: number, table: PortTable): Promise<string> => {
  const holder = await table.holderOf(taken);
  const who = holder === undefined ? 'another process' : `process ${holder.pid} (${holder.command})`;
  return `Port ${taken} is taken by ${who}: ${service} listens on ${port}.`;
};

/**
 * Gives every service the port of the catalogue plus `offset` when it is free, else the next free one, and holds it:
 * what is built and started first takes a while.
 */
export const choosePorts = async (
  services: readonly Service[],
  table: PortTable,
  offset = 0,
): Promise<ChosenPorts> => {
  const wanted = services.map((service) => ({ name: service.name, port: service.port + offset }));
  const chosen = new Map<string, ServicePorts>();
  const notes: string[] = [];
  for (const { name, port } of wanted) {
    const others = new Set(wanted.map((other) => other.port).filter((other) => other !== port));
    const { ports, taken } = await findPair(port, others, table);
    chosen.set(name, ports);
    if (taken !== undefined) notes.push(await noteOn(name, taken, ports.http, table));
  }
  return { of: chosen, notes };
};
