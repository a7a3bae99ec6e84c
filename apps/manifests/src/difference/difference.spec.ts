import type { KubernetesObject } from '@octollm/constructs';
import { describe, expect, it } from 'vitest';
import { objectsIn } from '../objects-in.ts';
import { render } from '../render.ts';
import { difference } from './difference.ts';
import { differenceText } from './difference-text.ts';

const web = (spec: object): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec,
});

describe('The difference of two renders', () => {
  it('is none between a render and itself, however its maps are ordered', () => {
    const objects = objectsIn(render());
    expect(difference(objects, objects.toReversed())).toEqual([]);
    expect(difference([web({ a: 1, b: 2 })], [web({ b: 2, a: 1 })])).toEqual([]);
  });

  it('names what is added, removed and changed, the items of lists by their names', () => {
    const before = web({ containers: [{ name: 'proxy' }, { name: 'web', image: 'web:1' }], paused: true });
    const after = web({ containers: [{ name: 'web', image: 'web:2' }, { name: 'proxy' }], ports: [80] });
    const other = { ...web({}), metadata: { name: 'other', namespace: 'shop' } };
    expect(differenceText(difference([before], [after, other]))).toBe(
      [
        '+ apps/v1 Deployment shop other',
        '~ apps/v1 Deployment shop web',
        '  ~ spec.containers[web].image: "web:1" -> "web:2"',
        '  - spec.paused: true',
        '  + spec.ports[0]: 80',
        '1 changed, 1 added, 0 removed\n',
      ].join('\n'),
    );
    expect(differenceText(difference([other], []))).toBe(
      '- apps/v1 Deployment shop other\n0 changed, 0 added, 1 removed\n',
    );
  });

  it('warns of what no update can change', () => {
    const [changed] = difference([web({ selector: { app: 'a' } })], [web({ selector: { app: 'b' } })]);
    expect(changed?.changes).toEqual([
      { path: 'spec.selector.app', before: 'a', after: 'b', immutable: true },
    ]);
    expect(differenceText(changed === undefined ? [] : [changed])).toContain('delete the object first');
  });

  it('does not warn of a Job that Argo CD deletes before it makes it anew', () => {
    const job = (image: string, annotations?: Record<string, string>): KubernetesObject => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'migration', ...(annotations === undefined ? {} : { annotations }) },
      spec: { template: { image } },
    });
    const hook = { 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation' };
    const immutable = (annotations?: Record<string, string>) =>
      difference([job('1', annotations)], [job('2', annotations)])[0]?.changes.map(
        (change) => change.immutable,
      );
    expect(immutable(hook)).toEqual([false]);
    expect(immutable()).toEqual([true]);
  });
});
