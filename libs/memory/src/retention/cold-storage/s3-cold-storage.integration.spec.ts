import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type S3Double, startS3Double } from '../../fixtures/s3-double.ts';
import { ColdStorageError, FileNotFoundError } from './cold-storage.ts';
import { describeColdStorage } from './cold-storage-suite.ts';
import { type ColdStorageOptions, openColdStorage } from './open-cold-storage.ts';

const region = 'eu-central-1';
let double: S3Double;
beforeAll(async () => {
  double = await startS3Double('archive', region);
});
afterAll(() => double.stop());

const open = (options: Partial<ColdStorageOptions> = {}) =>
  openColdStorage({
    url: 's3://archive/octollm/production/',
    endpoint: double.endpoint,
    region,
    ...double.keys,
    ...options,
  });

describeColdStorage('a bucket', open);

describe('a bucket', () => {
  it('holds the files under the prefix of its URL', async () => {
    await open().put('tasks/acme/one', Buffer.from('x'));
    expect(double.objects.get('octollm/production/tasks/acme/one')?.toString()).toBe('x');
  });

  it('refuses a request whose signature is another: the key, the region and the body are in it', async () => {
    const put = (options: Partial<ColdStorageOptions>) => open(options).put('refused', Buffer.from('x'));
    await expect(put({ secretAccessKey: 'another' })).rejects.toThrow('403 SignatureDoesNotMatch');
    await expect(put({ accessKeyId: 'another' })).rejects.toThrow('403 InvalidAccessKeyId');
    await expect(put({ region: 'us-east-1' })).rejects.toThrow('403 InvalidAccessKeyId');
    expect(double.objects.has('octollm/production/refused')).toBe(false);
  });

  it('is asked again when it is busy', async () => {
    double.failures.push(503, 500);
    const before = double.requests;
    await open().put('busy', Buffer.from('x'));
    expect(double.requests - before).toBe(3);
    expect(double.objects.has('octollm/production/busy')).toBe(true);
  });

  it('that is not there is another failure than a file that is not there', async () => {
    const get = open({ url: 's3://another' }).get('x');
    await expect(get).rejects.toThrow('404 NoSuchBucket');
    await expect(get).rejects.not.toThrow(FileNotFoundError);
  });

  it('that does not answer is a failure of cold storage', async () => {
    const gone = await startS3Double('archive', region);
    await gone.stop();
    await expect(open({ endpoint: gone.endpoint }).get('x')).rejects.toThrow('does not answer');
  });

  it.each([
    { url: 's3:///prefix' },
    { url: 'https://archive/prefix' },
    { url: 'file://elsewhere/folder' },
    { url: 'file:///' },
    { secretAccessKey: undefined },
  ])('cannot be opened with %o', (options) => {
    expect(() => open(options)).toThrow(ColdStorageError);
  });
});
