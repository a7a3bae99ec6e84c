import type { Turn } from '../call/chat-request.ts';

/** More reasons than these help no model. */
const maxReasons = 20;

/** Sends an answer back with the reasons why it cannot be used. */
export const repairTurns = (answer: string, reasons: readonly string[]): readonly Turn[] => [
  { role: 'assistant', text: answer.trim() === '' ? '(no text)' : answer },
  {
    role: 'user',
    text: [
      'That answer cannot be used:',
      ...reasons.slice(0, maxReasons).map((reason) => `- ${reason}`),
      'Answer again in full, with this mended.',
    ].join('\n'),
  },
];
