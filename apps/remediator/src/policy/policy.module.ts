import { Module } from '@nestjs/common';
import type { ConfigOf, remediator } from '@octollm/catalogue';
import { CONFIG } from '@octollm/service-kit';
import { namespaceOf } from './namespace.ts';
import { readPolicy } from './read-policy.ts';

export const POLICY = Symbol('octollm.policy');
export const NAMESPACE = Symbol('octollm.namespace');

type Config = ConfigOf<typeof remediator>;

/** What the remediator does about alerts, and whose alerts they are. */
@Module({
  providers: [
    {
      provide: POLICY,
      inject: [CONFIG],
      useFactory: ({ REMEDIATOR_POLICY: path }: Config) => readPolicy(path),
    },
    { provide: NAMESPACE, inject: [CONFIG], useFactory: namespaceOf },
  ],
  exports: [POLICY, NAMESPACE],
})
export class PolicyModule {}
