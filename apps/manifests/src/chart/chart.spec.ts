import { deployed } from '@octollm/catalogue';
import { identityOf, type KubernetesObject } from '@octollm/constructs';
import { checkJson } from '@octollm/json-schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jobsOfServices } from '../jobs-of-services.ts';
import { extensions } from './extensions.ts';
import { UnsupportedTemplateError } from './fixtures/expression.ts';
import { renderTemplate } from './fixtures/render-template.ts';
import { objectsOf, renderChart } from './render-chart.ts';
import { rules } from './rules.ts';
import type { Value, Values } from './values.ts';
import { variants } from './variants.ts';

const files = renderChart();
const defaults = parse(files.get('chart/values.yaml') ?? '', { version: '1.1' }) as Values;
const schema = JSON.parse(files.get('chart/values.schema.json') ?? '') as object;
const templates = [...files].filter(([path]) => path.startsWith('chart/templates/'));
/** What the constructs render, by variant. */
const plain = new Map(
  variants.map(({ name, environment }) => [name, objectsOf({ environment }).map(({ object }) => object)]),
);
const namespace = variants[0]?.environment.namespace ?? '';

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As Helm lays the values of a user over those of a chart. */
const over = (base: Values, changes: Values): Values =>
  Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(changes)])].map((name) => {
      const [below, above] = [base[name], changes[name]];
      return [name, isValues(below) && isValues(above) ? over(below, above) : (above ?? below ?? '')];
    }),
  );

const rendered = (changes: Values = {}): readonly KubernetesObject[] => {
  const values = over(defaults, changes);
  return templates.flatMap(([, template]) => {
    const object = parse(renderTemplate(template, { namespace, values }), {
      version: '1.1',
    }) as KubernetesObject | null;
    return object === null ? [] : [object];
  });
};

/** What a chart has to do in its own way: its Job is a hook, and its checksums are of its values. */
const comparable = (object: KubernetesObject): string =>
  JSON.stringify(object, (name, value: unknown) => {
    if (name === 'checksum/config') return 'a checksum';
    return isValues(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([field]) => !field.startsWith('helm.sh/'))
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value;
  });

const byIdentity = (objects: readonly KubernetesObject[]): ReadonlyMap<string, string> =>
  new Map(objects.map((object) => [identityOf(object), comparable(object)]));

describe.each(variants)('The chart, as $name', ({ name, values }) => {
  it('renders what the constructs render, object by object', () => {
    const expected = plain.get(name) ?? [];
    const chart = rendered(values as Values);
    expect(byIdentity(chart)).toEqual(byIdentity(expected));
    expect(chart).toHaveLength(expected.length);
  });
});

describe('The values', () => {
  const leaves = (
    value: Value,
    path: readonly string[] = [],
  ): readonly (readonly [readonly string[], Value])[] =>
    isValues(value) && Object.keys(value).length > 0
      ? Object.entries(value).flatMap(([name, part]) => leaves(part, [...path, name]))
      : [[path, value]];

  const other = (value: Value): Value => {
    if (typeof value === 'boolean') return !value;
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'string') return `${value}x`;
    return Array.isArray(value) ? [...value, 'X'] : { x: 'X' };
  };

  const at = ([name = '', ...rest]: readonly string[], value: Value): Values => ({
    [name]: rest.length === 0 ? value : at(rest, value),
  });

  const textOf = (texts: readonly string[], values: Values): string =>
    texts.map((text) => renderTemplate(text, { namespace, values })).join('');

  const texts = templates.map(([, text]) => text);

  /** Whether a value changes what a variant of the chart is. */
  const isIdle = (path: readonly string[], value: Value): boolean => {
    const group = `.Values.${path.slice(0, 2).join('.')}`;
    const concerned = texts.filter((text) => text.includes(group));
    return variants.every(({ values }) => {
      const base = over(defaults, values as Values);
      return textOf(concerned, base) === textOf(concerned, over(base, at(path, other(value))));
    });
  };

  it('change the render, each of them, in a variant that has what it is about', () => {
    const idle = leaves(defaults).filter(([path, value]) => isIdle(path, value));
    expect(idle.map(([path]) => path.join('.'))).toEqual([]);
  });

  const placesIn = (value: unknown, path = ''): readonly string[] =>
    typeof value === 'object' && value !== null
      ? [
          path,
          ...Object.entries(value).flatMap(([name, part]) =>
            placesIn(part, path === '' ? name : `${path}.${name}`),
          ),
        ]
      : [path];

  it('have a place in the objects for each of their rules', () => {
    const places = [...plain.values()]
      .flat()
      .map((object) => ({ kind: object.kind, paths: placesIn(object) }));
    const homeless = [...rules, ...extensions].filter(
      ({ at: place, kinds }) =>
        !places.some(
          ({ kind, paths }) => (kinds?.includes(kind) ?? true) && paths.some((path) => place.test(path)),
        ),
    );
    expect(homeless).toEqual([]);
  });

  it('have a new service of the catalogue', () => {
    const [arm] = deployed.filter(({ kind }) => kind === 'arm');
    if (arm === undefined) throw new Error('The catalogue has no arm.');
    const more = renderChart({ services: [...deployed, { ...arm, name: 'translator-arm', port: 8_199 }] });
    expect(parse(more.get('chart/values.yaml') ?? '', { version: '1.1' }).services).toHaveProperty(
      'translatorArm',
    );
    expect([...more.keys()]).toContain('chart/templates/translator-arm/Deployment.translator-arm.yaml');
  });

  it('have every service and every job', () => {
    expect(Object.keys(defaults.services ?? {})).toHaveLength(deployed.length);
    expect(Object.keys(defaults.jobs ?? {})).toHaveLength(jobsOfServices.length);
  });
});

