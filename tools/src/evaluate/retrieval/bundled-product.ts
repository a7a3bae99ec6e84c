import { importBundled } from '../import-bundled.ts';
import type { IndexedCollection } from './indexed-collection.ts';

/** What of the product is evaluated. */
interface Product {
  readonly openCollection: () => Promise<IndexedCollection>;
}

/** The stores of the product. */
export const bundledProduct = (): Promise<Product> =>
  importBundled(new URL('indexed-collection.ts', import.meta.url), 'retrieval');
