import type { KubernetesObject } from '@octollm/constructs';
import { parse } from 'yaml';
import type { Files } from './render.ts';

/** Whether a file holds an object, and is not about other files. */
export const holdsObject = (path: string): boolean => !/\/(?:kustomization\.yaml|SHA256SUMS)$/.test(path);

/** The objects in rendered files. Kubernetes reads YAML 1.1. */
export const objectsIn = (files: Files): readonly KubernetesObject[] =>
  [...files]
    .filter(([path]) => holdsObject(path))
    .map(([, text]) => parse(text, { version: '1.1' }) as KubernetesObject);
