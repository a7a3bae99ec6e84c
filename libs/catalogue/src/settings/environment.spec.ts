import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noFiles } from '../fixtures/foreign.ts';
import { ed25519Key, integer, list, oneOf, text, url } from './builders.ts';
import { ConfigurationError, type Environment, type ReadFile, readEnvironment } from './environment.ts';

const description = 'for a test';
const settings = {
  APP_KEY: text({ description, secret: true }),
  APP_SIZE: integer(1, 10)({ description, default: 5 }),
  APP_NOTE: text({ description, optional: true }),
};
const source = {
  service: 'app',
  settings,
  knownNames: new Set([...Object.keys(settings), 'OTHER_PORT']),
  prefixes: ['APP_', 'OTHER_'],
};
const read = (environment: Environment, readFile: ReadFile = noFiles) =>
  readEnvironment(source, environment, readFile);
const problemsOf = (environment: Environment, readFile: ReadFile = noFiles): readonly string[] => {
  try {
    read(environment, readFile);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

describe('reading an environment', () => {
  it('gives every setting its value, its default or undefined', () => {
    expect(read({ APP_KEY: 'k' })).toEqual({ APP_KEY: 'k', APP_SIZE: 5, APP_NOTE: undefined });
    expect(read({ APP_KEY: 'k', APP_SIZE: '7', APP_NOTE: 'n' })).toEqual({
      APP_KEY: 'k',
      APP_SIZE: 7,
      APP_NOTE: 'n',
    });
  });

  it('takes the value from a file that NAME_FILE names, before a default', () => {
    const files: Readonly<Record<string, string>> = { '/run/key': 'from-file\n', '/run/size': '9\n' };
    expect(
      read({ APP_KEY_FILE: '/run/key', APP_SIZE_FILE: '/run/size' }, (path) => files[path] ?? ''),
    ).toEqual({
      APP_KEY: 'from-file',
      APP_SIZE: 9,
      APP_NOTE: undefined,
    });
  });

  it('does not choose between a value and a file', () => {
    expect(problemsOf({ APP_KEY: 'k', APP_KEY_FILE: '/run/key' }, () => 'k')).toEqual([
      'APP_KEY and APP_KEY_FILE are both set. Remove one of them.',
    ]);
  });

  it('says which file cannot be read, and not why in the words of the system', () => {
    expect(problemsOf({ APP_KEY_FILE: '/run/key' })).toEqual([
      'APP_KEY_FILE points at a file that cannot be read. Check that it exists and its permissions.',
    ]);
  });

  it('refuses an empty file like an empty value', () => {
    expect(problemsOf({ APP_KEY_FILE: '/run/key' }, () => '\n')).toEqual([
      'APP_KEY must be a text that is not empty.',
    ]);
    expect(problemsOf({ APP_KEY: '' })).toEqual(['APP_KEY must be a text that is not empty.']);
  });

  it('says what a missing value must be and what it is for', () => {
    expect(problemsOf({})).toEqual(['APP_KEY is not set. It must be a text that is not empty: for a test']);
  });

  it('refuses a name with a prefix of the platform that no service has, and guesses what was meant', () => {
    expect(problemsOf({ APP_KEY: 'k', APP_SIZ: '5' })).toEqual([
      'APP_SIZ is not a variable of any service. Did you mean APP_SIZE?',
    ]);
    expect(problemsOf({ APP_KEI_FILE: '/run/key', APP_KEY: 'k' })).toEqual([
      'APP_KEI_FILE is not a variable of any service. Did you mean APP_KEY_FILE?',
    ]);
    expect(problemsOf({ APP_KEY: 'k', APP_COMPLETELY_DIFFERENT: '5' })).toEqual([
      'APP_COMPLETELY_DIFFERENT is not a variable of any service. Remove it.',
    ]);
  });

  it('ignores names without a prefix, and variables of other services whatever they hold', () => {
    expect(
      problemsOf({
        APP_KEY: 'k',
        PATH: '/bin',
        APPLE: 'x',
        OTHER_PORT: 'not a port',
        OTHER_PORT_FILE: '/gone',
      }),
    ).toEqual([]);
  });

  it('treats a variable that is undefined as not set', () => {
    expect(problemsOf({ APP_KEY: 'k', APP_TYPO: undefined, APP_SIZE: undefined })).toEqual([]);
  });

  it('reports every problem at once, under the name of the service', () => {
    const environment = { APP_SIZE: '11', APP_NOTE_FILE: '/gone', APP_TYPO: 'x' };
    expect(problemsOf(environment)).toHaveLength(4);
    expect(() => read(environment)).toThrow(/^The configuration of app is not valid\.\n( {2}- .+\n?){4}$/);
  });

  it('never repeats a value, whatever is wrong with it', () => {
    const all = {
      APP_TEXT: text({ description }),
      APP_INTEGER: integer(1, 5)({ description }),
      APP_WORD: oneOf(['a', 'b'])({ description }),
      APP_URL: url('https')({ description }),
      APP_LIST: list({ description }),
      APP_KEY: ed25519Key('private')({ description, secret: true }),
    };
    const names = Object.keys(all);
    const secret = fc.stringMatching(/^[!-~]{3}S3cr3t[!-~]{12}$/);
    const place = fc.constantFrom('value', 'file', 'both', 'unknown name', 'unreadable file');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), place, secret), { minLength: 1 }), (set) => {
        const environment: Record<string, string> = {};
        const files = new Map<string, string>();
        for (const [name, where, value] of set) {
          if (where === 'value' || where === 'both') environment[name] = value;
          if (where === 'file' || where === 'both') {
            environment[`${name}_FILE`] = `/run/${name}`;
            files.set(`/run/${name}`, value);
          }
          if (where === 'unknown name') environment[`${name}X`] = value;
          if (where === 'unreadable file') environment[`${name}_FILE`] = `/gone/${value}`;
        }
        const readFile = (path: string): string => {
          const content = files.get(path);
          if (content === undefined) throw new Error(`cannot read ${path}`);
          return content;
        };
        const source = { service: 'app', settings: all, knownNames: new Set(names), prefixes: ['APP_'] };
        let thrown: unknown;
        try {
          readEnvironment(source, environment, readFile);
        } catch (error) {
          thrown = error;
        }
        expect(thrown).toBeInstanceOf(ConfigurationError);
        const shown = JSON.stringify([
          thrown,
          String(thrown),
          (thrown as Error).stack,
          (thrown as Error).cause,
        ]);
        for (const [, , value] of set) {
          expect(shown).not.toContain(value);
          expect(shown).not.toContain('S3cr3t');
        }
      }),
    );
  });
});

