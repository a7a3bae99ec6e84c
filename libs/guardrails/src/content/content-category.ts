/** What a text asks for or does that must not be served. */
export const contentCategories = [
  'explosives',
  'mass_destruction',
  'illicit_drugs',
  'malware',
  'self_harm',
  'child_abuse',
  'threat',
  'hate',
] as const;

export type ContentCategory = (typeof contentCategories)[number];
