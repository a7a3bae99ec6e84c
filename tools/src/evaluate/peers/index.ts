/** Libraries that the guardrails are measured beside. */
export { type GuardrailPeers, guardrailPeers, type InjectionPeer, type PiiPeer } from './guardrail-peers.ts';
