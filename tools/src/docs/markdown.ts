/** A fenced block of a document. */
export interface FencedBlock {
  /** What follows the opening fence, such as `sh`; empty when nothing does. */
  readonly language: string;
  readonly text: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
}

const fence = /^```(\S*)[^\n]*\n([\s\S]*?)^```$/gm;

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The fenced blocks of a Markdown text, in order. */
export const fencedBlocks = (markdown: string): readonly FencedBlock[] =>
  [...markdown.matchAll(fence)].map(({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    line: lineAt(markdown, index),
  }));

/** What stands in backticks outside of fenced blocks. */
export const inlineCode = (markdown: string): readonly string[] =>
  [...markdown.replace(fence, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replace(/\s+/g, ' '));

/** The targets of links to files, without their fragments; addresses on the web are left out. */
export const linkedFiles = (markdown: string): readonly string[] =>
  [...markdown.replace(fence, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));

/** The commands of a block for a shell: continued lines are joined, comments left out. */
export const commandsOf = ({ text }: Pick<FencedBlock, 'text'>): readonly string[] =>
  text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(?:^|\s+)# .*$/, '').trim())
    .filter((line) => line !== '');
