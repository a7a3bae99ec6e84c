/**
 * How sure a finding is, by what speaks for it. The steps are judgements, not measured rates: they order findings and
 * let a caller draw a line.
 */
export const confidence = {
  /** A check digit or a published structure is right, and words before it announce it. */
  checkedAndAnnounced: 0.99,
  /** A check digit or a published structure is right. */
  checked: 0.95,
  /** The form is right and words before it announce it. */
  announced: 0.85,
  /** The form is rare in other texts. */
  distinctive: 0.8,
  /** The form is right, but other things look alike. */
  shaped: 0.6,
} as const;
