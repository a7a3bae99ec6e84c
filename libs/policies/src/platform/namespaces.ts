/** The namespaces of the platform's environments. */
export const platformNamespaces = ['octollm-dev', 'octollm-staging', 'octollm-production'] as const;
