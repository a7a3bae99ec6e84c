import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  type ExecutorInput,
  ExecutorOutput,
  executorTools,
  fieldProblems,
  type HttpOutput,
  type McpOutput,
  type McpToolList,
  type RunOutput,
  type ToolName,
} from '@octollm/contracts';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import type { z } from 'zod';
import { describedInput } from './described-input.ts';
import { invalid } from './failures.ts';
import { HttpTools } from './http/http-tools.ts';
import { instructionWarnings } from './mcp/instructions.ts';
import { McpTools } from './mcp/mcp-tools.ts';
import { RunTools, warningsOf } from './run/run-tools.ts';

type ArgsOf<Tool extends ToolName> = z.output<(typeof executorTools)[Tool]['args']>;

const argsOf = <Tool extends ToolName>(tool: Tool, args: unknown): ArgsOf<Tool> => {
  const parsed = executorTools[tool].args.safeParse(args);
  if (parsed.success) return parsed.data as ArgsOf<Tool>;
  const problems = fieldProblems(parsed.error).map(({ pointer, detail }) => `/args${pointer}: ${detail}`);
  throw invalid(`Correct the arguments of ${tool}: ${problems.join('; ')}.`);
};

const fetched = (output: HttpOutput): ArmResult<ExecutorOutput> => ({
  output,
  confidence: 1,
  usage: { tool_calls: 1 },
  sources: [output.url],
});

const wasRun = (output: RunOutput): ArmResult<ExecutorOutput> => ({
  output,
  confidence: 1,
  usage: { tool_calls: 1 },
  warnings: warningsOf(output),
});

const wasCalled = (output: McpOutput): ArmResult<ExecutorOutput> => ({
  output,
  confidence: 1,
  usage: { tool_calls: 1 },
  sources: [`mcp:${output.server}/${output.tool}`],
  warnings: instructionWarnings(output.server, [
    ...output.content.map((part) => ('text' in part ? part.text : part.name)),
    JSON.stringify(output.structured),
  ]),
});

const wasListed = (output: McpToolList): ArmResult<ExecutorOutput> => ({
  output,
  confidence: 1,
  usage: { tool_calls: 1 },
  sources: [`mcp:${output.server}`],
  warnings: instructionWarnings(output.server, [JSON.stringify(output.tools)]),
});

/** Runs one tool. What it takes and how far it can be trusted stands in the contract. */
@Injectable()
export class ExecuteAction implements ArmAction<ExecutorInput, ExecutorOutput>, OnApplicationShutdown {
  readonly name = 'execute';
  readonly input = describedInput;
  readonly output = ExecutorOutput;

  constructor(
    @Inject(HttpTools) private readonly http: HttpTools,
    @Inject(RunTools) private readonly runs: RunTools,
    @Inject(McpTools) private readonly mcp: McpTools,
  ) {}

  /** @throws ArmFailure as the tool does; invalid_input for arguments that it does not take */
  async run({ tool, args }: ExecutorInput, call: ArmCall): Promise<ArmResult<ExecutorOutput>> {
    const { signal } = call;
    switch (tool) {
      case 'http_get':
        return fetched(await this.http.get(argsOf(tool, args), signal));
      case 'http_post':
        return fetched(await this.http.post(argsOf(tool, args), signal));
      case 'shell':
        return wasRun(await this.runs.shell(argsOf(tool, args), call));
      case 'python':
      case 'javascript':
        return wasRun(await this.runs.code(tool, argsOf(tool, args), call));
      case 'mcp_list':
        return wasListed(await this.mcp.list(argsOf(tool, args), signal));
      case 'mcp_read':
        return wasCalled(await this.mcp.read(argsOf(tool, args), signal));
      case 'mcp_call':
        return wasCalled(await this.mcp.call(argsOf(tool, args), signal));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.http.close(), this.mcp.close()]);
  }
}
