import { ShellArgs } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { shellProgram } from './shell-program.ts';

const program = (command: string) => shellProgram(ShellArgs.parse({ command }));
const codeOf = (given: unknown): string => {
  try {
    shellProgram(ShellArgs.parse(given));
    return 'allowed';
  } catch (error) {
    if (error instanceof ArmFailure) return error.detail.code;
    throw error;
  }
};

describe('a program of the allow-list', () => {
  it.each([
    'echo -e --any thing',
    'cat -n a.txt -',
    'ls -la --human-readable data',
    'grep -rn --include=x -A 3 -e needle .',
    'grep -5 needle a',
    'find . -maxdepth 2 -name a.txt -size -10k -mtime -1 -print',
    'head -5 a',
    'head -n -5 a',
    'tail -c 100 a',
    'sort -t , -k 2n --reverse a',
    'wc -l a',
    'python3 main.py --any -option',
    'python3 -c pass -x',
    'python3 -m json.tool a --indent=2',
    'git diff --no-index --stat a b',
    'git apply --check a.patch',
    'git hash-object a',
    'git version',
  ])('may be given what does what it says: %s', (command) => {
    expect(codeOf({ command })).toBe('allowed');
  });

  it('is called with its arguments as they stand', () => {
    expect(program("grep -n 'a|b' c.txt")).toEqual({
      kind: 'shell',
      program: 'grep',
      args: ['-n', 'a|b', 'c.txt'],
    });
    const args = ['$(id)', '; ls', '*'];
    expect(shellProgram(ShellArgs.parse({ program: 'echo', args }))).toMatchObject({ args });
  });

  it('is git without the configuration of the machine', () => {
    expect(program('git version')).toMatchObject({
      env: { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  });

  it.each([
    'find . -exec id +',
    'find . -execdir id +',
    'find . -ok id +',
    'find . -okdir id +',
    'find . -delete',
    'find . -fprint out',
    'find . -fprintf out x',
    'find . -fprint0 out',
    'find . -fls out',
    'find -files0-from list',
    'sort -o out a',
    'sort -ro out a',
    'sort --output=out a',
    'sort --outpu out a',
    'sort --compress-program=id a',
    'sort --compress-prog=id a',
    'sort -S 100G a',
    'sort -T /tmp a',
    'sort --files0-from=list',
    'sort -- -o',
    'grep -e -- --devices=read a',
    'wc --files0-from=list',
    'tail -f a',
    'tail --follow a',
    'tail --pid=1 a',
    'python3 -i a.py',
    'python3 -W ignore a.py',
    'git -c core.pager=id log',
    'git -c alias.x=!id x',
    'git --exec-path=/tmp version',
    'git -C / status',
    'git clone ext::id a',
    'git clone --upload-pack=id a b',
    'git fetch --upload-pack=id a',
    'git ls-remote ext::id',
    'git init --template=hooks',
    'git commit -m x',
    'git submodule foreach id',
    'git config core.hooksPath hooks',
    'git grep -O needle',
    'git diff --ext-diff a b',
    'git diff --output=out a b',
    'git diff -U --output=out a b',
    'git diff --word-diff --output=out a b',
    'git diff --textconv a b',
    'git apply --directory=/tmp a.patch',
    'git',
  ])('may not be given what leads to another program or file: %s', (command) => {
    expect(codeOf({ command })).toBe('option_refused');
  });

  it.each([
    'bash',
    'sh',
    'env',
    'xargs',
    'sudo',
    'rm',
    'chmod',
    './cat',
    '/bin/cat',
    '../cat',
    'CAT',
    '__proto__',
  ])('is none of the others: %s', (name) => {
    expect(codeOf({ program: name })).toBe('program_refused');
  });

  it.each(['curl -o out http://a', 'curl --config file', 'curl file:///etc/passwd', 'wget -O out http://a'])(
    'is none that needs a network, and says what to use: %s',
    (command) => {
      expect(() => program(command)).toThrow(/no network in the sandbox. Use http_get or http_post/);
    },
  );

  it('needs a name and words without NUL', () => {
    expect(codeOf({ command: '   ' })).toBe('invalid_input');
    expect(codeOf({ program: 'echo', args: ['a\0b'] })).toBe('invalid_input');
  });
});

describe('the files of a run', () => {
  it.each([
    '.gitconfig',
    '.git/hooks/pre-commit',
    'a/.git/config',
    '../a',
    'a/../../b',
    '/etc/passwd',
    'a//b',
    'a/',
    '-rf',
    'a b',
    'a\0b',
    '',
  ])('do not reach outside and configure nothing: %j', (path) => {
    expect(ShellArgs.safeParse({ program: 'ls', files: { [path]: '' } }).success).toBe(false);
  });

  it('have names that do not collide, and are few and short', () => {
    const isValid = (files: object) => ShellArgs.safeParse({ program: 'ls', files }).success;
    expect(isValid({ 'a/b.txt': 'x', 'a/c': 'y' })).toBe(true);
    expect(isValid({ a: 'x', 'a/b': 'y' })).toBe(false);
    expect(isValid(Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`f${n}`, ''])))).toBe(false);
    expect(isValid({ a: 'x'.repeat(1_048_577) })).toBe(false);
  });
});
