import { Controller, HttpCode, Inject, Req } from '@nestjs/common';
import { type GuardianOutput, routes } from '@octollm/contracts';
import { Implements } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { validate } from '../edge/validate.ts';
import { Screener } from './screener.ts';

/** The guardrails by themselves: what they find in a text, and the text with all of it masked. */
@Controller()
export class ProcessController {
  constructor(@Inject(Screener) private readonly screener: Screener) {}

  @Implements(routes.processText)
  @HttpCode(200)
  async process(@Req() request: FastifyRequest): Promise<GuardianOutput> {
    return this.screener.process(validate(routes.processText, request).body);
  }
}
