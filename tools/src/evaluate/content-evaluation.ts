import { join } from 'node:path';
import { detectContent } from '@octollm/guardrails';
import { z } from 'zod';
import type { Evaluation } from './evaluation.ts';
import { readJsonLines } from './json-lines.ts';
import { formatShare, type Share, shareOf } from './wilson.ts';

const Row = z.object({ set: z.string(), label: z.number(), text: z.string() });

/** How often the content check blocks or records texts that have no unsafe content, by set. */
export const content: Evaluation = {
  name: 'content',
  description: 'unsafe content (false positives of the content check by set of harmless texts)',
  run: async (output, folder) => {
    const rows = await readJsonLines(join(folder, 'injection.jsonl'), Row);
    const seen = rows
      .filter(({ label }) => label === 0)
      .map(({ set, text }) => ({ set, findings: detectContent(text) }));
    const results: Record<string, { readonly blocked: Share; readonly found: Share }> = {};
    for (const set of new Set(seen.map((row) => row.set))) {
      const group = seen.filter((row) => row.set === set);
      const found = shareOf(group.filter(({ findings }) => findings.length > 0).length, group.length);
      const blocked = shareOf(
        group.filter(({ findings }) =>
          findings.some(({ severity }) => severity === 'high' || severity === 'critical'),
        ).length,
        group.length,
      );
      results[set] = { blocked, found };
      output.line(`  ${set.padEnd(16)} blocked ${formatShare(blocked)}, found ${formatShare(found)}`);
    }
    return results;
  },
};
