/** What a data URL with base64 holds. */
export interface Base64Data {
  readonly mediaType: string;
  readonly base64: string;
}

/** The parts of a `data:` URL (RFC 2397) in base64; undefined for any other URL. */
export const base64Of = (url: string): Base64Data | undefined => {
  const comma = url.indexOf(',');
  const [mediaType = '', ...flags] = url.slice('data:'.length, Math.max(comma, 0)).split(';');
  return url.startsWith('data:') && mediaType !== '' && flags.includes('base64')
    ? { mediaType, base64: url.slice(comma + 1) }
    : undefined;
};
