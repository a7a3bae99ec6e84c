import type { Origin } from '../injection-signal.ts';
import { learned } from './learned.ts';
import type { Model } from './model.ts';

const loaded = (origin: Origin): Model => {
  const { weights, ...rest } = learned[origin];
  return { ...rest, weights: new Int8Array(Buffer.from(weights, 'base64')) };
};

/** What ships, by the origin of the text that it is for. */
export const models: Readonly<Record<Origin, Model>> = { user: loaded('user'), content: loaded('content') };