describe('a shorthand', () => {
  const redis = (name: string) => url('redis')({ description: name, secret: true, optional: true });
  const withShorthand = {
    OCTOLLM_ENVIRONMENT: oneOf(['local', 'production'])({ description, default: 'local' }),
    APP_ANY: text({
      description,
      optional: true,
      secret: true,
      shorthandFor: ['APP_A', 'APP_B', 'OTHER_PORT'],
    }),
    APP_A: redis('a'),
    APP_B: redis('b'),
  };
  const readShort = (environment: Environment, readFile: ReadFile = noFiles) =>
    readEnvironment(
      { ...source, settings: withShorthand, knownNames: new Set(Object.keys(withShorthand)) },
      environment,
      readFile,
    );

  it('sets what it stands for and has no value of its own', () => {
    expect(readShort({ APP_ANY: 'redis://one', APP_B: 'redis://two' })).toEqual({
      OCTOLLM_ENVIRONMENT: 'local',
      APP_ANY: 'redis://one',
      APP_A: 'redis://one',
      APP_B: 'redis://two',
    });
    expect(readShort({ APP_ANY_FILE: '/run/any' }, () => 'redis://one')).toMatchObject({
      APP_A: 'redis://one',
    });
    expect(readShort({})).toMatchObject({ APP_A: undefined, APP_B: undefined });
  });

  it('is refused in production, by name and without its value', () => {
    const production = { OCTOLLM_ENVIRONMENT: 'production', APP_ANY: 'redis://:hush@one' };
    expect(() => readShort(production)).toThrow(
      'APP_ANY is refused in production. Set APP_A and APP_B and OTHER_PORT instead.',
    );
    expect(() => readShort(production)).not.toThrow('hush');
    expect(() => readShort({ OCTOLLM_ENVIRONMENT: 'production', APP_A: 'redis://one' })).not.toThrow();
  });
});
