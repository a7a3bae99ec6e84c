import { refused } from '../failures.ts';
import { checkOptions, checkWords, type OptionRules } from './option-rules.ts';

/** What a program of the allow-list may be given. */
export interface AllowedProgram {
  readonly check: (words: readonly string[]) => void;
  /** Variables that keep it from what its options cannot. */
  readonly env?: Readonly<Record<string, string>>;
}

const withOptions =
  (program: string, rules: OptionRules): AllowedProgram['check'] =>
  (words) =>
    checkOptions(program, words, rules);

/** All but those that run programs (-exec, -ok), delete, or write files (-fprint, -fls). */
const findWords = (
  '-a -amin -and -atime -cmin -ctime -daystart -depth -empty -false -follow -iname -ipath ' +
  '-iregex -links -ls -maxdepth -mindepth -mmin -mount -mtime -name -newer -not -o -or ' +
  '-path -perm -print -print0 -printf -prune -quit -readable -regex -regextype -size -true ' +
  '-type -writable -xdev -H -L -P'
).split(' ');

const diffOptions = (
  '--exit-code --ignore-all-space --ignore-blank-lines --minimal --name-only --name-status ' +
  '--no-color --no-ext-diff --no-index --no-textconv --numstat --patch --patience --quiet ' +
  '--shortstat --stat --text --word-diff'
).split(' ');

/** What git can do with files that are no repository, and the options of each. None of it runs another program. */
const gitCommands: Readonly<Record<string, OptionRules>> = {
  apply: { flags: 'Rv', valued: 'pC', long: ['--check', '--numstat', '--reverse', '--stat', '--summary'] },
  diff: {
    flags: 'abpuwz',
    valued: 'U',
    long: diffOptions,
    longValued: ['--diff-algorithm', '--unified', '--word-diff'],
  },
  'hash-object': { valued: 't', long: ['--stdin'] },
  stripspace: { flags: 's', long: ['--strip-comments'] },
  version: {},
};

const checkGit: AllowedProgram['check'] = ([command = '', ...words]) => {
  const rules = Object.hasOwn(gitCommands, command) ? gitCommands[command] : undefined;
  if (rules === undefined)
    throw refused(
      'option_refused',
      `git may be given ${Object.keys(gitCommands).join(', ')} as its first word, and no options before it, not ${command}.`,
    );
  checkOptions(`git ${command}`, words, rules);
};

/** No configuration of the machine or of anybody, no repository above the workspace, no other program. */
const gitEnvironment = {
  GIT_ATTR_NOSYSTEM: '1',
  GIT_CEILING_DIRECTORIES: '/',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_PAGER: 'cat',
  GIT_TERMINAL_PROMPT: '0',
};

/** The allow-list. What a program does beyond it happens in a sandbox; the rules keep a call to what it says it is. */
export const allowedPrograms: Readonly<Record<string, AllowedProgram>> = {
  cat: { check: withOptions('cat', { flags: 'AbEensTtuv' }) },
  echo: { check: () => undefined },
  find: { check: (words) => checkWords('find', words, findWords) },
  git: { check: checkGit, env: gitEnvironment },
  grep: {
    check: withOptions('grep', {
      flags: 'abcEFGHhiLlnoPqrRsTUvwxyZz',
      valued: 'ABCefm',
      long: ['--color', '--count', '--extended-regexp', '--fixed-strings', '--ignore-case', '--line-number'],
      longValued: ['--color', '--exclude', '--exclude-dir', '--include', '--max-count', '--regexp'],
      digits: true,
    }),
  },
  head: {
    check: withOptions('head', {
      flags: 'qvz',
      valued: 'cn',
      longValued: ['--bytes', '--lines'],
      digits: true,
    }),
  },
  ls: {
    check: withOptions('ls', {
      flags: '1AaBbCcdFfGghHiklmNnopQqRrSsTtUuvXxZ',
      long: ['--all', '--human-readable', '--recursive', '--reverse'],
    }),
  },
  python3: {
    check: withOptions('python3', { flags: 'BbEIOqSsu', endsAtOperand: true, operandOptions: 'cm' }),
  },
  sort: {
    check: withOptions('sort', {
      flags: 'bCcdfghiMmnrsuVz',
      valued: 'kt',
      long: ['--check', '--ignore-case', '--numeric-sort', '--reverse', '--stable', '--unique'],
      longValued: ['--field-separator', '--key'],
    }),
  },
  tail: {
    check: withOptions('tail', {
      flags: 'qvz',
      valued: 'cn',
      longValued: ['--bytes', '--lines'],
      digits: true,
    }),
  },
  wc: { check: withOptions('wc', { flags: 'cLlmw', long: ['--bytes', '--chars', '--lines', '--words'] }) },
};
