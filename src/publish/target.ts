/** Where a result can be sent. */
import { UsageError } from '../common/usage-error.ts';

/** Where a result is sent: what `--publish` takes. `text` is what the user wrote, for messages. */
export type Target =
  | { readonly kind: 's3'; readonly text: string; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'sns'; readonly text: string; readonly arn: string; readonly region: string }
  | { readonly kind: 'securityhub'; readonly text: string }
  | { readonly kind: 'cloudwatch'; readonly text: string }
  | { readonly kind: 'webhook'; readonly text: string; readonly form: WebhookForm; readonly variable: string };

/** What a webhook is sent: a message of Slack, of Microsoft Teams, or plain JSON. */
export const WEBHOOK_FORMS = ['slack', 'teams', 'json'] as const;
export type WebhookForm = (typeof WEBHOOK_FORMS)[number];

export const TARGETS = [
  's3://BUCKET/PREFIX/',
  'sns:TOPIC_ARN',
  'securityhub',
  'cloudwatch',
  'webhook:slack:VARIABLE',
  'webhook:teams:VARIABLE',
  'webhook:json:VARIABLE',
] as const;

/** "Bucket naming rules" of the S3 User Guide, as far as they can be told from the name. */
const BUCKET = /^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;
const TOPIC = /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;
/** S3 takes keys of 1,024 bytes; what is put behind the prefix needs the rest. */
const LONGEST_PREFIX = 700;

/** Throws UsageError, one line that names `--publish` and says what it expects. */
export function parseTarget(text: string): Target {
  if (text === 'securityhub' || text === 'cloudwatch') return { kind: text, text };
  if (text.startsWith('webhook:')) return webhookTarget(text);
  if (text.startsWith('s3:')) return bucketTarget(text);
  if (text.startsWith('sns:') || text.startsWith('arn:')) return topicTarget(text);
  // An address, as somebody gives it who knows no better, holds the secret: it is not told.
  const shown = text.includes('://') ? '--publish' : `--publish ${text}`;
  throw new UsageError(shown, `expected ${TARGETS.slice(0, -1).join(', ')} or ${TARGETS.at(-1)}`);
}

/** Repeatable: each target once, in the order given. */
export function targetList(text: string, previous: readonly Target[] | undefined): readonly Target[] {
  const target = parseTarget(text);
  const others = (previous ?? []).filter((one) => identity(one) !== identity(target));
  return [...others, target];
}

function identity(target: Target): string {
  if (target.kind === 's3') return `s3://${target.bucket}/${target.prefix}`;
  if (target.kind === 'webhook') return `webhook ${target.variable}`;
  return target.kind === 'sns' ? target.arn : target.kind;
}

function bucketTarget(text: string): Target {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(text) ?? [];
  if (!BUCKET.test(bucket)) throw new UsageError(`--publish ${text}`, 'names no bucket; expected s3://BUCKET/PREFIX/');
  const prefix = path === '' || path.endsWith('/') ? path : `${path}/`;
  if (/\p{Cc}/u.test(prefix) || Buffer.byteLength(prefix) > LONGEST_PREFIX) {
    throw new UsageError(`--publish ${text}`, `the prefix has control characters or more than ${LONGEST_PREFIX} bytes`);
  }
  return { kind: 's3', text, bucket, prefix };
}

function topicTarget(text: string): Target {
  const arn = text.replace(/^sns:/, '');
  const region = TOPIC.exec(arn)?.[1];
  if (region === undefined) {
    throw new UsageError(`--publish ${text}`, 'is no topic; expected sns:arn:aws:sns:REGION:ACCOUNT:NAME');
  }
  return { kind: 'sns', text, arn, region };
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** The address is a secret, so the target names the environment variable that holds it; a URL here would be in every log. */
function webhookTarget(text: string): Target {
  const [, form = '', variable = ''] = /^webhook:([^:]*):?(.*)$/s.exec(text) ?? [];
  const known = WEBHOOK_FORMS.find((one) => one === form);
  if (known !== undefined && VARIABLE.test(variable)) return { kind: 'webhook', text, form: known, variable };
  const expected = `expected webhook:${WEBHOOK_FORMS.join('|')}:VARIABLE, the environment variable that holds its URL`;
  // What was given may be the address itself.
  throw new UsageError('--publish webhook:', expected);
}
