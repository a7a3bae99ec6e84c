import type { ModelSession } from '@octollm/arm-models';
import type { Answer, SearchResult } from '@octollm/contracts';
import type { ArmCall } from '@octollm/service-kit';
import { z } from 'zod';
import { faultsOf } from './check-written.ts';
import { ToldAnswer } from './told-answer.ts';
import { unanswered, writtenAnswer } from './written-answer.ts';

const system = `You answer questions from numbered passages and from nothing else.
- End every sentence with the number of each passage that it is from, in brackets: [1] or [1][2].
- Copy figures, names and dates as the passages write them.
- When the answer must be calculated, write the calculation out, without brackets: 12 + 30 - 2 = 40 [1][2].
- Answer in the language of the question, in as few sentences as it takes.
- When the passages do not hold the answer, set answerable to false and leave the answer empty. Do not guess.
- When they answer only a part of the question, answer that and say what is missing, without a figure.`;

const Written = z.strictObject({ answerable: z.boolean(), answer: z.string().max(20_000) });

const maxAnswerTokens = 1_024;

/**
 * The answer that a model writes from passages. One whose citations or figures are not in them is sent back with the
 * reasons, twice at most.
 * @param tell hears it while it is written, see `ToldAnswer`
 * @throws ArmFailure when there is none that can be stood by, see ModelSession
 */
export const writeWithModel = async (
  session: Pick<ModelSession, 'askJson'>,
  question: string,
  passages: readonly SearchResult[],
  tell?: ArmCall['tell'],
): Promise<Answer> => {
  const texts = passages.map(({ text, citation }) => ({ title: citation.title, text }));
  const told = tell && new ToldAnswer(tell, passages, texts);
  const { answerable, answer } = await session.askJson({
    system,
    prompt: question,
    content: texts.map(({ title, text }, index) => ({ label: title ?? `passage ${index + 1}`, text })),
    schema: Written,
    name: 'answer',
    temperature: 0,
    maxAnswerTokens,
    follow: told && ((piece, at) => told.take(piece, at)),
    check: (written) => (written.answerable ? faultsOf(written.answer, texts) : []),
  });
  return answerable ? writtenAnswer(answer.trim(), passages) : unanswered;
};
