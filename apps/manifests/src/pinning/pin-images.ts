import type { Digests } from './digests.ts';
import { imageNameOf } from './image-name.ts';
import { digestOf, RegistryError } from './registry-client.ts';

/** What came of pinning. */
export interface Pinning {
  /** Of the images that are used: what their registries said now, or before where they cannot be asked. */
  readonly digests: Digests;
  /** A line for each image whose registry gave no digest. */
  readonly missing: readonly string[];
  /** A line for each tag that names other bytes than it did. */
  readonly moved: readonly string[];
}

/** Asks the registries for the digests of images, one after the other: none is guessed. */
export const pinImages = async (images: readonly string[], known: Digests): Promise<Pinning> => {
  const digests: Record<string, string> = {};
  const missing: string[] = [];
  const moved: string[] = [];
  for (const image of images) {
    const before = known[image];
    try {
      const digest = await digestOf(imageNameOf(image));
      digests[image] = digest;
      if (before !== undefined && before !== digest) moved.push(`${image} was ${before} and is ${digest}`);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      missing.push(`${image}: ${error.message}`);
      if (before !== undefined) digests[image] = before;
    }
  }
  return { digests, missing, moved };
};
