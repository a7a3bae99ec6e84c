import type {
  coderArm,
  executorArm,
  guardianArm,
  judgeArm,
  orchestrator,
  plannerArm,
  reflexGateway,
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

type SettingOf<S> = S extends CatalogueService ? Extract<keyof S['settings'], string> : never;

/** An environment of the platform. The types know every setting of every service: a misspelt one does not compile. */
export interface Environment extends PlatformEnvironment {
  readonly provided: readonly SettingOf<CatalogueService>[];
  /** What single services are told that differs from their defaults. */
  readonly services: { readonly [S in CatalogueService as S['name']]?: Overrides<S> };
}
