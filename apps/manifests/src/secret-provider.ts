/**
 * Where the secrets are: a Vault (or OpenBao) that knows the operator by its service account. Another provider of
 * https://external-secrets.io/latest/provider/ takes its place here.
 */
export const secretProvider = {
  vault: {
    server: 'https://vault.octollm-system:8200',
    path: 'secret',
    version: 'v2',
    auth: {
      kubernetes: {
        mountPath: 'kubernetes',
        role: 'octollm-secrets',
        serviceAccountRef: { name: 'external-secrets', namespace: 'external-secrets' },
      },
    },
  },
} as const;
