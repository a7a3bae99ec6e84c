import { describe, expect, it } from 'vitest';
import { commandsOf, fencedBlocks, inlineCode, linkedFiles } from './markdown.ts';

const text = `# Title

Run \`npm start\` as [the guide](docs/guide.md#start) and [the site](https://site.example) say, or \`npm
test\`.

\`\`\`sh
npm start        # runs it
curl -s x \\
  -d '{"goal": "#1"}'

\`\`\`

\`\`\`ts
const link = \`[a](b.md)\`;
\`\`\`
`;

describe('reading a document', () => {
  it('finds the fenced blocks with their language and line', () => {
    expect(fencedBlocks(text).map(({ language, line }) => [language, line])).toEqual([
      ['sh', 6],
      ['ts', 13],
    ]);
  });

  it('takes a block apart into commands, without comments and with continued lines joined', () => {
    const [block] = fencedBlocks(text);
    expect(commandsOf(block ?? { text: '' })).toEqual(['npm start', `curl -s x -d '{"goal": "#1"}'`]);
  });

  it('finds code in backticks, over the end of a line too, and none in fenced blocks', () => {
    expect(inlineCode(text)).toEqual(['npm start', 'npm test']);
  });

  it('finds links to files, without their fragments, and none in fenced blocks', () => {
    expect(linkedFiles(text)).toEqual(['docs/guide.md']);
  });
});
