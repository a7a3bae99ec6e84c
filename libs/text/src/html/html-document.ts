import { parse } from 'parse5';
import { flow, MarkdownWriter } from './markdown-writer.ts';
import { attributeOf } from './silent-elements.ts';
import { tableOf } from './table.ts';
import { type Element, isElement, walk } from './tree-walk.ts';

/** A page as it is read. */
export interface HtmlDocument {
  /** In Markdown: headings, lists, tables and preformatted text are kept. */
  readonly text: string;
  /** The page's own, null when it has none. */
  readonly title: string | null;
}

/** Elements that stand within a line; all others are blocks, those that a page makes up, too. */
const inline: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math meter nobr output progress q rp rt ruby s samp slot small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const headingLevel = (tagName: string): number | undefined => {
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  return level === undefined ? undefined : Number(level);
};

const textIn = (element: Element): string => {
  const parts: string[] = [];
  for (const visit of walk(element)) {
    if (visit.kind === 'text') parts.push(visit.text);
    else if (visit.kind === 'enter' && visit.element.tagName === 'br') parts.push('\n');
  }
  return parts.join('');
};

interface List {
  readonly ordered: boolean;
  count: number;
}

/** Writes a page down as a walk through it comes by. */
class PageReader {
  readonly #writer = new MarkdownWriter();
  readonly #lists: List[] = [];
  /** What goes in front of the next paragraph. */
  #prefix = '';

  /** Elements that were written as a whole when they were met. */
  readonly #written = new WeakSet<Element>();

  read(body: Element): string {
    for (const visit of walk(body, (element) => !this.#written.has(element))) {
      if (visit.kind === 'text') this.#writer.add(visit.text);
      else if (visit.kind === 'enter') this.#enter(visit.element);
      else this.#leave(visit.element);
    }
    return this.#writer.finish();
  }

  #endParagraph(): void {
    if (this.#writer.endParagraph(this.#prefix)) this.#prefix = '';
  }

  #enter(element: Element): void {
    const { tagName } = element;
    if (tagName === 'br') return this.#writer.lineBreak();
    if (tagName === 'img') return this.#writer.add(attributeOf(element, 'alt') ?? '');
    if (inline.has(tagName)) return;
    this.#endParagraph();
    if (tagName === 'pre') this.#code(element);
    else if (tagName === 'table') this.#table(element);
    else if (tagName === 'ul' || tagName === 'ol') this.#lists.push({ ordered: tagName === 'ol', count: 0 });
    else if (tagName === 'li') this.#prefix = this.#marker();
  }

  #leave({ tagName }: Element): void {
    if (inline.has(tagName)) return;
    const level = headingLevel(tagName);
    if (level === undefined) this.#endParagraph();
    else this.#writer.heading(level);
    if (tagName === 'ul' || tagName === 'ol') this.#lists.pop();
    if (tagName === 'li') this.#prefix = '';
  }

  #marker(): string {
    const list = this.#lists.at(-1);
    if (list === undefined) return '- ';
    list.count += 1;
    return `${'  '.repeat(Math.min(this.#lists.length, 8) - 1)}${list.ordered ? `${list.count}.` : '-'} `;
  }

  #code(element: Element): void {
    this.#written.add(element);
    this.#writer.code(textIn(element));
  }

  #table(element: Element): void {
    const table = tableOf(element);
    if (table === null) return;
    this.#written.add(element);
    this.#writer.add(table.caption);
    this.#writer.endParagraph();
    this.#writer.table(table.rows);
  }
}

const child = (parent: Element, tagName: string): Element | undefined =>
  parent.childNodes.filter(isElement).find((element) => element.tagName === tagName);

const titleOf = (html: Element): string | null => {
  const head = child(html, 'head');
  const title = head === undefined ? undefined : child(head, 'title');
  const text = title === undefined ? '' : flow(textIn(title)).trim();
  return text === '' ? null : text;
};

/**
 * Reads a page (WHATWG HTML, as browsers parse it). Scripts, styles, templates, comments and what is hidden by an attribute
 * never become text; of links only their words do. Style sheets are not read: what they alone hide is text.
 */
export const readHtml = (page: string): HtmlDocument => {
  const root = parse(page, { scriptingEnabled: false }).childNodes.filter(isElement).at(0);
  const body = root === undefined ? undefined : child(root, 'body');
  if (root === undefined || body === undefined) return { text: '', title: null };
  return { text: new PageReader().read(body), title: titleOf(root) };
};
