import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { NamespaceBounds } from './namespace-bounds.ts';

const quota = { pods: '10', 'limits.memory': '4Gi' };
const objects = rendered((chart) => new NamespaceBounds(chart, 'bounds', { namespace: 'books', quota }));

describe('The bounds of a namespace', () => {
  it('are what all its pods may take together', () => {
    const { metadata, spec } = objectOf(objects, 'ResourceQuota');
    expect(metadata.namespace).toBe('books');
    expect(spec).toEqual({ hard: quota });
  });

  it('give a container that asks for nothing something to run with, so that the quota does not refuse it', () => {
    expect(objectOf(objects, 'LimitRange').spec).toMatchObject({
      limits: [
        {
          type: 'Container',
          defaultRequest: { cpu: '100m', memory: '128Mi' },
          default: { cpu: '500m', memory: '256Mi' },
        },
      ],
    });
  });
});
