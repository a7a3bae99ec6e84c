import {
  GuardianCheck,
  Ratio,
  Severity,
  Sink,
  TextDirection,
  Tier,
  ValidationLevel,
} from '@octollm/contracts';
import { z } from 'zod';

const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema, z.array(schema).min(1)]);

/** What becomes of a finding. `allow` forgets it, `record` reports it and leaves the text as it is. */
export const PolicyAction = z.enum(['allow', 'record', 'redact', 'tokenise', 'block']);
export type PolicyAction = z.infer<typeof PolicyAction>;

/** Where a text goes to: stays it with us, or does a provider outside get it? */
export const Destination = z.enum(['internal', 'external']);
export type Destination = z.infer<typeof Destination>;

const Condition = z.strictObject({
  check: oneOrMore(GuardianCheck).optional(),
  type: oneOrMore(z.string().min(1)).optional(),
  severity_at_least: Severity.optional(),
  /** Of the confidence of a finding; one that states none is sure. */
  score_at_least: Ratio.optional(),
  sink: oneOrMore(Sink).optional(),
  direction: TextDirection.optional(),
  destination: Destination.optional(),
  tenant: oneOrMore(z.string().min(1)).optional(),
  tier: oneOrMore(Tier).optional(),
  /** Words and phrases that the text holds as they are, whatever their case. */
  contains: z.array(z.string()).min(1).optional(),
  /** Patterns of custom types, which are linear: `#` a digit, `@` a letter, `*` one of both. */
  matches: z.array(z.string()).min(1).optional(),
});
export type Condition = z.infer<typeof Condition>;

const PolicyRule = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'Write it in snake_case, with at most 64 characters.'),
    description: z.string().max(500).optional(),
    when: Condition.default({}),
    action: PolicyAction.optional(),
    /** How strictly input is validated. */
    level: ValidationLevel.optional(),
  })
  .check(({ value: { when, action, level }, issues }) => {
    const problem = (path: string[], message: string) =>
      issues.push({ code: 'custom', input: when, path, message });
    const isAboutText = when.contains !== undefined || when.matches !== undefined;
    const isAboutFindings =
      when.check !== undefined ||
      when.type !== undefined ||
      when.severity_at_least !== undefined ||
      when.score_at_least !== undefined;
    if (action === undefined && level === undefined)
      problem(['action'], 'Say what is to be done, or give a level.');
    if (isAboutText && isAboutFindings)
      problem(['when'], 'Look at findings or at the text (contains, matches), not at both.');
    if (level !== undefined && (isAboutText || isAboutFindings))
      problem(
        ['level'],
        'A level holds for a place: use sink, direction, destination, tenant and tier alone.',
      );
  });
export type PolicyRule = z.infer<typeof PolicyRule>;

/** A policy as it is written, in YAML or JSON: the first rule that fits decides. */
export const PolicyDocument = z.strictObject({ rules: z.array(PolicyRule).max(200) });
export type PolicyDocument = z.infer<typeof PolicyDocument>;
