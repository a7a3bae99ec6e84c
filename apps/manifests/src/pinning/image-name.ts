/** An image by the parts of its name: `docker.io/library/redis:7.4`. */
export interface ImageName {
  readonly registry: string;
  /** The path in the registry. */
  readonly repository: string;
  readonly tag: string;
}

/** A name that does not say which version of which image is meant. */
export class ImageNameError extends Error {
  constructor(reference: string) {
    super(
      `"${reference}" names no image with a registry and a tag, such as ghcr.io/octollm/orchestrator:0.1.0.`,
    );
    this.name = 'ImageNameError';
  }
}

/** Takes a reference apart; a digest that it may have is left out. @throws ImageNameError */
export const imageNameOf = (reference: string): ImageName => {
  const [, registry, repository, tag] =
    /^([^/@]+[.:][^/@]*|localhost)\/([^:@]+):([\w][\w.-]*)(?:@.*)?$/.exec(reference) ?? [];
  if (registry === undefined || repository === undefined || tag === undefined)
    throw new ImageNameError(reference);
  return { registry, repository, tag };
};
