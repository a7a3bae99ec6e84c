import type { KubernetesObject } from '@octollm/constructs';
import { parse } from 'yaml';
import type { Files } from './render.ts';

const aboutFiles = /\/(?:kustomization\.yaml|differences\.txt|SHA256SUMS)$/;
/** Templates are no objects before they are rendered, and Compose knows none. */
const otherFormats = /^(?:chart|compose)\//;

/** Whether a file holds an object, and is not about other files. */
export const holdsObject = (path: string): boolean => !aboutFiles.test(path) && !otherFormats.test(path);

/** The objects in rendered files. Kubernetes reads YAML 1.1. */
export const objectsIn = (files: Files): readonly KubernetesObject[] =>
  [...files]
    .filter(([path]) => holdsObject(path))
    .map(([, text]) => parse(text, { version: '1.1' }) as KubernetesObject);
