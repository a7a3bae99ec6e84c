import { textIn } from '../read/json.ts';
import { type ContainerCheck, everyContainer, unless } from './containers.ts';
import type { Context, Fault, Rule, Stage } from './rule.ts';

interface Image {
  /** Registry and path; the registry is missing where the node is to choose it. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const imageIn = (reference: string): Image => {
  const [named = '', digest] = reference.split('@');
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return {
    repository: colon === -1 ? named : named.slice(0, colon),
    tag: colon === -1 ? undefined : named.slice(colon + 1),
    digest,
  };
};

const checkImage =
  (check: (image: Image, reference: string) => string | undefined): ContainerCheck =>
  ({ spec, path }) => {
    const reference = textIn(spec.image);
    if (reference === undefined) return [];
    const message = check(imageIn(reference), reference);
    return unless(message === undefined, `${path}.image`, message ?? '', reference);
  };

/** The first part of a name is a registry when it could be a host: https://github.com/distribution/reference. */
const hasRegistry = ({ repository }: Image): boolean => {
  const [host = '', ...path] = repository.split('/');
  return path.length > 0 && (host.includes('.') || host.includes(':') || host === 'localhost');
};

const inStages =
  (stages: readonly Stage[], check: Rule['check']) =>
  (context: Context): readonly Fault[] =>
    check(context).filter(({ resource }) => stages.includes(context.stageOf(resource.namespace)));

/** What runs: rules 20 to 22. */
export const imageRules: readonly Rule[] = [
  {
    id: 20,
    name: 'Every image names the version that is to run',
    why: 'What latest means depends on the day a node pulled it, so that replicas differ and nobody can go back.',
    mend: 'Name the version in the tag.',
    check: everyContainer(
      checkImage(({ tag, digest }, reference) =>
        digest === undefined && (tag === undefined || tag === 'latest')
          ? `The image ${reference} names no version.`
          : undefined,
      ),
    ),
  },
  {
    id: 21,
    name: 'Images in staging and production are pinned by digest',
    why: 'A tag can be moved to other bytes; a digest is the bytes.',
    mend: 'Pin the image as tag@sha256:... with npm run images:pin where the registry is reachable; never invent one.',
    check: inStages(
      ['staging', 'production'],
      everyContainer(
        checkImage(({ digest }, reference) =>
          /^sha256:[0-9a-f]{64}$/.test(digest ?? '') ? undefined : `The image ${reference} has no digest.`,
        ),
      ),
    ),
  },
  {
    id: 22,
    name: 'Images come from known registries',
    why: 'An image of an unknown origin runs with the rights of the pod.',
    mend: 'Copy the image to a registry of the list, or add the registry to it after a look at who runs it.',
    check: (context) =>
      everyContainer(
        checkImage((image, reference) => {
          const { registries } = context;
          if (registries === undefined)
            return hasRegistry(image) ? undefined : `The image ${reference} leaves the registry to the node.`;
          return registries.some(
            (registry) => image.repository === registry || image.repository.startsWith(`${registry}/`),
          )
            ? undefined
            : `The image ${reference} is from none of ${registries.join(', ')}.`;
        }),
      )(context),
  },
];
