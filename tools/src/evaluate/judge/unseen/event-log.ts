import type { Dice } from '../dice.ts';
import { mistaken } from '../mistaken.ts';

/** Lines of a log, each with its time of day. */
export const eventLog = (dice: Dice): unknown => {
  const service = dice.one(['mail relay', 'print server', 'booking desk', 'map service', 'video archive']);
  const person = dice.one(['Ines', 'Tomas', 'Wanda', 'Yusuf', 'Greta']);
  const [hour, start] = [dice.number(10, 21), dice.number(10, 20)];
  const [restart, end] = [start + dice.number(4, 12), start + dice.number(15, 35)];
  const messages = dice.number(120, 980);
  const at = (minute: number): string => `${hour}:${minute}`;
  const known = [hour, start, restart, end, messages];
  const wrong = (value: number): string => String(mistaken(value, known, dice));
  return {
    goal: `What happened to the ${service}?`,
    passages: [
      `${at(start)} The queue of the ${service} holds ${messages} messages.\n${at(restart)} ${person} restarts the ${service}.\n${at(end)} The queue of the ${service} is empty.`,
      `The standby of the ${service} was not used during the outage.`,
    ],
    clean: [
      {
        goal: `Who restarted the ${service}?`,
        output: `${person} restarted the ${service} at ${at(restart)}. [1]`,
      },
      {
        goal: 'How long was the queue?',
        output: `The queue held ${messages} messages at ${at(start)} and was empty at ${at(end)}. [1]`,
      },
      {
        goal: 'How long did it take from the restart until the queue was empty?',
        output: `From the restart until the queue was empty it took ${end - restart} minutes. [1]`,
      },
      { goal: 'Was the standby used?', output: 'During the outage the standby stayed unused. [2]' },
    ],
    planted: {
      wrong_figure: [
        [0, at(restart), at(restart + 1)],
        [1, `${messages} messages`, `${wrong(messages)} messages`],
      ],
      wrong_arithmetic: [[2, `${end - restart} minutes`, `${wrong(end - restart)} minutes`]],
      contradiction: [
        [1, 'was empty', 'was full'],
        [3, 'stayed unused', 'was used'],
      ],
      wrong_citation: [[3, '[2]', '[1]']],
    },
  };
};
