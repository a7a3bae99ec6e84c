import { Module } from '@nestjs/common';
import { plannerArm } from '@octollm/catalogue';
import { ArmModule } from '@octollm/service-kit';
import { PlanAction } from './plan.action.ts';

@Module({ imports: [ArmModule.register({ service: plannerArm, actions: [PlanAction] })] })
export class AppModule {}
