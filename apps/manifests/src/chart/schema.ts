import { ownSettings } from './configuration-lines.ts';
import { type Owner, pathOf } from './owner.ts';
import type { Value, Values } from './values.ts';

type Schema = Readonly<Record<string, unknown>>;

const isValues = (value: Value): value is Values => typeof value === 'object' && !Array.isArray(value);

const text = { type: 'string' };
const quantities = { type: 'object', additionalProperties: { type: ['string', 'number'] } };
/** None of these ends the text in which a template puts them. */
const word = { type: 'string', pattern: '^[A-Za-z0-9._/:@*-]*$' };
const count = { type: 'integer', minimum: 0 };
/** An object of Kubernetes, which the cluster checks. */
const anything = { type: 'object' };
const anythings = { type: 'array', items: anything };

const settingsOf = (names: readonly string[]): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(names.map((name) => [name, text])),
});

/** Values whose form their default does not tell, by the end of their path. */
const byPath = (owners: readonly Owner[]): Readonly<Record<string, Schema>> => ({
  ...Object.fromEntries(
    owners.flatMap((owner) => [
      [`${pathOf(owner)}.settings`, settingsOf(ownSettings(owner))],
      [
        `${pathOf(owner)}.secret.keys`,
        { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ownSettings(owner) } },
      ],
      [`${pathOf(owner)}.nodeSelector`, { type: 'object', additionalProperties: text }],
      [`${pathOf(owner)}.tolerations`, anythings],
      [
        `${pathOf(owner)}.resources`,
        {
          type: 'object',
          additionalProperties: false,
          properties: { requests: quantities, limits: quantities },
        },
      ],
    ]),
  ),
  'image.pullPolicy': { enum: ['Always', 'IfNotPresent', 'Never'] },
  'image.pullSecrets': {
    type: 'array',
    items: { type: 'object', additionalProperties: false, required: ['name'], properties: { name: text } },
  },
  'image.registry': { ...word, minLength: 1 },
  'image.tag': { ...word, minLength: 1, not: { const: 'latest' } },
  'monitoring.labels': { type: 'object', additionalProperties: text },
  'quota.hard': quantities,
  'quota.limits': anythings,
  'stores.egress': anythings,
  'settings.OCTOLLM_ENVIRONMENT': { enum: ['dev', 'staging', 'production'] },
});

const ofLeaf = (value: Value): Schema => {
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value === 'number') return count;
  return text;
};

const inImage = /(?:^|\.)image\.(?:registry|tag|digest)$/;

/**
 * The JSON schema of the values. It knows every setting of every service: a name that none has is refused before
 * anything is installed, and so is a number where a variable needs a text.
 */
export const valuesSchema = (values: Values, owners: readonly Owner[]): Schema => {
  const special = byPath(owners);
  const walk = (value: Value, path: string): Schema => {
    const known = special[path];
    if (known !== undefined) return known;
    if (inImage.test(path)) return word;
    return isValues(value)
      ? {
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(
            Object.entries(value).map(([name, part]) => [
              name,
              walk(part, path === '' ? name : `${path}.${name}`),
            ]),
          ),
        }
      : ofLeaf(value);
  };
  const schema = walk(values, '');
  const properties = schema.properties as Readonly<Record<string, Schema>>;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...schema,
    // Helm itself adds these.
    properties: { ...properties, global: anything },
  };
};
