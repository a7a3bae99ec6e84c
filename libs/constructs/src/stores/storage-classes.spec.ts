import { describe, expect, it } from 'vitest';
import { rendered } from '../fixtures/render.ts';
import { StorageClasses, storageClassName } from './storage-classes.ts';

describe('The storage classes', () => {
  const objects = rendered(
    (chart) =>
      new StorageClasses(chart, 'classes', {
        provisioner: 'disks.example',
        parameters: { fast: { kind: 'nvme' }, standard: {}, scratch: {} },
      }),
    { namespace: 'books' },
  );

  it('are three of the cluster, by the driver that it has', () => {
    expect(objects.map(({ metadata }) => metadata.name)).toEqual([
      storageClassName('fast'),
      storageClassName('standard'),
      storageClassName('scratch'),
    ]);
    expect(objects[0]).toMatchObject({ provisioner: 'disks.example', parameters: { kind: 'nvme' } });
    for (const { metadata } of objects) expect(metadata.namespace).toBeUndefined();
  });

  it('make a disk where its pod is, let it grow, and keep it when its claim is gone, unless it is scratch', () => {
    for (const object of objects)
      expect(object).toMatchObject({
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
      });
    expect(objects.map(({ reclaimPolicy }) => reclaimPolicy)).toEqual(['Retain', 'Retain', 'Delete']);
  });
});
