import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/client';
import type { McpContent, McpOutput } from '@octollm/contracts';
import { plainObject, plainText } from './plain-json.ts';

/** The most characters of a result that are handed back, all parts together; structured content has as many again. */
export const maxCharacters = 262_144;
const maxParts = 100;

type Kept = Pick<McpOutput, 'content' | 'structured' | 'truncated' | 'left_out'>;

/** What is kept of a part, or what is left out of it. */
const partOf = (block: ContentBlock): McpContent | string => {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text };
    case 'resource_link':
      return { type: 'resource_link', uri: block.uri, name: block.name };
    case 'resource':
      return 'text' in block.resource
        ? { type: 'resource', uri: block.resource.uri, text: block.resource.text }
        : 'a binary resource';
    case 'image':
      return 'an image';
    case 'audio':
      return 'a sound';
  }
};

/** A part with no more than `left` characters of its texts. */
const cut = (part: McpContent, left: number): McpContent =>
  'text' in part ? { ...part, text: plainText(part.text.slice(0, left)) } : part;

const lengthOf = (part: McpContent): number =>
  ('text' in part ? part.text.length : part.name.length) + ('uri' in part ? part.uri.length : 0);

/**
 * What of a result is handed back: texts, resources and links up to the limit. Images, sounds and bytes are left out, which
 * is said.
 * @throws DepthError
 */
export const keptOf = ({ content, structuredContent }: CallToolResult): Kept => {
  const kept: McpContent[] = [];
  const leftOut: string[] = [];
  let left = maxCharacters;
  let truncated = content.length > maxParts;
  for (const block of content.slice(0, maxParts)) {
    const part = partOf(block);
    if (typeof part === 'string') leftOut.push(part);
    else if (left === 0 || (!('text' in part) && lengthOf(part) > left)) truncated = true;
    else {
      kept.push(cut(part, left));
      truncated ||= lengthOf(part) > left;
      left = Math.max(0, left - lengthOf(part));
    }
  }
  const isObject = typeof structuredContent === 'object' && structuredContent !== null;
  const structured = isObject ? plainObject(structuredContent) : null;
  const isLong = structured !== null && JSON.stringify(structured).length > maxCharacters;
  return {
    content: kept,
    structured: isLong ? null : structured,
    truncated: truncated || isLong,
    left_out: isLong ? [...leftOut, 'structured content that is too long'] : leftOut,
  };
};
