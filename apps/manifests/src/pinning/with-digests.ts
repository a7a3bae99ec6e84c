import type { KubernetesObject } from '@octollm/constructs';
import type { Digests } from './digests.ts';
import { mapImages } from './images-in.ts';

/** The object with the digest of every image that has one: `<image>:<tag>@sha256:...`. */
export const withDigests = (object: KubernetesObject, digests: Digests): KubernetesObject =>
  mapImages(object, (image) => (digests[image] === undefined ? image : `${image}@${digests[image]}`));
