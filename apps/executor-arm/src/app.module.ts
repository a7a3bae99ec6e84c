import { Module } from '@nestjs/common';
import { type ConfigOf, executorArm } from '@octollm/catalogue';
import { ArmModule, CONFIG, LOGGER } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { ExecuteAction } from './execute.action.ts';
import { Allowlist } from './http/allowlist.ts';
import { HttpTools } from './http/http-tools.ts';
import { McpTools } from './mcp/mcp-tools.ts';
import { readServers } from './mcp/servers.ts';
import { openRunTools } from './run/open-run-tools.ts';
import { RunTools } from './run/run-tools.ts';

type Config = ConfigOf<typeof executorArm>;

@Module({
  imports: [
    ArmModule.register({
      service: executorArm,
      actions: [ExecuteAction],
      providers: [
        {
          provide: HttpTools,
          inject: [CONFIG],
          useFactory: (config: Config) => new HttpTools(new Allowlist(config.EXECUTOR_HTTP_ALLOWLIST)),
        },
        {
          provide: McpTools,
          inject: [CONFIG],
          useFactory: (config: Config) => {
            const allowlist = new Allowlist(config.EXECUTOR_HTTP_ALLOWLIST);
            return new McpTools(readServers(config, allowlist), allowlist);
          },
        },
        {
          provide: RunTools,
          inject: [CONFIG, LOGGER],
          useFactory: (config: Config, logger: Logger) => openRunTools(config, logger),
        },
      ],
    }),
  ],
})
export class AppModule {}
