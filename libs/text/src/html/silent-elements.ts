import type { DefaultTreeAdapterTypes } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;

/** Elements whose content is never read as the text of a page: code, other documents, controls, pictures. */
const silent: ReadonlySet<string> = new Set([
  'applet',
  'audio',
  'button',
  'canvas',
  'datalist',
  'embed',
  'frame',
  'frameset',
  'head',
  'iframe',
  'input',
  'link',
  'map',
  'meta',
  'noembed',
  'noframes',
  'noscript',
  'object',
  'option',
  'param',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
  'title',
  'video',
]);

/** Declarations in a style attribute after which nobody sees an element. Style sheets are not read. */
const hiding =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*(?:\.0+)?%?\s*(?:;|!|$)|font-size\s*:\s*0*(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$))/i;

export const attributeOf = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((attribute) => attribute.name === name)?.value;

/** Whether an element, with all that is in it, is no text that a reader of the page sees. */
export const isSilent = (element: Element): boolean =>
  silent.has(element.tagName) ||
  attributeOf(element, 'hidden') !== undefined ||
  hiding.test(attributeOf(element, 'style')?.replaceAll(/\/\*.*?\*\//gs, '') ?? '');
