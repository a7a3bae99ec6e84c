import type { Resources } from '../service.ts';

/** The resources of an arm that mostly waits for others. */
export const smallArm: Resources = {
  cpu: { request: '250m', limit: '1' },
  memory: { request: '256Mi', limit: '512Mi' },
  ephemeralStorage: { request: '128Mi', limit: '512Mi' },
};

/** The resources of an arm that computes. */
export const largeArm: Resources = {
  cpu: { request: '500m', limit: '2' },
  memory: { request: '512Mi', limit: '1Gi' },
  ephemeralStorage: { request: '256Mi', limit: '2Gi' },
};
