import type { k8s } from 'cdk8s-plus-27';

/** How people get in: with the password of the one administrator, or with their account elsewhere. */
export type GrafanaAccess =
  | { readonly kind: 'basic' }
  | {
      readonly kind: 'oidc';
      /** The endpoints of the issuer, as its discovery document names them. */
      readonly authUrl: string;
      readonly tokenUrl: string;
      readonly userinfoUrl: string;
      readonly clientId: string;
      /** A JMESPath over what the issuer says of a user that gives `Admin`, `Editor` or `Viewer`. */
      readonly roles: string;
    };

/** Where Grafana finds the files with its secrets. */
export const secretsDirectory = '/var/run/secrets/grafana';

/** Where Grafana looks for files that say what it has. */
export const provisioning = '/etc/grafana/provisioning';

const setting = (section: string, name: string, value: string): k8s.EnvVar => ({
  name: `GF_${section}_${name}`,
  value,
});

/** Grafana reads `__FILE` as the path of a file with the value. */
const secretSetting = (section: string, name: string, key: string): k8s.EnvVar =>
  setting(section, `${name}__FILE`, `${secretsDirectory}/${key}`);

const oidc = 'AUTH_GENERIC_OAUTH';

const accessSettings = (access: GrafanaAccess): readonly k8s.EnvVar[] =>
  access.kind === 'basic'
    ? []
    : [
        setting(oidc, 'ENABLED', 'true'),
        setting(oidc, 'NAME', 'Single sign-on'),
        setting(oidc, 'SCOPES', 'openid profile email'),
        setting(oidc, 'AUTH_URL', access.authUrl),
        setting(oidc, 'TOKEN_URL', access.tokenUrl),
        setting(oidc, 'API_URL', access.userinfoUrl),
        setting(oidc, 'CLIENT_ID', access.clientId),
        secretSetting(oidc, 'CLIENT_SECRET', 'GRAFANA_CLIENT_SECRET'),
        setting(oidc, 'USE_PKCE', 'true'),
        setting(oidc, 'ROLE_ATTRIBUTE_PATH', access.roles),
        setting(oidc, 'ROLE_ATTRIBUTE_STRICT', 'true'),
        // The password of the administrator would go round the single sign-on.
        setting('AUTH', 'DISABLE_LOGIN_FORM', 'true'),
      ];

/** The settings of Grafana as variables (https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/). */
export const grafanaSettings = ({
  url,
  access,
}: {
  readonly url: string;
  readonly access: GrafanaAccess;
}): readonly k8s.EnvVar[] => [
  setting('SERVER', 'ROOT_URL', url),
  setting('PATHS', 'PROVISIONING', provisioning),
  secretSetting('SECURITY', 'ADMIN_PASSWORD', 'GRAFANA_ADMIN_PASSWORD'),
  secretSetting('SECURITY', 'SECRET_KEY', 'GRAFANA_SECRET_KEY'),
  setting('SECURITY', 'COOKIE_SECURE', String(url.startsWith('https:'))),
  setting('AUTH_ANONYMOUS', 'ENABLED', 'false'),
  setting('USERS', 'ALLOW_SIGN_UP', 'false'),
  setting('ANALYTICS', 'REPORTING_ENABLED', 'false'),
  setting('ANALYTICS', 'CHECK_FOR_UPDATES', 'false'),
  setting('PLUGINS', 'PREINSTALL_DISABLED', 'true'),
  ...accessSettings(access),
];

/** The properties of the secret store that become files. */
export const grafanaSecrets = ({ kind }: GrafanaAccess): readonly string[] => [
  'GRAFANA_ADMIN_PASSWORD',
  'GRAFANA_SECRET_KEY',
  ...(kind === 'oidc' ? ['GRAFANA_CLIENT_SECRET'] : []),
];
