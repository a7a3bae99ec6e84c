import type { Waiver } from '../engine/waiver.ts';
import { platformNamespaces } from './namespaces.ts';

const everywhere = platformNamespaces;
const pinned = ['octollm-staging', 'octollm-production'];

/** A peer that is rendered later: everybody who may call it waits for it. */
const peersToCome = (peer: string, reason: string, expires: string): Waiver => ({
  rule: 47,
  namespaces: everywhere,
  kind: 'NetworkPolicy',
  subject: peer,
  reason,
  expires,
});

/** What the committed manifests are allowed to break, why, and until when. */
export const platformWaivers: readonly Waiver[] = [
  {
    rule: 21,
    namespaces: pinned,
    subject: /^ghcr\.io\/octollm\//,
    reason:
      'The images are not published yet; npm run images:pin fills their digests in where a registry is reachable.',
    expires: '2027-03-31',
  },
  ...['postgres', 'redis-queue', 'redis-cache', 'qdrant'].map((store) =>
    peersToCome(`app.kubernetes.io/name=${store}`, 'The stores are not rendered yet.', '2027-02-28'),
  ),
  peersToCome(
    'app.kubernetes.io/name=prometheus in namespaces kubernetes.io/metadata.name=octollm-system',
    'Prometheus is not rendered yet.',
    '2027-02-28',
  ),
];
