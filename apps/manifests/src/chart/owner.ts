import type { Job, Service } from '@octollm/catalogue';
import { camelCase } from './values.ts';

/** What the objects of a folder belong to. */
export type Owner = Service | Job;

/** Where the values of a service or a job are. */
export const pathOf = (owner: Owner): string =>
  `${owner.kind === 'job' ? 'jobs' : 'services'}.${camelCase(owner.name)}`;

/** The service whose image an owner runs. */
export const imageNameOf = (owner: Owner): string => (owner.kind === 'job' ? owner.image : owner.name);
