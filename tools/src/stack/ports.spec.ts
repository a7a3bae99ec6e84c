import { orchestrator, plannerArm, reflexGateway, type Service, services } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { choosePorts, type PortTable } from './ports.ts';

/** A machine on which strangers hold some ports. */
const withTaken = (...taken: readonly number[]): PortTable & { readonly held: ReadonlySet<number> } => {
  const held = new Set<number>();
  return {
    held,
    hold: (port) => {
      if (taken.includes(port) || held.has(port)) return Promise.resolve(undefined);
      held.add(port);
      const release = (): Promise<void> => {
        held.delete(port);
        return Promise.resolve();
      };
      return Promise.resolve({ release, drop: release });
    },
    holderOf: (port) =>
      Promise.resolve(taken.includes(port) ? { pid: 42, command: 'nginx: master' } : undefined),
  };
};
const httpPorts = async (some: readonly Service[], table: PortTable): Promise<Record<string, number>> =>
  Object.fromEntries([...(await choosePorts(some, table)).of].map(([name, { http }]) => [name, http]));

describe('choosing ports', () => {
  it('takes those of the catalogue when they are free, and 10,000 above for metrics', async () => {
    const { of: chosen, notes } = await choosePorts(services, withTaken());
    expect(chosen.get('reflex-gateway')).toMatchObject({ http: 8080, metrics: 18_080 });
    expect([...chosen].map(([, { http }]) => http)).toEqual(services.map(({ port }) => port));
    expect(notes).toEqual([]);
  });

  it('takes the next free port and names who holds the wanted one', async () => {
    const { of: chosen, notes } = await choosePorts([reflexGateway], withTaken(8080, 8081));
    expect(chosen.get('reflex-gateway')).toMatchObject({ http: 8082, metrics: 18_082 });
    expect(notes).toEqual([
      'Port 8080 is taken by process 42 (nginx: master): reflex-gateway listens on 8082.',
    ]);
  });

  it('moves on when the port for the metrics is taken, and says so', async () => {
    const { of: chosen, notes } = await choosePorts([orchestrator], withTaken(18_000));
    expect(chosen.get('orchestrator')).toMatchObject({ http: 8001, metrics: 18_001 });
    expect(notes).toEqual([
      'Port 18000 is taken by process 42 (nginx: master): orchestrator listens on 8001.',
    ]);
  });

  it('leaves every service the port it wants', async () => {
    const neighbour: Service = { ...plannerArm, name: 'neighbour', port: 8101 };
    expect(await httpPorts([plannerArm, neighbour], withTaken(8100))).toEqual({
      'planner-arm': 8102,
      neighbour: 8101,
    });
  });

  it('gives no port twice', async () => {
    const chosen = Object.values(
      await httpPorts(services, withTaken(8000, 8080, 8100, 8102, 8103, 8104, 8106, 8107)),
    );
    expect(new Set(chosen).size).toBe(services.length);
  });

  it('holds the ports until the service is about to listen, and no others', async () => {
    const table = withTaken(18_080);
    const { of: chosen } = await choosePorts([reflexGateway], table);
    expect([...table.held]).toEqual([8081, 18_081]);
    await chosen.get('reflex-gateway')?.release();
    expect([...table.held]).toEqual([]);
  });
});
