import { integer, longText, text, url } from './builders.ts';
import type { SettingsRule } from './setting.ts';

const secretLength = 32;

/** Which JWTs of an identity provider are taken beside API keys. Without a secret and a JWKS: none. */
export const jwtSettings = {
  AUTH_JWT_SECRET: longText(secretLength)({
    description:
      'the secret that an identity provider signs JWTs with (HS256); instead of it AUTH_JWKS_URL; no JWT is taken when neither is set',
    secret: true,
    optional: true,
  }),
  AUTH_JWKS_URL: url(
    'https',
    'http',
  )({
    description:
      'where the public keys of an identity provider are (RS256, ES256, EdDSA). Inside the cluster it needs a network policy of its own',
    optional: true,
  }),
  AUTH_JWT_ISSUER: text({ description: 'the claim iss that a JWT must have', optional: true }),
  AUTH_JWT_AUDIENCE: text({
    description: 'the claim aud that a JWT must have: what the identity provider calls this platform',
    optional: true,
  }),
  AUTH_JWT_TENANT_CLAIM: text({
    description: 'the claim of a JWT that names the tenant',
    default: 'tenant_id',
  }),
  AUTH_JWT_CLOCK_TOLERANCE_SECONDS: integer(
    0,
    300,
  )({
    description: 'seconds by which the clock of the identity provider may differ',
    default: 5,
  }),
};

const sources = ['AUTH_JWT_SECRET', 'AUTH_JWKS_URL'] as const;

/** What the settings of JWTs must be together. */
export const jwtRules: readonly SettingsRule[] = [
  (values) =>
    sources.every((name) => values[name] !== undefined)
      ? `${sources.join(' and ')} are both set. Keep the one that the identity provider signs with.`
      : undefined,
  ...(['AUTH_JWT_ISSUER', 'AUTH_JWT_AUDIENCE'] as const).map(
    (needed): SettingsRule =>
      (values) => {
        const source = sources.find((name) => values[name] !== undefined);
        return source !== undefined && values[needed] === undefined
          ? `${needed} is not set. ${source} needs it: without it a token that is meant for somebody else would do.`
          : undefined;
      },
  ),
  ({ OCTOLLM_ENVIRONMENT: environment, AUTH_JWKS_URL: address }) =>
    environment === 'production' && typeof address === 'string' && !/^https:/i.test(address)
      ? 'AUTH_JWKS_URL must start with https:// in production: who can change the keys on their way can sign tokens.'
      : undefined,
];
