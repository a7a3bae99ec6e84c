export { LocalTokenDenyList } from './local-token-deny-list.ts';
export { openTokenDenyList } from './open-token-deny-list.ts';
export { TokenDenyListModule } from './token-deny-list.module.ts';
export { TOKEN_DENY_LIST, type TokenDenyList } from './token-deny-list.ts';
export { longestTokenSeconds, TokenSigner } from './token-signer.ts';
export { TokenVerifier } from './token-verifier.ts';
