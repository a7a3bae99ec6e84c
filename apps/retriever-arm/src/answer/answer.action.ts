import { Inject, Injectable } from '@nestjs/common';
import { RetrieverAnswerInput, RetrieverAnswerOutput } from '@octollm/contracts';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { whenAvailable } from '../stores/when-available.ts';
import { answeredBy } from './answer-result.ts';
import { Answerer } from './answerer.ts';

/** Answers a question from the passages it is given, with citations. */
@Injectable()
export class AnswerAction implements ArmAction<RetrieverAnswerInput, RetrieverAnswerOutput> {
  readonly name = 'answer';
  readonly input = RetrieverAnswerInput;
  readonly output = RetrieverAnswerOutput;

  constructor(@Inject(Answerer) private readonly answerer: Answerer) {}

  async run(
    { question, passages }: RetrieverAnswerInput,
    { tenantId }: ArmCall,
  ): Promise<ArmResult<RetrieverAnswerOutput>> {
    const output = await whenAvailable(() => this.answerer.answer(tenantId, question, passages));
    return { output, ...answeredBy(output) };
  }
}
