import { Module } from '@nestjs/common';
import { guardianArm } from '@octollm/catalogue';
import { ArmModule } from '@octollm/service-kit';
import { CheckAction } from './check.action.ts';

@Module({ imports: [ArmModule.register({ service: guardianArm, actions: [CheckAction] })] })
export class AppModule {}
