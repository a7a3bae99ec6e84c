/** The fields that name an image: of containers, and of CloudNativePG's clusters. */
const imageFields = new Set(['image', 'imageName']);

/** Replaces every image that an object names. */
export const mapImages = <Value>(value: Value, change: (image: string) => string): Value => {
  if (Array.isArray(value)) return value.map((item: unknown) => mapImages(item, change)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => [
      key,
      imageFields.has(key) && typeof part === 'string' ? change(part) : mapImages(part, change),
    ]),
  ) as Value;
};

/** Every image that objects name, without its digest. */
export const imagesIn = (objects: readonly object[]): readonly string[] => {
  const images = new Set<string>();
  for (const object of objects)
    mapImages(object, (image) => {
      images.add(image.replace(/@.*$/, ''));
      return image;
    });
  return [...images].sort();
};
