const openings = [
  /^(?:hello|hi|hey|dear)(?: [a-z]+)?[,!.] /i,
  /^(?:please|kindly)[, ]+/i,
  /^(?:can|could|would|will) you (?:please |kindly )?/i,
  /^(?:i want|i need|i would like|i'd like) you to /i,
  /^(?:i want|i need|i would like|i'd like) to (?=know\b|find\b|learn\b|compare\b)/i,
  /^(?:help me|let's|let us) (?:to )?/i,
];

/** A goal without the courtesies it begins with: "Could you please summarise" asks for a summary, not for a yes. */
export const withoutPoliteness = (goal: string): string => {
  let rest = goal;
  for (const opening of [...openings, ...openings]) rest = rest.replace(opening, '');
  return rest;
};
