import { Module } from '@nestjs/common';
import { HealthModule } from '@octollm/service-kit';
import { ActuatorsModule } from './actuators/actuators.module.ts';
import { PolicyModule } from './policy/policy.module.ts';
import { RecordModule } from './record/record.module.ts';
import { RemediationController } from './webhook/remediation.controller.ts';

@Module({
  imports: [HealthModule.register(), PolicyModule, ActuatorsModule, RecordModule],
  controllers: [RemediationController],
})
export class AppModule {}
