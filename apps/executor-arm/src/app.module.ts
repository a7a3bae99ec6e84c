import { Module } from '@nestjs/common';
import { type ConfigOf, executorArm } from '@octollm/catalogue';
import { ArmModule, CONFIG } from '@octollm/service-kit';
import { ExecuteAction } from './execute.action.ts';
import { Allowlist } from './http/allowlist.ts';
import { HttpGet } from './http/http-get.ts';

@Module({
  imports: [
    ArmModule.register({
      service: executorArm,
      actions: [ExecuteAction],
      providers: [
        {
          provide: HttpGet,
          inject: [CONFIG],
          useFactory: (config: ConfigOf<typeof executorArm>) =>
            new HttpGet(new Allowlist(config.EXECUTOR_HTTP_ALLOWLIST)),
        },
      ],
    }),
  ],
})
export class AppModule {}
