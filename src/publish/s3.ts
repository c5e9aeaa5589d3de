/** Publishes to S3. */
import { json } from '../report/json.ts';
import type { AuditResult } from '../report/report.ts';
import { designText, digest } from './audit-scope.ts';
import type { Publisher, ReportFile } from './publisher.ts';
import type { Target } from './target.ts';

const CONTENT_TYPES: { readonly [extension: string]: string } = {
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  jsonl: 'application/jsonl',
  md: 'text/markdown; charset=utf-8',
  sarif: 'application/sarif+json',
  xml: 'application/xml',
};

type Stored = { readonly key: string; readonly text: string; readonly type: string };

/**
 * `2026/01/02/030405Z-1a2b3c4d/`: of the time of the reading and of what was found, so that the same result published again
 * replaces itself and two jobs of one second do not meet.
 */
export function runFolder(result: AuditResult): string {
  const time = new Date(result.snapshot.takenAt);
  const at = (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString();
  const run = digest(json(result, { color: false, width: 80 }), 8);
  return `${at.slice(0, 10).replaceAll('-', '/')}/${at.slice(11, 19).replaceAll(':', '')}Z-${run}/`;
}

/** All that is stored, in the order to store it: `latest.json` last, so that it never leads to what is not there. */
export function objectsOf(result: AuditResult, prefix: string, files: readonly ReportFile[]): readonly Stored[] {
  const folder = `${prefix}${runFolder(result)}`;
  const text = json(result, { color: false, width: 80 });
  const names = new Set(['result.json']);
  const others = files.map(({ name, extension, text: body }) => {
    let free = name;
    for (let n = 2; names.has(free); n++) free = `${n}-${name}`;
    names.add(free);
    return { key: `${folder}${free}`, text: body, type: CONTENT_TYPES[extension] ?? 'text/plain; charset=utf-8' };
  });
  const result_ = { key: `${folder}result.json`, text, type: 'application/json' };
  return [result_, ...others, { key: `${prefix}latest.json`, text, type: 'application/json' }];
}

/** Header values are ASCII. */
function ascii(text: string, max: number): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, max);
}

/**
 * Puts the result, the reports and `latest.json`. Versions, retention and (without a key given) encryption are the bucket's
 * business. The owner is named with each: a bucket that was deleted, and that somebody else has made since, gets nothing.
 */
export const publishToS3: Publisher<Extract<Target, { kind: 's3' }>> = async (result, target, context) => {
  const { S3Client, PutObjectCommand } = await import('@aws-sdk/client-s3');
  const client = context.clients.get(S3Client, context.region);
  // The bucket may be anywhere: S3 says where, and the SDK then asks there. Its middleware reads this for each call.
  client.config.followRegionRedirects = true;
  const owner = context.bucketOwner ?? (await context.caller()).account;
  const objects = objectsOf(result, target.prefix, context.files);
  for (const { key, text, type } of objects) {
    await client.send(
      new PutObjectCommand({
        Bucket: target.bucket,
        Key: key,
        Body: text,
        ContentType: type,
        ExpectedBucketOwner: owner,
        ChecksumAlgorithm: 'SHA256',
        ...(context.kmsKey !== undefined && {
          ServerSideEncryption: 'aws:kms' as const,
          SSEKMSKeyId: context.kmsKey,
          BucketKeyEnabled: true,
        }),
        ...(key.endsWith('latest.json') && { CacheControl: 'no-cache' }),
        Metadata: {
          verdict: result.verdict,
          'taken-at': ascii(result.snapshot.takenAt, 40),
          design: ascii(designText(result), 400),
        },
      }),
    );
  }
  const place = `s3://${target.bucket}/${objects[0]?.key ?? ''}`;
  return { done: `${objects.length} objects, ${place}`, place };
};
