import { join } from 'node:path';
import type { PeerPlace } from '../../peers/index.ts';
import { root } from '../../workspace/index.ts';

/** Where what the gateway is measured beside, and with, comes from and is put to run. */
export const peerPlace: PeerPlace = {
  sources: join(root, 'tools', 'bench-peers-gateway'),
  folder: join(root, '.octollm', 'bench-peers-gateway'),
};