describe('The schema of the values', () => {
  const problems = (changes: Values) => checkJson(schema, over(defaults, changes));

  it('takes the defaults, and those of every variant', () => {
    for (const { values } of variants) expect(problems(values as Values)).toEqual([]);
  });

  it.each([
    [
      'a setting that the service does not have',
      { services: { coderArm: { settings: { OPENAI_MODLE: 'x' } } } },
    ],
    ['a number where a variable needs a text', { services: { coderArm: { settings: { OPENAI_MODEL: 1 } } } }],
    [
      'a secret that the service does not have',
      { services: { coderArm: { secret: { keys: ['PASSWORD'] } } } },
    ],
    ['a service that there is not', { services: { poetArm: { enabled: true } } }],
    ['the tag latest', { image: { tag: 'latest' } }],
    ['a tag that would end the text it stands in', { image: { tag: '1"' } }],
    ['fewer replicas than none', { services: { coderArm: { replicas: -1 } } }],
  ])('refuses %s', (_, changes) => {
    expect(problems(changes as unknown as Values)).not.toEqual([]);
  });
});

describe('The templates', () => {
  it('are rendered by a small part of Helm, and anything else is refused', () => {
    for (const template of [
      '{{ include "a" . }}',
      '{{ .Values.none }}',
      '{{ lookup "v1" }}',
      '{{.Values.a}}',
    ])
      expect(() => renderTemplate(template, { namespace, values: { a: 1 } })).toThrow(
        UnsupportedTemplateError,
      );
  });

  it('name no namespace and no release of ours', () => {
    for (const [path, text] of templates)
      expect({ path, found: text.includes(namespace) }).toEqual({ path, found: false });
  });

  it('make no namespace: Helm needs it before the first of them', () => {
    expect(templates.filter(([, text]) => /^kind: Namespace$/m.test(text))).toEqual([]);
    expect(defaults).not.toHaveProperty('namespace');
  });

  it('have Helm migrate before an upgrade, and after the first installation', () => {
    const [job] = rendered().filter(({ kind }) => kind === 'Job');
    expect(job?.metadata).toMatchObject({
      name: 'migration',
      annotations: {
        'helm.sh/hook': 'post-install,pre-upgrade',
        'helm.sh/hook-delete-policy': 'before-hook-creation',
      },
    });
  });

  it('leave out a service that is not enabled, with all its objects', () => {
    const names = rendered({ services: { coderArm: { enabled: false } } }).map(
      ({ metadata }) => metadata.name,
    );
    expect(names).not.toContain('coder-arm');
    expect(names).toContain('judge-arm');
  });

  it('take other images, by registry, tag and digest', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const image = JSON.stringify(
      rendered({ services: { coderArm: { image: { registry: 'r.example', tag: '2', digest } } } }),
    );
    expect(image).toContain(`"r.example/coder-arm:2@${digest}"`);
    expect(image).toContain('"ghcr.io/octollm/judge-arm:');
  });
});
