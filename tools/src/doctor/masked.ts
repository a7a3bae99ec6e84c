/** An API key of the platform or of a provider, a private JSON Web Key, a password in an address: by their forms. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/\boctollm_(test|live|admin)_[\w-]+/g, 'octollm_$1_***'],
  [/\bsk-[\w-]{16,}/g, 'sk-***'],
  [/(\w+:\/\/)[^/?#\s"@]+@/g, '$1***@'],
  [/("d"\s*:\s*")[\w-]{20,}"/g, '$1***"'],
  [/(Bearer\s+)[\w.~+/-]{16,}/gi, '$1***'],
];

/** The text without secrets: those that are given, whatever they look like, and those that have a known form. */
export const masked = (text: string, secrets: readonly string[]): string => {
  const without = secrets
    .filter((secret) => secret.length >= 8)
    .reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  return forms.reduce((rest, [form, mask]) => rest.replaceAll(form, mask), without);
};
