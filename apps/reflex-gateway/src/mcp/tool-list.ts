import type { Tool } from '@modelcontextprotocol/server';
import { allows, type Scope } from '@octollm/contracts';
import { z } from 'zod';
import { type McpToolName, type PlatformTool, platformTools } from './platform-tools.ts';

type ObjectSchema = Tool['inputSchema'];

const schemaOf = (schema: z.ZodObject, io: 'input' | 'output'): ObjectSchema =>
  // The schema of an object has the type object.
  z.toJSONSchema(schema, { target: 'draft-2020-12', io }) as ObjectSchema;

const described = ([name, tool]: [string, PlatformTool]): {
  tool: Tool;
  needs: PlatformTool['route']['scope'];
} => ({
  needs: tool.route.scope,
  tool: {
    name,
    title: tool.title,
    description: tool.description,
    inputSchema: schemaOf(tool.input, 'input'),
    outputSchema: schemaOf(tool.output, 'output'),
    annotations: tool.annotations,
  },
});

/** Made once: schemas take longer to make than to send. */
const all = Object.entries(platformTools).map(described);

/** The tools that somebody with these scopes may call, as a client sees them. */
export const toolsFor = (scopes: readonly Scope[]): Tool[] =>
  all.filter(({ needs }) => allows(scopes, needs)).map(({ tool }) => tool);

export const isTool = (name: string): name is McpToolName => Object.hasOwn(platformTools, name);
