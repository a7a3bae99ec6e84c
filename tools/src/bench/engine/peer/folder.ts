import { join } from 'node:path';
import { root } from '../../../workspace/index.ts';

/** What belongs to the peers in the repository. */
export const peerSources = join(root, 'tools', 'bench-peers');

/** Where the peers and their packages are put to run: never a part of the product's install. */
export const peerFolder = join(root, '.octollm', 'bench-peers');
