import { ArmFailure } from '@octollm/service-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommandLine } from './command-line.ts';

describe('a command line', () => {
  it.each<[string, readonly string[]]>([
    ['ls -la', ['ls', '-la']],
    ['  grep   -n  "a b"\t\'c d\' ', ['grep', '-n', 'a b', 'c d']],
    ['echo \'$HOME | "x" \\ *\'', ['echo', '$HOME | "x" \\ *']],
    ['echo "it\'s | here; *"', ['echo', "it's | here; *"]],
    ['echo a"b c"d\'e\'', ['echo', 'ab cde']],
    ["echo ''", ['echo', '']],
    ['find . -name x ! -empty', ['find', '.', '-name', 'x', '!', '-empty']],
    ['head --lines=5 a~ b#c', ['head', '--lines=5', 'a~', 'b#c']],
    ['', []],
  ])('is split at spaces as a shell would: %s', (line, words) => {
    expect(splitCommandLine(line)).toEqual(words);
  });

  it.each([
    'ls; id',
    'ls && id',
    'ls || id',
    'cat a | head',
    'ls &',
    'echo $(id)',
    'echo `id`',
    'echo "$(id)"',
    'echo "`id`"',
    'echo $HOME',
    'echo "$HOME"',
    'echo ${IFS}',
    'cat < /etc/passwd',
    'echo x > /tmp/x',
    'echo x >> a',
    'cat <(id)',
    'ls *',
    'ls ?',
    'ls [ab]',
    'echo {a,b}',
    'cat ~/.ssh/id_rsa',
    'ls # comment',
    'ls\nid',
    'ls\rid',
    'ls "a\nb"',
    'ls \\; id',
    'echo "a\\"b"',
    "echo 'open",
    'echo "open',
    'ls \0',
  ])('is refused when only a shell understands it: %j', (line) => {
    expect(() => splitCommandLine(line)).toThrow(ArmFailure);
    expect(() => splitCommandLine(line)).toThrow(/means something to a shell|Close the quote/);
  });

  it('gives back words that were quoted', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => !text.includes("'"));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(splitCommandLine(words.map((text) => `'${text}'`).join(' '))).toEqual(words);
      }),
    );
  });
});
