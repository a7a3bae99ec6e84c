import { Module } from '@nestjs/common';
import { HealthModule } from '@octollm/service-kit';
import { ApiModule } from './api/api.module.ts';
import { ExecutionModule } from './execution/execution.module.ts';

@Module({ imports: [HealthModule.register(), ApiModule, ExecutionModule] })
export class AppModule {}
