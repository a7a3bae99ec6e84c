import { deployed } from '@octollm/catalogue';
import { isElastic } from '@octollm/constructs';
import { describe, expect, it } from 'vitest';
import { type Labels, type Manifest, ofKind, selectedBy, type Workload } from './fixtures/manifests.ts';

interface Budget extends Manifest {
  readonly spec: {
    readonly maxUnavailable?: number;
    readonly minAvailable?: number;
    readonly selector: { readonly matchLabels: Labels };
    readonly unhealthyPodEvictionPolicy: string;
  };
}

/** A HorizontalPodAutoscaler or a ScaledObject of KEDA. */
interface Autoscaler extends Manifest {
  readonly spec: {
    readonly scaleTargetRef: { readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly minReplicaCount?: number;
    readonly maxReplicaCount?: number;
  };
}

const isService = ({ metadata }: Manifest): boolean => deployed.some(({ name }) => name === metadata.name);
const deployments = ofKind<Workload>(['Deployment']).filter(isService);
const daemonSets = ofKind<Workload>(['DaemonSet']).filter(isService);
const autoscalers = ofKind<Autoscaler>(['HorizontalPodAutoscaler', 'ScaledObject']);
const autoscalersIn = (environment: string): readonly Autoscaler[] =>
  autoscalers.filter(({ path }) => path.startsWith(`${environment}/`));
const budgets = ofKind<Budget>(['PodDisruptionBudget']);

const replicasIn = (environment: string): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries(
    deployments
      .filter(({ path }) => path.startsWith(`${environment}/`))
      .map(({ metadata, spec }) => [metadata.name, spec.replicas]),
  );

const inCatalogue = (replicas: (min: number) => number): Readonly<Record<string, number>> =>
  Object.fromEntries(
    deployed.flatMap(({ name, scaling }) =>
      scaling.kind === 'replicas' ? [[name, replicas(scaling.min)]] : [],
    ),
  );

const replicated = deployed.filter(({ scaling }) => scaling.kind === 'replicas');
const elastic = replicated.filter(({ scaling }) => isElastic(scaling));
/** What has as many replicas at any load. */
const fixed = replicated.filter(({ scaling }) => !isElastic(scaling));
const setIn = (environment: string): readonly string[] =>
  Object.entries(replicasIn(environment)).flatMap(([name, count]) =>
    count === undefined ? [] : [`${name} ${count}`],
  );

describe('The number of replicas', () => {
  it('is one in dev', () => {
    expect(replicasIn('dev')).toEqual(inCatalogue(() => 1));
  });

  it('is two in staging while people work, and one at other times', () => {
    expect(setIn('staging')).toEqual(fixed.map(({ name }) => `${name} 2`));
    const bounds = autoscalersIn('staging').map(
      ({ spec }) => `${spec.scaleTargetRef.name} ${spec.minReplicaCount} to ${spec.maxReplicaCount}`,
    );
    expect(bounds.sort()).toEqual(elastic.map(({ name }) => `${name} 1 to 2`).sort());
  });

  it('is left to one autoscaler of each service in production, within the bounds of the catalogue', () => {
    expect(setIn('production')).toEqual(fixed.map(({ name }) => `${name} 2`));
    const targets = autoscalersIn('production').map(
      ({ spec }) => `${spec.scaleTargetRef.kind} ${spec.scaleTargetRef.name}`,
    );
    expect(targets.sort()).toEqual(elastic.map(({ name }) => `Deployment ${name}`).sort());
    for (const { spec } of autoscalersIn('production')) {
      const scaling = deployed.find(({ name }) => name === spec.scaleTargetRef.name)?.scaling;
      expect(spec.maxReplicas ?? spec.maxReplicaCount).toBe(
        scaling?.kind === 'replicas' ? scaling.max : undefined,
      );
      expect(spec.minReplicas ?? spec.minReplicaCount).toBeGreaterThanOrEqual(2);
    }
  });

  it('is not set where there is a pod on every node', () => {
    expect(daemonSets.map(({ path }) => path)).toEqual(
      ['dev', 'production', 'staging'].map(
        (environment) => `${environment}/reflex-gateway/DaemonSet.reflex-gateway.yaml`,
      ),
    );
    for (const { spec } of daemonSets) expect(spec).not.toHaveProperty('replicas');
  });
});

describe('Replicas', () => {
  it('are spread over zones and nodes', () => {
    for (const { spec, metadata } of deployments)
      expect(spec.template.spec.topologySpreadConstraints).toEqual(
        ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': metadata.name } },
          maxSkew: 1,
          topologyKey,
          whenUnsatisfiable: 'ScheduleAnyway',
        })),
      );
  });

  it('have a disruption budget where there are several', () => {
    const several = deployments.filter(({ spec }) => spec.replicas !== 1);
    const guarded = budgets
      .flatMap((budget) => selectedBy(budget.spec.selector.matchLabels, budget))
      .filter(isService);
    expect(guarded.map(({ path }) => path)).toEqual(several.map(({ path }) => path));
  });

  it('lose at most some of their number to a drain, which always gets one', () => {
    for (const budget of budgets)
      for (const { spec } of selectedBy(budget.spec.selector.matchLabels, budget)) {
        const replicas = spec.replicas ?? 2;
        const kept = budget.spec.minAvailable ?? replicas - Number(budget.spec.maxUnavailable);
        expect(kept).toBeLessThan(replicas);
        expect(kept).toBeGreaterThan(0);
        expect(budget.spec.unhealthyPodEvictionPolicy).toBe('AlwaysAllow');
      }
  });
});
