import { platformLabels } from '../../labels.ts';

/** What the store is called in the catalogue, and its objects in a cluster. */
export const postgresName = 'postgres';

/** The database of the platform, and the role that owns it. */
export const databaseName = 'octollm';

/** The property of the secret entry that holds the password of the role. */
export const passwordKey = 'POSTGRES_PASSWORD';

/** The Secret with the name and the password of the role. */
export const credentialsName = `${postgresName}-credentials`;

/** The label of all that CloudNativePG makes for the cluster: instances, poolers and jobs. */
export const clusterPods = { 'cnpg.io/cluster': postgresName } as const;

/** What the operator is told to put on what it makes; the other recommended labels it sets itself. */
export const madeLabels = {
  'app.kubernetes.io/part-of': platformLabels['app.kubernetes.io/part-of'],
} as const;

/** The labels of the instances. */
export const instancePods = { ...clusterPods, 'cnpg.io/podRole': 'instance' } as const;

/** Where PostgreSQL and its pooler listen, and where each shows its figures. */
export const postgresPorts = {
  postgres: 5_432,
  /** Of postgres_exporter, and of CloudNativePG's own. */
  metrics: 9_187,
  /** Where the operator asks the instance manager how it is. */
  status: 8_000,
  poolerMetrics: 9_127,
} as const;

/** The address of the database under a host name, as a template of a Secret. */
export const addressAt = (host: string) => ({
  template: `postgres://${databaseName}:{{ .${passwordKey} | urlquery }}@${host}:${postgresPorts.postgres}/${databaseName}`,
  properties: [passwordKey],
});
