export { TokenSigner } from './token-signer.ts';
export { TokenVerifier } from './token-verifier.ts';
