import type {
  coderArm,
  executorArm,
  guardianArm,
  judgeArm,
  migration,
  orchestrator,
  plannerArm,
  reflexGateway,
  retention,
  retrieverArm,
} from '@octollm/catalogue';
import type { Overrides, PlatformEnvironment } from '@octollm/constructs';

type CatalogueService =
  | typeof reflexGateway
  | typeof orchestrator
  | typeof plannerArm
  | typeof coderArm
  | typeof judgeArm
  | typeof executorArm
  | typeof retrieverArm
  | typeof guardianArm;

type CatalogueJob = typeof migration | typeof retention;

type SettingOf<S> = S extends CatalogueService | CatalogueJob ? Extract<keyof S['settings'], string> : never;

/** An environment of the platform. The types know every setting of every service: a misspelt one does not compile. */
export interface Environment extends PlatformEnvironment {
  readonly provided: readonly SettingOf<CatalogueService | CatalogueJob>[];
  /** What the sizes of connection pools follow from. */
  readonly database: {
    /** `max_connections` of PostgreSQL. */
    readonly maxConnections: number;
  };
  /** Nodes of the cluster at most: a service that runs on every node has as many pods. */
  readonly nodes: number;
  /** What single services are told that differs from their defaults. */
  readonly services: { readonly [S in CatalogueService as S['name']]?: Overrides<S> };
  /** What single jobs are told that differs from their defaults. */
  readonly jobs: { readonly [J in CatalogueJob as J['name']]?: Overrides<J> };
}
