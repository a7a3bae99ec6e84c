import { Inject, Injectable } from '@nestjs/common';
import { RetrieverAnswerInput, RetrieverAnswerOutput } from '@octollm/contracts';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { Answerer } from './answerer.ts';

/** Answers a question from the passages it is given, with citations. */
@Injectable()
export class AnswerAction implements ArmAction<RetrieverAnswerInput, RetrieverAnswerOutput> {
  readonly name = 'answer';
  readonly input = RetrieverAnswerInput;
  readonly output = RetrieverAnswerOutput;

  constructor(@Inject(Answerer) private readonly answerer: Answerer) {}

  run(inquiry: RetrieverAnswerInput, call: ArmCall): Promise<ArmResult<RetrieverAnswerOutput>> {
    return this.answerer.answer(call, inquiry);
  }
}
