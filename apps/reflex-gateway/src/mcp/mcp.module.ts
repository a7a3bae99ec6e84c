import { Module } from '@nestjs/common';
import { EdgeModule } from '../edge/edge.module.ts';
import { GuardsModule } from '../guards/guards.module.ts';
import { OpenAiModule } from '../openai/openai.module.ts';
import { McpController } from './mcp.controller.ts';
import { McpServers } from './mcp-server.ts';
import { ToolCalls } from './tool-calls.ts';

/** What the gateway answers at `/mcp`. */
@Module({
  imports: [EdgeModule, GuardsModule, OpenAiModule],
  controllers: [McpController],
  providers: [McpServers, ToolCalls],
})
export class McpModule {}
