import { Module } from '@nestjs/common';
import { EdgeModule } from '../../edge/edge.module.ts';
import { IdentityModule } from '../identity.module.ts';
import { PausesController } from './pauses.controller.ts';

/** The API of pauses. It stands behind the gate, which asks for pauses itself, so it is a module of its own. */
@Module({ imports: [EdgeModule, IdentityModule], controllers: [PausesController] })
export class PauseAdminModule {}
