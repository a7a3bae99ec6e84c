/** The environments that a tag is deployed to. */
export const releasedTo = ['staging', 'production'] as const;

/** An image of the platform in a manifest: its version. */
const image = /^[ -]*image: ghcr\.io\/octollm\/[\w-]+:([\w.-]+)/gm;

/**
 * Why a tag cannot be deployed: the manifests, which are rendered from the releases of the environments, ask for images of
 * another version than the one that is built for the tag.
 *
 * @param tag - such as v0.2.0; its images are tagged without the v
 * @param manifests - the text of the manifests of an environment
 */
export const releaseFaults = (
  tag: string,
  manifests: (environment: (typeof releasedTo)[number]) => string,
): readonly string[] => {
  if (!/^v\d/.test(tag)) return [`${tag} is not the tag of a release, such as v0.2.0.`];
  const version = tag.slice(1);
  return releasedTo.flatMap((environment) => {
    const asked = new Set([...manifests(environment).matchAll(image)].map(([, found]) => found));
    if (asked.size === 1 && asked.has(version)) return [];
    const runs = asked.size === 0 ? 'no image of the platform' : [...asked].join(', ');
    return [
      `${environment} runs ${runs}, not ${version}: change its release in apps/manifests/src/images.ts, run \`npm run synth\`, and tag that.`,
    ];
  });
};
