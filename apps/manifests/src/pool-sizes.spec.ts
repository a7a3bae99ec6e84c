import { deployed } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { environments } from './environments/all.ts';
import { production } from './environments/production.ts';
import { type Manifest, manifests } from './fixtures/manifests.ts';
import { mostConnections, poolSizes, reservedConnections, TooFewConnectionsError } from './pool-sizes.ts';

const variablesOf = (namespace: string, name: string): Readonly<Record<string, string>> => {
  const found = manifests.find(
    ({ kind, metadata }: Manifest) =>
      kind === 'ConfigMap' && metadata.name === name && metadata.namespace === namespace,
  );
  return found?.data as Readonly<Record<string, string>>;
};

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  'The connection pools of %s',
  (_, environment) => {
    it('stay together below max_connections, with as many pods as there may be, and leave the reserve free', () => {
      const sum = mostConnections(deployed, environment, ({ name }) =>
        Number(variablesOf(environment.namespace, name)['DATABASE_POOL_SIZE']),
      );
      expect(sum).toBeGreaterThan(0);
      expect(sum + reservedConnections).toBeLessThanOrEqual(environment.database.maxConnections);
    });

    it('are large enough to start a service with', () => {
      for (const size of Object.values(poolSizes(deployed, environment)))
        expect(size).toBeGreaterThanOrEqual(2);
    });
  },
);

describe('The size of a pool', () => {
  it('follows the number of pods and of connections', () => {
    const sizes = (maxConnections: number) =>
      poolSizes(deployed, { ...production, database: { maxConnections } });
    expect(sizes(1_000)).toEqual({
      'reflex-gateway': 10,
      orchestrator: 10,
      'retriever-arm': 10,
      remediator: 2,
    });
    expect(sizes(200)).toEqual({
      'reflex-gateway': 2,
      orchestrator: 4,
      'retriever-arm': 4,
      remediator: 2,
    });
  });

  it('cannot be found when the database has too few connections', () => {
    const few = { ...production, database: { maxConnections: 60 } };
    expect(() => poolSizes(deployed, few)).toThrow(TooFewConnectionsError);
  });
});
