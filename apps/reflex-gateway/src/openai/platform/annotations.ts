import type { Citation } from '@octollm/contracts';
import { citationMarkers } from '@octollm/text';

/** OpenAI's annotation of a part of a message: `[n]` in the text, and where it leads. */
export interface UrlCitation {
  readonly type: 'url_citation';
  readonly url_citation: {
    /** UTF-16 offsets of the marker in the text. */
    readonly start_index: number;
    readonly end_index: number;
    readonly title: string;
    readonly url: string;
  };
}

const isWeb = (source: string): boolean => /^https?:\/\//i.test(source) && URL.canParse(source);

/** A document without an address of its own is named by a URN. */
const urlOf = ({ source, document_id }: Citation): string =>
  source !== null && isWeb(source) ? source : `urn:octollm:document:${document_id}`;

/** The citations of an answer as annotations, one for each marker that leads to a passage. */
export const annotationsOf = (text: string, citations: readonly Citation[]): UrlCitation[] => {
  const byIndex = new Map(citations.map((citation) => [citation.index, citation]));
  return citationMarkers(text).flatMap(({ index, start, end }) => {
    const citation = byIndex.get(index);
    if (citation === undefined) return [];
    const title = citation.title ?? citation.source ?? citation.document_id;
    // A marker's span begins with the white space before it.
    const from = start + (text.slice(start, end).length - text.slice(start, end).trimStart().length);
    const place = { start_index: from, end_index: end };
    return [{ type: 'url_citation', url_citation: { ...place, title, url: urlOf(citation) } }];
  });
};
