/**
 * PostgreSQL's text and jsonb cannot hold U+0000, nor jsonb half a surrogate pair; both come in answers of tools and
 * in bodies of clients. They are replaced by U+FFFD, as a decoder does with what it cannot read.
 */
export function storableText(text: string): string {
  // With the u flag a whole pair is one character, so only halves of pairs count as surrogates.
  return text.replaceAll('\0', '\uFFFD').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

/** A value as JSON that a jsonb column takes. */
export function storableJson(value: unknown): string {
  return JSON.stringify(cleaned(value));
}

/** A value without what a jsonb column cannot hold. */
export function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [storableText(key), cleaned(member)]),
  );
}
