import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';
import { DuplicateObjectError, renderObjects } from './objects.ts';

const configMap = (app: App, chart: string, name: string, namespace: string) =>
  new k8s.KubeConfigMap(new Chart(app, chart), 'map', { metadata: { name, namespace } });

describe('The objects of an app', () => {
  it('come with the chart they were defined in', () => {
    const app = new App();
    configMap(app, 'left', 'words', 'books');
    expect(renderObjects(app)).toEqual([
      {
        chart: 'left',
        object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'words', namespace: 'books' } },
      },
    ]);
  });

  it('may share a name in different namespaces', () => {
    const app = new App();
    configMap(app, 'left', 'words', 'books');
    configMap(app, 'right', 'words', 'papers');
    expect(renderObjects(app)).toHaveLength(2);
  });

  it('are refused when two have one identity, with the charts that define them', () => {
    const app = new App();
    configMap(app, 'left', 'words', 'books');
    configMap(app, 'right', 'words', 'books');
    expect(() => renderObjects(app)).toThrow(DuplicateObjectError);
    expect(() => renderObjects(app)).toThrow(
      'v1 ConfigMap books words is rendered twice, by left and by right.',
    );
  });
});
