/** The flags that publish a result. */
import { type Command, Option } from 'commander';
import { checkEndpoints } from '../collectors/aws/endpoints.ts';
import { UsageError } from '../common/usage-error.ts';
import { TARGETS, type Target, targetList } from '../publish/target.ts';
import type { AuditResult } from '../report/report.ts';
import type { Io } from './io.ts';
import { type AccessFlags, externalIdOf, type ReportFlags } from './options.ts';
import { checkRegion } from './parse.ts';
import type { Reports } from './reports.ts';

export type PublishFlags = {
  readonly publish?: readonly Target[];
  readonly publishRegion?: string;
  readonly publishAlways?: true;
  readonly publishBucketOwner?: string;
  readonly publishKmsKey?: string;
};

const KEY = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/[\w/-]{1,256}$/;

function kmsKey(value: string): string {
  if (KEY.test(value)) return value;
  throw new UsageError(`--publish-kms-key ${value}`, 'is no key; expected arn:aws:kms:REGION:ACCOUNT:key/ID');
}

function accountId(value: string): string {
  if (/^\d{12}$/.test(value)) return value;
  throw new UsageError(`--publish-bucket-owner ${value}`, 'is no account; expected twelve digits');
}

/** Adds `--publish TARGET`. */
export function publishOption(command: Command): Command {
  const publish = new Option('--publish <target...>', `${TARGETS.join(', ')} (repeatable)`);
  return command
    .addOption(publish.argParser(targetList))
    .addOption(
      new Option(
        '--publish-region <region>',
        'of Security Hub, CloudWatch and the bucket (default: AWS_REGION)',
      ).argParser((value) => checkRegion('--publish-region', value)),
    )
    .addOption(
      new Option('--publish-kms-key <arn>', 'encrypt the objects of --publish s3://… with this key').argParser(kmsKey),
    );
}

/** What sends a result. */
export function publishOptions(command: Command): Command {
  return publishOption(command)
    .addOption(
      new Option('--publish-bucket-owner <account>', 'who owns the bucket (default: who publishes)').argParser(
        accountId,
      ),
    )
    .addOption(new Option('--publish-always', 'send the message of sns:… and webhook:… at parity too'));
}

/** Sends the result; the exit code of the command. */
export type Publish = (result: AuditResult, reports: Reports, code: number) => Promise<number>;

type Flags = PublishFlags & AccessFlags & ReportFlags;

/** Access is needed for nothing else by `audit` and `report`: a flag of it alone is a mistake. */
export function needPublish(flags: Flags): void {
  if (flags.publish !== undefined) return;
  const { profile, roleArn, externalId, requestTimeout } = flags;
  const given = { '--profile': profile, '--role-arn': roleArn, '--external-id': externalId };
  for (const [flag, value] of Object.entries({ ...given, '--request-timeout': requestTimeout })) {
    if (value !== undefined) throw new UsageError(flag, 'belongs to --publish here; nothing else asks AWS');
  }
}

/** Before any call: a flag that belongs to no other is the user's mistake now. Without `--publish` nothing is loaded. */
export function preparePublish(flags: Flags, io: Io): Publish {
  const { publish: targets, publishRegion, roleArn, externalId } = flags;
  needTargets(flags);
  if (targets === undefined) {
    if (publishRegion !== undefined) throw new UsageError('--publish-region', 'says where; add --publish securityhub');
    return async (_result, _reports, code) => code;
  }
  if (externalId !== undefined && roleArn === undefined)
    throw new UsageError('--external-id', 'belongs to a role; add --role-arn');
  checkEndpoints(io.env);
  for (const target of targets) if (target.kind === 'webhook') needAddress(target.variable, io);
  return (result, reports, code) => send(result, reports, code, { ...flags, publish: targets }, io);
}

/** A flag of one kind of target, and none of that kind. */
function needTargets({ publish = [], publishAlways, publishBucketOwner, publishKmsKey }: Flags): void {
  const has = (kind: Target['kind']) => publish.some((target) => target.kind === kind);
  if (publishAlways && !has('sns') && !has('webhook'))
    throw new UsageError('--publish-always', 'belongs to a message; add --publish sns:ARN or webhook:…');
  const ofBuckets = { '--publish-bucket-owner': publishBucketOwner, '--publish-kms-key': publishKmsKey };
  for (const [flag, value] of Object.entries(ofBuckets)) {
    if (value !== undefined && !has('s3'))
      throw new UsageError(flag, 'belongs to a bucket; add --publish s3://BUCKET/');
  }
}

/** The address has to be there before anything is read. */
function needAddress(variable: string, { env }: Io): void {
  if (!env[variable]) throw new UsageError(`--publish webhook:…:${variable}`, `the environment has no ${variable}`);
}

/** A verdict is never hidden by what became of publishing it: 1 stays 1, but what would pass (or was incomplete) is 2. */
async function send(
  result: AuditResult,
  reports: Reports,
  code: number,
  flags: Flags & { readonly publish: readonly Target[] },
  io: Io,
): Promise<number> {
  const [{ publish }, files] = await Promise.all([import('../publish/publish.ts'), filesOf(result, reports, flags)]);
  const { profile, roleArn, requestTimeout, publishBucketOwner, publishKmsKey } = flags;
  const externalId = externalIdOf(flags, io.env);
  const outcomes = await publish(result, flags.publish, {
    region: flags.publishRegion ?? regionOf(result, io),
    always: flags.publishAlways === true,
    now: io.now(),
    env: io.env,
    signal: io.signal,
    files,
    ...(publishBucketOwner !== undefined && { bucketOwner: publishBucketOwner }),
    ...(publishKmsKey !== undefined && { kmsKey: publishKmsKey }),
    ...(profile !== undefined && { profile }),
    ...(roleArn !== undefined && { roleArn }),
    ...(externalId !== undefined && { externalId }),
    ...(requestTimeout !== undefined && { requestTimeout }),
  });
  for (const { target, ok, text } of outcomes) {
    if (!ok) io.stderr.write(`infra-parity: --publish ${target}: not published: ${text}\n`);
    else if (!flags.quiet) io.stderr.write(`infra-parity: published to ${target}: ${text}\n`);
  }
  return outcomes.every(({ ok }) => ok) || code === 1 ? code : 2;
}

/** As the AWS command line has it; else where the audit looked first. */
function regionOf(result: AuditResult, io: Io): string {
  const [first] = result.regions;
  const place = result.snapshot.regions.find(({ name }) => name === (result.reference ?? first));
  return io.env.AWS_REGION || io.env.AWS_DEFAULT_REGION || place?.region || 'us-east-1';
}

/** The reports that go to files, JSON apart: the result is always sent. */
async function filesOf(result: AuditResult, reports: Reports, flags: ReportFlags) {
  if (!flags.report?.some(({ file }) => file !== null)) return [];
  const [{ basename }, { formats, render }] = await Promise.all([import('node:path'), import('../report/index.ts')]);
  const files = reports.filter(({ file, format }) => file !== null && format !== 'json');
  return Promise.all(
    files.map(async ({ format, file }) => {
      const made = await formats[format]?.();
      if (made === undefined) throw new Error(`no reporter for ${format}`);
      const text = await render(format, result, { color: false, width: flags.width ?? 80 });
      return { name: basename(file ?? ''), extension: made.extension, text };
    }),
  );
}
