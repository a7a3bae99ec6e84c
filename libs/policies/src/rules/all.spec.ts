import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualSurroundings } from '../engine/surroundings.ts';
import { availabilityCases } from '../fixtures/availability-cases.ts';
import { configurationCases } from '../fixtures/configuration-cases.ts';
import { hygieneCases } from '../fixtures/hygiene-cases.ts';
import { networkCases } from '../fixtures/network-cases.ts';
import { observabilityCases } from '../fixtures/observability-cases.ts';
import { podCases } from '../fixtures/pod-cases.ts';
import { recoveryCases } from '../fixtures/recovery-cases.ts';
import { clusterOf, faultsOf } from '../fixtures/rule-case.ts';
import { type JsonObject, objectIn } from '../read/json.ts';
import { rules } from './all.ts';

const cases = [
  ...podCases,
  ...configurationCases,
  ...availabilityCases,
  ...networkCases,
  ...hygieneCases,
  ...observabilityCases,
  ...recoveryCases,
];

describe('The rules', () => {
  it('are numbered 1 to 64, and each is tested', () => {
    const numbers = Array.from({ length: 64 }, (_, index) => index + 1);
    expect(rules.map(({ id }) => id)).toEqual(numbers);
    expect([...new Set(cases.map(({ rule }) => rule))].sort((a, b) => a - b)).toEqual(numbers);
  });

  it('say why they are rules and what to do', () => {
    for (const { name, why, mend } of rules) {
      expect(name).toMatch(/^[A-Z0-9].+[^.]$/);
      for (const sentence of [why, mend]) expect(sentence).toMatch(/^[A-Z0-9].+\.$/);
    }
  });
});

describe.each(cases)('Rule $rule', ({ rule, finds, good, bad, at, surroundings }) => {
  it(`finds ${finds}, and nothing where it is not`, () => {
    expect(faultsOf(rule, good, surroundings)).toEqual([]);
    expect(faultsOf(rule, bad, surroundings).map(({ path }) => path)).toContain(at);
  });
});

/** What stands in wrong manifests where something else should. The last cannot even be made a text. */
const strange: readonly unknown[] = [
  null,
  0,
  -1,
  '',
  'x',
  [],
  [null],
  [[{}]],
  {},
  { name: {} },
  { toString: 1 },
];

/** Every object that has one of its parts, however deep, replaced. */
const replaced = (value: unknown, by: unknown): readonly unknown[] => [
  by,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) =>
        replaced(part, by).map((changed) =>
          Array.isArray(value)
            ? value.map((item: unknown, index) => (String(index) === key ? changed : item))
            : { ...value, [key]: changed },
        ),
      )
    : []),
];

it.each(cases)('Rule $rule does not throw where any part of its objects is strange: $finds', (given) => {
  const context = { ...usualSurroundings, ...given.surroundings };
  // The good objects are of the same shapes.
  const { bad: objects } = given;
  const attempts = objects.flatMap((object, index) =>
    strange
      .flatMap((by) => replaced(object, by))
      .flatMap((changed) => [
        objects.with(index, objectIn(changed)),
        objects.with(index, { ...objectIn(changed), kind: object.kind }),
      ]),
  );
  expect(attempts.length).toBeGreaterThan(50);
  for (const attempt of attempts) expect(Array.isArray(faultsOf(given.rule, attempt, context))).toBe(true);
});

/** Words that rules look for, so that arbitrary objects are not all strange in the same way. */
const words = [
  'spec template metadata containers initContainers volumes env envFrom ports selector matchLabels matchExpressions',
  'securityContext capabilities name namespace labels port targetPort rules from to podSelector namespaceSelector',
  'ipBlock cidr except policyTypes ingress egress resources requests limits memory hard jobTemplate data tls hosts',
  'httpGet preStop lifecycle replicas scaleTargetRef kind subjects roleRef verbs parentRefs listeners backendRefs',
  'groups rules alert record expr annotations route routes receiver receivers matchers schedule plugins template',
  'toString constructor __proto__ items key operator values Egress 0.0.0.0/0 50% web http',
].flatMap((line) => line.split(' '));

const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, 1, -1, 53, 80, 1.5, ...words),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 6 }),
  ),
})).value;

const kinds =
  'Pod Deployment StatefulSet DaemonSet CronJob Job Service NetworkPolicy Namespace ServiceAccount ConfigMap Secret PodDisruptionBudget HorizontalPodAutoscaler ScaledObject VerticalPodAutoscaler ServiceMonitor PodMonitor Ingress HTTPRoute Gateway Role RoleBinding ResourceQuota LimitRange ExternalSecret SealedSecret Certificate Cluster Schedule PersistentVolumeClaim PrometheusRule AlertmanagerConfig ScheduledBackup toString'.split(
    ' ',
  );

const versions =
  'v1 apps/v1 batch/v1 autoscaling/v2 policy/v1 networking.k8s.io/v1 keda.sh/v1alpha1 monitoring.coreos.com/v1 gateway.networking.k8s.io/v1 rbac.authorization.k8s.io/v1 velero.io/v1 external-secrets.io/v1 postgresql.cnpg.io/v1'.split(
    ' ',
  );

const anyObject = fc
  .tuple(
    fc.constantFrom(...versions),
    fc.constantFrom(...kinds),
    fc.oneof(anything, fc.constant({ name: 'web', namespace: 'shop' })),
    fc.dictionary(fc.constantFrom(...words), anything, { maxKeys: 5 }),
  )
  .map(([apiVersion, kind, metadata, rest]): JsonObject => ({ ...rest, apiVersion, kind, metadata }));

it('No rule throws, whatever the objects look like', () => {
  fc.assert(
    fc.property(
      fc.array(anyObject, { maxLength: 6 }),
      fc.array(anyObject, { maxLength: 2 }),
      (objects, committed) => {
        const context = {
          ...usualSurroundings,
          cluster: clusterOf(objects),
          committed: clusterOf(committed),
          calls: [{ namespace: 'shop', caller: 'web', callee: 'web', port: 80 }],
        };
        for (const rule of rules)
          for (const { message, path } of rule.check(context)) {
            expect(typeof message).toBe('string');
            expect(path).not.toBe('');
          }
      },
    ),
    { numRuns: 600 },
  );
});
