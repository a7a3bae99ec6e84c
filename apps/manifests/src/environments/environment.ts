import type {
  coderArm,
  executorArm,
  guardianArm,
  judgeArm,
  migration,
  orchestrator,
  plannerArm,
  postgresBackup,
  qdrantBackup,
  redisBackup,
  reflexGateway,
  remediator,
  restoreDrill,
  retention,
  retrieverArm,
} from '@octollm/catalogue';
import type { AccessRolesProps, OllamaProps, Overrides, PlatformEnvironment } from '@octollm/constructs';
import type { EnvironmentStores } from './stores.ts';

type CatalogueService =
  | typeof reflexGateway
  | typeof orchestrator
  | typeof plannerArm
  | typeof coderArm
  | typeof judgeArm
  | typeof executorArm
  | typeof retrieverArm
  | typeof guardianArm
  | typeof remediator;

type CatalogueJob =
  | typeof migration
  | typeof retention
  | typeof postgresBackup
  | typeof qdrantBackup
  | typeof redisBackup
  | typeof restoreDrill;

type SettingOf<S> = S extends CatalogueService | CatalogueJob ? Extract<keyof S['settings'], string> : never;

/** An environment of the platform. The types know every setting of every service: a misspelt one does not compile. */
export interface Environment extends PlatformEnvironment {
  readonly provided: readonly SettingOf<CatalogueService | CatalogueJob>[];
  /** What the sizes of connection pools follow from. */
  readonly database: {
    /** `max_connections` of PostgreSQL. */
    readonly maxConnections: number;
  };
  readonly stores: EnvironmentStores;
  /**
   * The Ollama that it runs.
   * @default none
   */
  readonly ollama?: Pick<OllamaProps, 'server' | 'resources' | 'volume' | 'gpus' | 'replicas'>;
  /** The groups of people who may look into it, operate it and repair it. */
  readonly people: AccessRolesProps['groups'];
  /** Nodes of the cluster at most: a service that runs on every node has as many pods. */
  readonly nodes: number;
  /** What single services are told that differs from their defaults. */
  readonly services: { readonly [S in CatalogueService as S['name']]?: Overrides<S> };
  /** What single jobs are told that differs from their defaults. */
  readonly jobs: { readonly [J in CatalogueJob as J['name']]?: Overrides<J> };
}
