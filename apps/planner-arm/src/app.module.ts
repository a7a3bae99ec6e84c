import { Module } from '@nestjs/common';
import { modelsProviders } from '@octollm/arm-models';
import { plannerArm } from '@octollm/catalogue';
import { ArmModule } from '@octollm/service-kit';
import { PlanAction } from './plan.action.ts';
import { Planner } from './planner.ts';

@Module({
  imports: [
    ArmModule.register({
      service: plannerArm,
      actions: [PlanAction],
      providers: [...modelsProviders, Planner],
    }),
  ],
})
export class AppModule {}
