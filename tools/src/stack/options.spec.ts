import { describe, expect, it } from 'vitest';
import { parseStartOptions } from './options.ts';

describe('the arguments of npm start', () => {
  it('are off unless given', () => {
    expect(parseStartOptions([])).toEqual({ fresh: false, watch: false, help: false });
    expect(parseStartOptions(['--watch', '--fresh'])).toEqual({ fresh: true, watch: true, help: false });
  });

  it.each(['--frsh', 'fresh', '-w', '--fresh=1'])(
    'do not include %s, and the refusal names those that exist',
    (argument) => {
      expect(() => parseStartOptions([argument])).toThrow(
        `npm start knows no ${argument}. It takes: --fresh, --watch, --help.`,
      );
    },
  );
});
