import { join } from 'node:path';
import type { PeerPlace } from '../../../peers/index.ts';
import { root } from '../../../workspace/index.ts';

/** Where the peers of this benchmark come from and are put to run. */
export const peerPlace: PeerPlace = {
  sources: join(root, 'tools', 'bench-peers'),
  folder: join(root, '.octollm', 'bench-peers'),
};
