/** Publishes a result to all targets. */
import { type Clients, makeClients } from '../collectors/aws/clients.ts';
import { classify, detailOf, gapOf } from '../collectors/aws/errors.ts';
import type { AccessOptions } from '../collectors/collect-options.ts';
import type { AuditResult } from '../report/report.ts';
import { callerOf } from './caller.ts';
import { publishToCloudWatch } from './cloudwatch.ts';
import type { PublishContext, Published, ReportFile } from './publisher.ts';
import { publishToS3 } from './s3.ts';
import { publishToSecurityHub } from './securityhub.ts';
import { publishToSns } from './sns.ts';
import type { Target } from './target.ts';
import { publishToWebhook, WebhookError } from './webhook.ts';

export type PublishOptions = AccessOptions & {
  readonly region: string;
  readonly always: boolean;
  readonly now: Date;
  readonly files: readonly ReportFile[];
  readonly bucketOwner?: string;
  readonly kmsKey?: string;
  readonly env: PublishContext['env'];
  readonly signal?: AbortSignal;
  /** Backoff base in milliseconds; for tests. */
  readonly delayBase?: number;
};

/** What became of one target: a few words, one line. */
export type Outcome = { readonly target: string; readonly ok: boolean; readonly text: string };

/**
 * Sends the result to each target, one after the other; one that fails keeps none of the others back. The bucket goes first,
 * so that a message can lead to what lies there. Never throws but when `signal` ends it.
 */
export async function publish(
  result: AuditResult,
  targets: readonly Target[],
  options: PublishOptions,
): Promise<readonly Outcome[]> {
  const { region, signal } = options;
  const clients = makeClients({ ...options, homeRegions: [region], ready: Promise.resolve(), signal });
  const inOrder = [...targets].sort((a, b) => Number(b.kind === 's3') - Number(a.kind === 's3'));
  const caller = callerOf(clients, region);
  const outcomes: Outcome[] = [];
  const places: string[] = [];
  try {
    for (const target of inOrder) {
      try {
        const { done, place } = await one(result, target, { ...options, clients, caller, places });
        if (place !== undefined) places.push(place);
        outcomes.push({ target: target.text, ok: true, text: done });
      } catch (error) {
        signal?.throwIfAborted();
        outcomes.push({ target: target.text, ok: false, text: failed(error, target, region) });
      }
    }
  } finally {
    clients.destroy();
  }
  return outcomes;
}

function one(
  result: AuditResult,
  target: Target,
  context: PublishContext & { readonly clients: Clients },
): Promise<Published> {
  switch (target.kind) {
    case 's3':
      return publishToS3(result, target, context);
    case 'sns':
      return publishToSns(result, target, context);
    case 'securityhub':
      return publishToSecurityHub(result, target, context);
    case 'cloudwatch':
      return publishToCloudWatch(result, target, context);
    case 'webhook':
      return publishToWebhook(result, target, context);
  }
}

/** What went wrong, and what to do about it. */
function failed(error: unknown, target: Target, region: string): string {
  // What goes wrong there is told in words of our own: others may carry the address.
  if (target.kind === 'webhook') return error instanceof WebhookError ? error.message : 'it could not be sent';
  const detail = detailOf(error);
  const remedy = remedyOf(error, target.kind === 'sns' ? target.region : region);
  // S3 denies a bucket of somebody else in the same words as a call that no policy grants.
  const owned =
    target.kind === 's3' && (error as Error | null)?.name === 'AccessDenied'
      ? '; if the bucket is of another account, name it: --publish-bucket-owner'
      : '';
  return remedy === null ? detail : `${detail}; ${remedy}${owned}`;
}

function remedyOf(error: unknown, region: string): string | null {
  const { name } = (error ?? {}) as { readonly name?: string };
  switch (name) {
    case 'CredentialsProviderError':
      return 'give credentials, --profile or --role-arn';
    case 'NoSuchBucket':
      return 'make the bucket first';
    case 'NotFound':
    case 'NotFoundException':
      return 'make the topic first';
    case 'InvalidAccessException':
      return `enable Security Hub in ${region}, or name another region with --publish-region`;
  }
  // Nothing that AWS's words do not say already.
  if (classify(error) === 'failed') return null;
  return gapOf(error, { region, type: '', principal: '' }).remedy;
}
