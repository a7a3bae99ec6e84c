import type { ClusterEnvironmentName } from '@octollm/constructs';

/** Where the images of the platform are. */
export const registry = 'ghcr.io/octollm';

/** The release that each environment runs: the tag of every image. A release moves from the top to the bottom. */
export const releases: Readonly<Record<ClusterEnvironmentName, string>> = {
  dev: '0.1.0',
  staging: '0.1.0',
  production: '0.1.0',
};
