import type { Tool } from '@modelcontextprotocol/client';
import type { McpToolList } from '@octollm/contracts';
import { plainObject, plainText } from './plain-json.ts';

const maxTools = 200;
const maxDescription = 2_000;
const maxSchema = 20_000;

type Listed = McpToolList['tools'][number];

/** A tool as the server describes it; a schema that is too long is left out. @throws DepthError */
const toolOf = ({ name, description = '', inputSchema }: Tool, readOnly: ReadonlySet<string>): Listed => {
  const schema = plainObject(inputSchema);
  return {
    name: plainText(name.slice(0, 128)),
    description: plainText(description.slice(0, maxDescription)),
    input_schema: JSON.stringify(schema).length > maxSchema ? { type: 'object' } : schema,
    read_only: readOnly.has(name),
  };
};

/** What of a list of tools is handed back. Their hints are not: only the operator says what is read-only. @throws DepthError */
export const keptTools = (
  tools: readonly Tool[],
  readOnly: ReadonlySet<string>,
): Pick<McpToolList, 'tools' | 'truncated'> => ({
  tools: tools.slice(0, maxTools).map((tool) => toolOf(tool, readOnly)),
  truncated: tools.length > maxTools,
});
