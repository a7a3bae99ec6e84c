import { z } from 'zod';

const Part = z.object({
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().length(64),
});

/** One file of a backup, cut into parts because it may be larger than memory. */
const BackupFile = z.object({
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  parts: z.array(Part),
});
export type BackupFile = z.infer<typeof BackupFile>;

/** What a backup holds. It is stored last: a backup that has none broke off. */
export const BackupManifest = z.object({
  id: z.string(),
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime(),
  files: z.array(BackupFile),
  /** Rows, vectors or keys by the name of what holds them, so that a restore can be compared. */
  counts: z.record(z.string(), z.number().int().nonnegative()),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** The backups of a plan. */
export const BackupIndex = z.object({
  /** The whole ones, oldest first. */
  backups: z.array(z.object({ id: z.string(), started_at: z.iso.datetime() })),
  /** Ids of what is no backup yet or no more: it is being made or removed, or that broke off. */
  partial: z.array(z.string()),
});
export type BackupIndex = z.infer<typeof BackupIndex>;

/**
 * How many parts a backup has at the most. It is stored before each part: cold storage lists no folders, and a backup
 * that broke off has no manifest to find its parts by.
 */
export const PartCount = z.object({ parts: z.number().int().nonnegative() });
export type PartCount = z.infer<typeof PartCount>;
