import type { Finding, GuardianOutput } from '@octollm/contracts';
import type { TextPath } from './map-texts.ts';

/** A finding, and the text it is in as a JSON pointer (RFC 6901) into the body. */
export interface BodyFinding extends Finding {
  readonly pointer: string;
}

const rank: Readonly<Record<GuardianOutput['decision'], number>> = { allow: 0, redact: 1, block: 2 };

const escaped = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

const pointerTo = (path: TextPath): string => path.map((key) => `/${escaped(key)}`).join('');

/** What was found in the texts of a body, and what follows for all of it: the gravest text decides. */
export class BodyFindings {
  readonly all: BodyFinding[] = [];
  decision: GuardianOutput['decision'] = 'allow';

  /** Takes note of what was found in the text at a place. */
  add({ decision, findings }: Pick<GuardianOutput, 'decision' | 'findings'>, path: TextPath): void {
    if (rank[decision] > rank[this.decision]) this.decision = decision;
    if (findings.length === 0) return;
    const pointer = pointerTo(path);
    for (const finding of findings) this.all.push({ ...finding, pointer });
  }
}
