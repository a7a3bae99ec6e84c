import { newId } from '@octollm/contracts';

/** Letters, digits and hyphens stay; every other byte is `~` with its two hexadecimal digits. */
const plain = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => String.fromCharCode(byte))
    .map((char) => (/[\w-]/.test(char) ? char : `~${char.charCodeAt(0).toString(16).padStart(2, '0')}`))
    .join('');

/** A name that no archive has had: the tenant's folder, the day and an id, so that a tenant's files sort by time. */
export const newArchiveName = (tenantId: string, now: Date): string =>
  `tasks/${plain(tenantId)}/${now.toISOString().slice(0, 10)}-${newId()}.jsonl.gz`;
