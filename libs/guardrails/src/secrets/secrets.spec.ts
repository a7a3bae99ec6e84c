import { describe, expect, it } from 'vitest';
import type { Detector } from '../detector.ts';
import { found } from '../found.fixture.ts';
import { awsAccessKey } from './aws-access-key.ts';
import { credential } from './credential.ts';
import { githubToken } from './github-token.ts';
import { googleApiKey } from './google-api-key.ts';
import { jsonWebToken } from './json-web-token.ts';
import { modelProviderKey } from './model-provider-key.ts';
import { platformKey } from './platform-key.ts';
import { privateKey } from './private-key.ts';
import { serviceToken } from './service-token.ts';
import { stripeKey } from './stripe-key.ts';

// Put together here, so that no scanner takes this file for a leak.
const random = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA3';
const jwt = (header: string) => `${Buffer.from(header).toString('base64url')}.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`;
const pem = (label: string) => `-----BEGIN ${label}-----\nMIIEvQ+/=\nabc\n-----END ${label}-----`;

const tokens: readonly (readonly [string, Detector, readonly string[]])[] = [
  [
    'AWS access keys',
    awsAccessKey,
    ['AKIAIOSFODNN7', 'ASIAIOSFODNN7', 'AKIA018901890'].map((start) => `${start}EXAMPLE`),
  ],
  ['GitHub tokens', githubToken, ['ghp_', 'gho_', 'ghs_', 'github_pat_'].map((prefix) => prefix + random)],
  ['Google keys', googleApiKey, [`AIza${random.slice(0, 35)}`, `AIza-_${random.slice(0, 33)}`]],
  [
    'tokens of services',
    serviceToken,
    [
      ...['xoxb-', 'xoxp-', 'xapp-', 'glpat-', 'npm_', 'pypi-', 'hf_', 'gsk_', 'dop_v1_'].map(
        (prefix) => prefix + random,
      ),
      `SG.${random.slice(0, 22)}.${random}`,
    ],
  ],
  ['Stripe keys', stripeKey, ['sk_live_', 'rk_test_', 'whsec_'].map((prefix) => prefix + random)],
  [
    'keys of model providers',
    modelProviderKey,
    ['sk-', 'sk-proj-', 'sk-ant-api03-'].map((prefix) => prefix + random),
  ],
  [
    'keys of the platform',
    platformKey,
    ['octollm_live_', 'octollm_admin_', 'octollm_test_'].map((prefix) => prefix + random),
  ],
  ['JSON Web Tokens', jsonWebToken, [jwt('{"alg":"HS256","typ":"JWT"}'), jwt('{"typ":"JWT","alg":"none"}')]],
  [
    'private keys',
    privateKey,
    ['PRIVATE KEY', 'RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'].map(pem),
  ],
];

describe.each(tokens)('%s', (_name, detector, samples) => {
  it.each(samples)('are found: %s', (sample) => {
    for (const text of [sample, `key=${sample}`, `"${sample}"`, `use ${sample}, then`, `a\n${sample}\nb`])
      expect(found(detector, text)).toEqual([sample]);
  });

  it('are found every time', () => {
    expect(found(detector, samples.join(' and '))).toEqual(samples);
  });
});

it.each([
  [awsAccessKey, 'AKIAIOSFODNN7EXAMPL'],
  [awsAccessKey, 'XAKIAIOSFODNN7EXAMPLE'],
  [githubToken, 'ghp_short'],
  [googleApiKey, 'AIzaShort'],
  [serviceToken, 'npm_config_registry_and_some_more_words'],
  [serviceToken, 'SG.Word.word'],
  [stripeKey, `pk_live_${random}`],
  [modelProviderKey, 'sk-learn-is-a-library-for-machine-learning'],
  [platformKey, 'octollm_live_short'],
  [jsonWebToken, 'eyJhbGciOiJ.IUzI1NiJ9'],
  [jsonWebToken, jwt('{"typ":"JWT"}')],
  [jsonWebToken, 'eyJub3QganNvbg.eyJzdWIiOiIxIn0.c2ln'],
  [privateKey, '-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----'],
  [privateKey, 'BEGIN PRIVATE KEY'],
] as const)('what only resembles a secret is left alone: %#', (detector, text) => {
  expect(found(detector, text)).toEqual([]);
});

describe('a private key that is cut short', () => {
  it('is covered as far as it goes', () => {
    const text = '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nMIIEvQ==\n';
    expect(found(privateKey, `${text}"and more"`)).toEqual([text]);
  });

  it('is covered when its lines are escaped', () => {
    expect(found(privateKey, pem('PRIVATE KEY').replaceAll('\n', '\\n'))).toHaveLength(1);
  });
});

describe('values given to the name of a credential', () => {
  it.each([
    ['password=hunter2!x', 'hunter2!x'],
    ['"api_key": "Zx81-qq7Lm"', 'Zx81-qq7Lm'],
    ["DB_PASSWORD='s3cr3t_Pa55'", 's3cr3t_Pa55'],
    ['clientSecret := Abc123Def456', 'Abc123Def456'],
    ['TOKEN=aB3dE5fG7hJ9kL1m', 'aB3dE5fG7hJ9kL1m'],
    ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA=='],
    ['postgres://admin:Sup3rS3cret@db.test/x', 'Sup3rS3cret'],
    ['redis://:Sup3rS3cret@cache', 'Sup3rS3cret'],
    ['password is Hunter2!xyz', 'Hunter2!xyz'],
    ['my password is "Tr0ub4dor&3"', 'Tr0ub4dor&3'],
    ['passwort: Geheim123!', 'Geheim123!'],
    ['Das Passwort ist Geheim123!', 'Geheim123!'],
    ['contraseña: Secreto123!', 'Secreto123!'],
    ['mot de passe : Secret123!', 'Secret123!'],
    ['{"password":"p@ss w0rd 1"}', 'p@ss w0rd 1'],
    ['password: (Abc123!x)', 'Abc123!x'],
    ['api_key: 550e8400-e29b-41d4-a716-446655440000', '550e8400-e29b-41d4-a716-446655440000'],
    ['Authorization: Bearer mF_9.B5f-4.1JqM', 'mF_9.B5f-4.1JqM'],
  ])('are found: %s', (text, value) => expect(found(credential, text)).toEqual([value]));

  it.each([
    'password: required',
    'password=${DB_PASSWORD}',
    'api_key: process.env.API_KEY1',
    'password = "********"',
    'password: please-contact-admin',
    'api_key={{ vault.key1 }}',
    'password=short1',
    'secret: https://example.com/Vault1',
    'password=[credential]',
    'password: aaaaaaaaaaaA',
    'The password is wrong2day',
    'const password = getPassword();',
    'password = getPassword2();',
    'private_key: path/to/key2.pem',
    'access_token = response.data[0].token',
    'let token: Token2[] = []',
    'secret: my-k8s-secret-name-v2',
    'password: SeeTheManual',
    "What's the secret: Nobody_knows!",
    'next_page_token: aB3dE5fG7hJ9',
    'max_tokens: 12345678',
    'Basic Training2',
    'http://admin:password@localhost',
    'http://admin:${PASSWORD1}@localhost',
    'http://host:8080/a@b1c2d3e4',
    'password: "See page 3 of the manual"',
  ])('are not seen in: %s', (text) => expect(found(credential, text)).toEqual([]));
});
