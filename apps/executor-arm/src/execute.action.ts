import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ExecutorInput, ExecutorOutput, fieldProblems, HttpGetArgs } from '@octollm/contracts';
import { type ArmAction, type ArmCall, ArmFailure, type ArmResult } from '@octollm/service-kit';
import { invalid } from './http/failures.ts';
import { HttpGet } from './http/http-get.ts';

const httpGetArgs = (args: unknown): HttpGetArgs => {
  const parsed = HttpGetArgs.safeParse(args);
  if (parsed.success) return parsed.data;
  const problems = fieldProblems(parsed.error).map(({ pointer, detail }) => `/args${pointer}: ${detail}`);
  throw invalid(`Correct the arguments of http_get: ${problems.join('; ')}.`);
};

/** Runs one tool. Only http_get is at hand: the others need a sandbox that this executor does not have. */
@Injectable()
export class ExecuteAction implements ArmAction<ExecutorInput, ExecutorOutput>, OnApplicationShutdown {
  readonly name = 'execute';
  readonly input = ExecutorInput;
  readonly output = ExecutorOutput;

  constructor(@Inject(HttpGet) private readonly http: HttpGet) {}

  /** @throws ArmFailure (policy) for a tool that is not available */
  async run({ tool, args }: ExecutorInput, { signal }: ArmCall): Promise<ArmResult<ExecutorOutput>> {
    if (tool !== 'http_get')
      throw new ArmFailure(
        'tool_unavailable',
        'policy',
        `The tool ${tool} is not available: this executor only reads from the internet. Use http_get.`,
      );
    const output = await this.http.fetch(httpGetArgs(args), signal);
    return { output, confidence: 1, usage: { tool_calls: 1 }, sources: [output.url] };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
  }
}
