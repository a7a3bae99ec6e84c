/**
 * Where the secrets are: a Vault (or OpenBao) in a namespace of its own, whose certificate the operator checks with the
 * authority in the ConfigMap `vault-ca` of its namespace, and which knows the operator by its service account. Another provider of
 * https://external-secrets.io/latest/provider/ takes its place here.
 */
export const secretProvider = {
  vault: {
    server: 'https://vault.vault:8200',
    path: 'secret',
    version: 'v2',
    caProvider: { type: 'ConfigMap', namespace: 'external-secrets', name: 'vault-ca', key: 'ca.crt' },
    auth: {
      kubernetes: {
        mountPath: 'kubernetes',
        role: 'octollm-secrets',
        serviceAccountRef: { name: 'external-secrets', namespace: 'external-secrets' },
      },
    },
  },
} as const;
