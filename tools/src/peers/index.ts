/** Packages that the product is measured beside, installed outside of it. */
export { installPeers, type PeerPlace } from './install-peers.ts';
