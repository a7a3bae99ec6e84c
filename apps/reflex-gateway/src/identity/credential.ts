/** What somebody shows to say who they are. */
export interface Credential {
  readonly kind: 'key' | 'token';
  readonly text: string;
}

const keyPattern = /^octollm_(?:live|test|admin)_[A-Za-z0-9]{16,128}$/;

/** A JWT in the compact form (RFC 7515, section 7.1). One without a signature does not match. */
const tokenPattern = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Longer than any that carries no more than it must; what is longer is not looked at. */
const longestToken = 8_192;

/** The credential in an `Authorization: Bearer` header; undefined when there is nothing that could be one. */
export const credentialIn = (authorization: string | undefined): Credential | undefined => {
  if (authorization === undefined || !/^bearer /i.test(authorization)) return undefined;
  const text = authorization.slice('bearer '.length);
  if (keyPattern.test(text)) return { kind: 'key', text };
  return text.length <= longestToken && tokenPattern.test(text) ? { kind: 'token', text } : undefined;
};
