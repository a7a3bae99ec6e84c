import type { ConfigOf, retrieverArm } from '@octollm/catalogue';

export type RetrieverConfig = ConfigOf<typeof retrieverArm>;
