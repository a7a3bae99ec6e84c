import { stringify } from 'yaml';

/** A value that a configuration file may hold. */
export type Setting =
  | string
  | number
  | boolean
  | readonly Setting[]
  | { readonly [name: string]: Setting | undefined };

/** A configuration as the text of its file. What is undefined is left out. */
export const yamlText = (document: Setting): string =>
  stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
