import type { TextFilter } from './text-filter.ts';

/** Where a text of an answer belongs: which choice, and which field of it. */
export type Channel = string;

/** Makes the filter of a text. Texts that are JSON, such as the arguments of tools, are told apart. */
export type FilterOf = (channel: Channel) => TextFilter;

/** The channel of the one call that a message could have before there were `tool_calls`. */
export const oldCall = 'function_call';

/** The channel of what a model speaks, in words. The sound itself cannot be screened. */
export const spoken = 'audio.transcript';

export const isArguments = (channel: Channel): boolean => channel === oldCall || channel.startsWith('call ');

type Change = (text: string, channel: Channel) => string;
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The fields of a call that the model writes; `index` tells the calls of a stream apart. */
const changedCall = (call: unknown, at: number, change: Change): unknown => {
  if (!isObject(call)) return call;
  let copy: Record<string, unknown> | undefined;
  const index = typeof call.index === 'number' ? call.index : at;
  for (const [part, field, name] of [
    ['function', 'arguments', 'call'],
    ['custom', 'input', 'custom'],
  ] as const) {
    const called = call[part];
    const text = isObject(called) ? called[field] : undefined;
    if (typeof text !== 'string') continue;
    const changed = change(text, `${name} ${index}`);
    if (changed !== text) copy = { ...(copy ?? call), [part]: { ...(called as Json), [field]: changed } };
  }
  return copy ?? call;
};

/**
 * A message or a delta with its texts changed: all of them, under whatever name, because some providers send thoughts
 * too. The same object when nothing changes.
 */
export const changedTexts = <Part extends Json>(part: Part, change: Change): Part => {
  let copy: Record<string, unknown> | undefined;
  const set = (key: string, value: unknown): void => {
    copy ??= { ...part };
    copy[key] = value;
  };
  for (const key of Object.keys(part)) {
    const value = part[key];
    if (typeof value === 'string') {
      const changed = key === 'role' ? value : change(value, key);
      if (changed !== value) set(key, changed);
    } else if (key === oldCall && isObject(value) && typeof value.arguments === 'string') {
      const changed = change(value.arguments, oldCall);
      if (changed !== value.arguments) set(key, { ...value, arguments: changed });
    } else if (key === 'audio' && isObject(value) && typeof value.transcript === 'string') {
      const changed = change(value.transcript, spoken);
      if (changed !== value.transcript) set(key, { ...value, transcript: changed });
    } else if (key === 'tool_calls' && Array.isArray(value)) {
      const calls = value.map((call, at) => changedCall(call, at, change));
      if (calls.some((call, at) => call !== value[at])) set(key, calls);
    }
  }
  return (copy as Part | undefined) ?? part;
};
