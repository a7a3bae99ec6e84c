import { Controller, HttpCode, Inject, Req } from '@nestjs/common';
import { type GuardianOutput, routes } from '@octollm/contracts';
import { Implements } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { Guard } from '../guards/guard.ts';
import { Gate } from './gate.ts';
import { validate } from './validate.ts';

/** The guardrails by themselves: what they find in a text, and the text with all of it masked. */
@Controller()
export class ProcessController {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(Guard) private readonly guard: Guard,
  ) {}

  @Implements(routes.processText)
  @HttpCode(200)
  async process(@Req() request: FastifyRequest): Promise<GuardianOutput> {
    return this.guard.process(validate(routes.processText, request).body, this.gate.identityOf(request));
  }
}
