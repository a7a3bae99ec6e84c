/** A container image by its version. */
export interface Image {
  /** Registry and name, such as `ghcr.io/octollm/orchestrator`. */
  readonly repository: string;
  readonly tag: string;
}

/** An image without a version: what runs would depend on the day it was pulled. */
export class UnpinnedImageError extends Error {
  constructor(image: Image) {
    super(`The image ${image.repository} has the tag "${image.tag}". Name the version that is to run.`);
    this.name = 'UnpinnedImageError';
  }
}

/**
 * The image as a pod names it.
 * @throws UnpinnedImageError when the tag is empty or `latest`
 */
export const imageReference = (image: Image): string => {
  if (image.tag === '' || image.tag === 'latest') throw new UnpinnedImageError(image);
  return `${image.repository}:${image.tag}`;
};
