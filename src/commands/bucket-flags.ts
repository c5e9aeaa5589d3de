/** How the commands reach a bucket. */
import type { BucketAccess } from '../collectors/aws/bucket.ts';
import type { Io } from './io.ts';
import { type AccessFlags, externalIdOf } from './options.ts';

export type BucketFlags = AccessFlags & { readonly bucketOwner?: string };

/** Access by the flags; the region is where the environment points, for S3 says where the bucket is. */
export function bucketAccess(flags: BucketFlags, io: Io): BucketAccess {
  const { profile, roleArn, requestTimeout, bucketOwner } = flags;
  const externalId = externalIdOf(flags, io.env);
  return {
    region: io.env.AWS_REGION || io.env.AWS_DEFAULT_REGION || 'us-east-1',
    signal: io.signal,
    ...(bucketOwner !== undefined && { owner: bucketOwner }),
    ...(profile !== undefined && { profile }),
    ...(roleArn !== undefined && { roleArn }),
    ...(externalId !== undefined && { externalId }),
    ...(requestTimeout !== undefined && { requestTimeout }),
  };
}
