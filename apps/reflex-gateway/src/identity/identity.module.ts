import { Module } from '@nestjs/common';
import { StoresModule } from '../stores/stores.module.ts';
import { Authenticator } from './authenticator.ts';
import { OperatorAccess } from './operator-access.ts';

@Module({
  imports: [StoresModule],
  providers: [Authenticator, OperatorAccess],
  exports: [Authenticator, OperatorAccess],
})
export class IdentityModule {}
