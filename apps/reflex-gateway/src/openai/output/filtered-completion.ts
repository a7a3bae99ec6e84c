import type { ChatCompletion } from '@octollm/contracts';
import { changedTexts, type FilterOf } from './answer-texts.ts';
import { filteredText } from './text-filter.ts';

/** A whole answer with its texts filtered; the same object when nothing changes. */
export const filteredCompletion = (completion: ChatCompletion, filterOf: FilterOf): ChatCompletion => {
  const choices = completion.choices.map((choice) => {
    let isBlocked = false;
    const message = changedTexts(choice.message, (text, channel) => {
      const filter = filterOf(channel);
      const filtered = filteredText(text, filter);
      isBlocked ||= filter.isBlocked;
      return filtered;
    });
    if (message === choice.message) return choice;
    // Log probabilities repeat what was hidden.
    return { ...choice, message, logprobs: null, ...(isBlocked ? { finish_reason: 'content_filter' } : {}) };
  });
  const isSame = choices.every((choice, index) => choice === completion.choices[index]);
  return isSame ? completion : { ...completion, choices };
};
