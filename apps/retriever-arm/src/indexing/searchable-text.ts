interface Passage {
  readonly text: string;
  readonly heading: string | null;
  /** Of its document. */
  readonly title: string | null;
}

/** What a passage is found by: its own words, those of the headings it stands under and of the title of its document. */
export const searchableText = ({ title, heading, text }: Passage): string =>
  [title ?? '', heading ?? '', text].join('\n');
