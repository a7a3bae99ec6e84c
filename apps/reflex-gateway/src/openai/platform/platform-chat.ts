import { Inject, Injectable } from '@nestjs/common';
import { type ChatCompletion, newId, type Task } from '@octollm/contracts';
import { platformModel } from '@octollm/llm';
import { outputGuard } from '../../guards/output-guard.ts';
import type { ChatBackend, ChatCall, StreamedAnswer, WholeAnswer } from '../chat/chat-backend.ts';
import type { TextFilter } from '../output/text-filter.ts';
import { PlatformTasks } from './platform-tasks.ts';
import { answerOfTask } from './task-answer.ts';
import { taskOfConversation } from './task-goal.ts';
import { piecesOfTask } from './task-pieces.ts';

/** Answers conversations with tasks of the platform. They are accounted by the orchestrator, and never cached here. */
@Injectable()
export class PlatformChat implements ChatBackend {
  constructor(@Inject(PlatformTasks) private readonly tasks: PlatformTasks) {}

  async complete({ identity, request, judgement, signal }: ChatCall): Promise<WholeAnswer> {
    const task = await this.tasks.submit(identity, taskOfConversation(request), signal);
    const completion = completionOf(await ended(task.follow()), () => outputGuard(judgement));
    return { cache: undefined, completion, body: JSON.stringify(completion) };
  }

  async stream({ identity, request, judgement, signal }: ChatCall): Promise<StreamedAnswer> {
    const task = await this.tasks.submit(identity, taskOfConversation(request), signal);
    return { cache: undefined, pieces: piecesOfTask(task.follow(), () => outputGuard(judgement)) };
  }
}

const completionOf = (task: Task, makeFilter: () => TextFilter): ChatCompletion => {
  const { text, annotations, metadata, usage, finishReason } = answerOfTask(task, makeFilter);
  return {
    id: `chatcmpl-${newId()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model: platformModel,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text, refusal: null, annotations },
        logprobs: null,
        finish_reason: finishReason,
      },
    ],
    usage,
    metadata,
  };
};

const ended = async (following: AsyncGenerator<unknown, Task>): Promise<Task> => {
  for (;;) {
    const { done, value } = await following.next();
    if (done === true) return value;
  }
};
