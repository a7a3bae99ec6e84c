import { Module } from '@nestjs/common';
import { CONFIG } from '@octollm/service-kit';
import { StoresModule } from '../stores/stores.module.ts';
import { Authenticator } from './authenticator.ts';
import { KeyChanges } from './keys/key-changes.ts';
import { KeyLookup } from './keys/key-lookup.ts';
import { KeyUsage } from './keys/key-usage.ts';
import { OperatorAccess } from './operator-access.ts';
import { type JwtConfig, JwtVerifier } from './tokens/jwt-verifier.ts';

/** Who makes a request: API keys and JWTs. */
@Module({
  imports: [StoresModule],
  providers: [
    KeyLookup,
    KeyUsage,
    KeyChanges,
    Authenticator,
    OperatorAccess,
    { provide: JwtVerifier, inject: [CONFIG], useFactory: (config: JwtConfig) => new JwtVerifier(config) },
  ],
  exports: [Authenticator, OperatorAccess],
})
export class IdentityModule {}
