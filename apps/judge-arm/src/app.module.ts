import { Module } from '@nestjs/common';
import { judgeArm } from '@octollm/catalogue';
import { ArmModule } from '@octollm/service-kit';
import { ValidateAction } from './validate.action.ts';

@Module({ imports: [ArmModule.register({ service: judgeArm, actions: [ValidateAction] })] })
export class AppModule {}
