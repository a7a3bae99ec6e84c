import { type ColdStorage, openColdStorage } from '@octollm/memory';

/** The settings of cold storage, as every job that has them reads them. */
export interface ColdStorageConfig {
  readonly COLD_STORAGE_URL: string;
  readonly COLD_STORAGE_ENDPOINT: string | undefined;
  readonly COLD_STORAGE_REGION: string;
  readonly COLD_STORAGE_ACCESS_KEY_ID: string | undefined;
  readonly COLD_STORAGE_SECRET_ACCESS_KEY: string | undefined;
}

/** @throws ColdStorageError */
export const coldStorageOf = (config: ColdStorageConfig): ColdStorage =>
  openColdStorage({
    url: config.COLD_STORAGE_URL,
    endpoint: config.COLD_STORAGE_ENDPOINT,
    region: config.COLD_STORAGE_REGION,
    accessKeyId: config.COLD_STORAGE_ACCESS_KEY_ID,
    secretAccessKey: config.COLD_STORAGE_SECRET_ACCESS_KEY,
  });
