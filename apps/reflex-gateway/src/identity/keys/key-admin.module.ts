import { Module } from '@nestjs/common';
import { EdgeModule } from '../../edge/edge.module.ts';
import { StoresModule } from '../../stores/stores.module.ts';
import { IdentityModule } from '../identity.module.ts';
import { KeyAdmin } from './key-admin.ts';
import { KeysController } from './keys.controller.ts';

/** The admin API of keys. It stands behind the gate, which identifies callers itself, so it is a module of its own. */
@Module({
  imports: [EdgeModule, IdentityModule, StoresModule],
  controllers: [KeysController],
  providers: [KeyAdmin],
})
export class KeyAdminModule {}
