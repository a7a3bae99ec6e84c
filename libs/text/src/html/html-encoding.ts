/** How far browsers look for a page's own word on its encoding (HTML, section 13.2.3.2). */
const prescanned = 1_024;

const declaration = /<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)/i;
const xmlDeclaration = /^<\?xml[^>]+?encoding\s*=\s*["']([\w.:-]+)["']/i;

/** The encoding that a page names in a meta element or its XML declaration; undefined when it names none. */
export const declaredEncoding = (bytes: Uint8Array): string | undefined => {
  const beginning = Buffer.from(bytes.subarray(0, prescanned)).toString('latin1');
  const label = (xmlDeclaration.exec(beginning) ??
    declaration.exec(beginning.replaceAll(/<!--.*?-->/gs, '')))?.[1];
  // Who can read this has not written UTF-16 (HTML, section 13.2.3.2, step 13).
  return label === undefined ? undefined : /^utf-?16/i.test(label) ? 'utf-8' : label;
};
