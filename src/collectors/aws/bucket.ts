/** Reads objects of S3: those under a prefix, and what they hold. */
import { UsageError } from '../../common/usage-error.ts';
import type { AccessOptions } from '../collect-options.ts';
import { type BucketUri, bucketUri } from './bucket-uri.ts';
import { makeClients } from './clients.ts';
import { detailOf } from './errors.ts';

export type BucketAccess = AccessOptions & {
  /** Where the bucket is asked for; S3 says where it is. */
  readonly region: string;
  /** Who owns the bucket; undefined = the account of the credentials. */
  readonly owner?: string;
  readonly signal?: AbortSignal;
  /** Bytes of an object that are read; for tests. */
  readonly most?: number;
};

export type Bucket = {
  /** The objects under it in the order of their keys, or the one that it names. */
  list(uri: BucketUri): Promise<readonly BucketUri[]>;
  get(uri: BucketUri): Promise<Buffer>;
  /** Writes nothing itself: what others need to send with each call. */
  owner(): Promise<string>;
  close(): void;
};

/** The owner is named with each call: a bucket that was deleted, and that somebody else has made since, gives nothing. */
export function openBucket(access: BucketAccess): Bucket {
  const { region, signal } = access;
  const clients = makeClients({ ...access, homeRegions: [region], ready: Promise.resolve(), signal });
  let known: Promise<string> | undefined;
  const owner = () => {
    known ??= access.owner === undefined ? caller() : Promise.resolve(access.owner);
    return known;
  };
  const caller = async () => {
    const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    return (await clients.get(STSClient, region).send(new GetCallerIdentityCommand({}))).Account ?? '';
  };
  const client = async () => {
    const { S3Client } = await import('@aws-sdk/client-s3');
    const made = clients.get(S3Client, region);
    made.config.followRegionRedirects = true;
    return made;
  };
  return {
    async list({ text, bucket, key }) {
      if (key !== '' && !key.endsWith('/')) return [{ text, bucket, key }];
      return told(text, async () => {
        const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
        const found: BucketUri[] = [];
        for (let token: string | undefined; ; ) {
          const page = await (await client()).send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: key,
              ExpectedBucketOwner: await owner(),
              ...(token !== undefined && { ContinuationToken: token }),
            }),
          );
          for (const { Key } of page.Contents ?? []) if (Key) found.push(bucketUri('--from', `s3://${bucket}/${Key}`));
          token = page.NextContinuationToken;
          if (token === undefined) return found;
        }
      });
    },
    get: ({ text, bucket, key }) =>
      told(text, async () => {
        const { GetObjectCommand } = await import('@aws-sdk/client-s3');
        const input = { Bucket: bucket, Key: key, ExpectedBucketOwner: await owner() };
        const { Body } = await (await client()).send(new GetObjectCommand(input));
        return whole(text, Body as AsyncIterable<Uint8Array> | undefined, access.most);
      }),
    owner,
    close: () => clients.destroy(),
  };
}

/** No snapshot that is read at once is longer; a longer object would end the run for want of memory, and say nothing. */
const MOST = 1 << 30;

async function whole(text: string, body: AsyncIterable<Uint8Array> = noBytes(), most = MOST): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of body) {
    total += part.length;
    // Leaving the loop ends the transfer.
    if (total > most) throw new UsageError(text, `is longer than ${most >> 20} MB; it is not what is read here`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function* noBytes(): AsyncIterable<Uint8Array> {}

/** What S3 says is the user's to mend: one line, with the address. */
async function told<T>(text: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const owned =
      (error as Error | null)?.name === 'AccessDenied'
        ? '; if the bucket is of another account, name it: --bucket-owner'
        : '';
    throw new UsageError(text, `${detailOf(error)}${owned}`, { cause: error });
  }
}
