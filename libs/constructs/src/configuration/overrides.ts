import type { ConfigOf, Settings } from '@octollm/catalogue';

/** Settings that follow from where a pod runs. No environment may say otherwise. */
export type PlacedSetting = 'OCTOLLM_ENVIRONMENT' | 'HOST' | 'PORT' | 'METRICS_PORT';

/** Values for the settings of a service that differ from their defaults, typed by the settings themselves. */
export type Overrides<S extends { readonly settings: Settings }> = Partial<Omit<ConfigOf<S>, PlacedSetting>>;
