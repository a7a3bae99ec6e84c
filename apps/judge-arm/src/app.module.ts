import { Module } from '@nestjs/common';
import { modelsProviders } from '@octollm/arm-models';
import { judgeArm } from '@octollm/catalogue';
import { ArmModule } from '@octollm/service-kit';
import { Judge } from './judge.ts';
import { ValidateAction } from './validate.action.ts';

@Module({
  imports: [
    ArmModule.register({
      service: judgeArm,
      actions: [ValidateAction],
      providers: [...modelsProviders, Judge],
    }),
  ],
})
export class AppModule {}
