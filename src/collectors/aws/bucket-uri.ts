/** Addresses of objects in S3: `s3://BUCKET/KEY`. */
import { UsageError } from '../../common/usage-error.ts';

/** Where an object is, or with a prefix that ends with a slash, where many are. */
export type BucketUri = { readonly text: string; readonly bucket: string; readonly key: string };

/** "Bucket naming rules" of the S3 User Guide, as far as they can be told from the name. */
const BUCKET = /^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;
/** S3 takes keys of 1,024 bytes. */
const LONGEST = 1024;

/** Whether the text names an object or a prefix of S3. */
export function isBucketUri(text: string): boolean {
  return text.startsWith('s3://');
}

/** `where`: the flag, as messages name it. @throws UsageError */
export function bucketUri(where: string, text: string): BucketUri {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(text) ?? [];
  if (!BUCKET.test(bucket)) throw new UsageError(`${where} ${text}`, 'names no bucket; expected s3://BUCKET/KEY');
  if (/\p{Cc}/u.test(key) || Buffer.byteLength(key) > LONGEST)
    throw new UsageError(`${where} ${text}`, `the key has control characters or more than ${LONGEST} bytes`);
  return { text, bucket, key };
}
