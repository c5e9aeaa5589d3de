/** Puts a file of ours into a bucket: a snapshot, a report of a group, a work list. */
import type { BucketAccess } from '../collectors/aws/bucket.ts';
import type { BucketUri } from '../collectors/aws/bucket-uri.ts';
import { makeClients } from '../collectors/aws/clients.ts';
import { detailOf } from '../collectors/aws/errors.ts';
import { UsageError } from '../common/usage-error.ts';
import { callerOf } from './caller.ts';

/** The whole object or none. The owner is named: a bucket that somebody else has made since gets nothing. @throws UsageError */
export async function putObject(
  { text, bucket, key }: BucketUri,
  body: Buffer,
  access: BucketAccess,
  type = 'application/gzip',
): Promise<void> {
  const { region, signal } = access;
  const clients = makeClients({ ...access, homeRegions: [region], ready: Promise.resolve(), signal });
  try {
    const { S3Client, PutObjectCommand } = await import('@aws-sdk/client-s3');
    const client = clients.get(S3Client, region);
    client.config.followRegionRedirects = true;
    const owner = access.owner ?? (await callerOf(clients, region)()).account;
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: type,
        ExpectedBucketOwner: owner,
        ChecksumAlgorithm: 'SHA256',
      }),
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw new UsageError(text, `${detailOf(error)}; the file was not stored`, { cause: error });
  } finally {
    clients.destroy();
  }
}
