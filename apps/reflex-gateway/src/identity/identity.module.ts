import { Module } from '@nestjs/common';
import { CONFIG } from '@octollm/service-kit';
import { LimitsModule } from '../limits/limits.module.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { Authenticator } from './authenticator.ts';
import { Callers } from './callers.ts';
import { KeyChanges } from './keys/key-changes.ts';
import { KeyLookup } from './keys/key-lookup.ts';
import { KeyUsage } from './keys/key-usage.ts';
import { OperatorAccess } from './operator-access.ts';
import { TenantPauses } from './pauses/tenant-pauses.ts';
import { type JwtConfig, JwtVerifier } from './tokens/jwt-verifier.ts';

/** Who makes a request, by API keys and JWTs, and whether they may at the moment. */
@Module({
  imports: [LimitsModule, StoresModule],
  providers: [
    KeyLookup,
    KeyUsage,
    KeyChanges,
    Authenticator,
    Callers,
    OperatorAccess,
    TenantPauses,
    { provide: JwtVerifier, inject: [CONFIG], useFactory: (config: JwtConfig) => new JwtVerifier(config) },
  ],
  exports: [Authenticator, Callers, OperatorAccess, TenantPauses],
})
export class IdentityModule {}
