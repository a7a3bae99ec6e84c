import type { ScriptedStep } from './scenario.ts';

/** What an arm does with a call. */
export type Behaviour = Required<Pick<ScriptedStep, 'id' | 'delayMs' | 'held' | 'failures' | 'verdict'>>;

const origin = 'http://scripted.invalid';

/**
 * A step's behaviour as the URL of its input. The plan carries all that the arms need, so they keep nothing of a task
 * and a task that was forked or resumed behaves like the first.
 */
export const urlOf = ({
  id,
  like = id,
  delayMs = 0,
  held = false,
  failures = 0,
  verdict = 'accepts',
}: ScriptedStep): string =>
  `${origin}/${like}?delay=${delayMs}&held=${held}&failures=${failures}&verdict=${verdict}`;

const plain = (id: string): Behaviour => ({
  id,
  delayMs: 0,
  held: false,
  failures: 0,
  verdict: 'accepts',
});

const parse = (text: string): Behaviour => {
  if (!text.startsWith(origin)) return plain('unscripted');
  const { pathname, searchParams } = new URL(text);
  return {
    id: pathname.slice(1),
    delayMs: Number(searchParams.get('delay')),
    held: searchParams.get('held') === 'true',
    failures: Number(searchParams.get('failures')),
    verdict: searchParams.get('verdict') === 'rejects' ? 'rejects' : 'accepts',
  };
};

const parsed = new Map<string, Behaviour>();
const mostParsed = 1_000;

/** The behaviour that a text asks for: an answer at once when it is not one of `urlOf`. */
export const behaviourOf = (text: string): Behaviour => {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const behaviour = parse(text);
  if (parsed.size >= mostParsed) parsed.clear();
  parsed.set(text, behaviour);
  return behaviour;
};
