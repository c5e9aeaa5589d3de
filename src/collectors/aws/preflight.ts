/** Who is asking, and which regions there are. */
import { UsageError } from '../../common/usage-error.ts';
import { isRegion, nearestRegion, partitionOf } from '../../normalise/regions.ts';
import type { AccessOptions } from '../collect-options.ts';
import type { Caller } from '../progress.ts';
import type { Clients } from './clients.ts';
import { classify, detailOf, markOperation, operationOf } from './errors.ts';

/** Whether a region is enabled for the account, as ec2:DescribeRegions says; null when that could not be asked. */
export type EnabledRegions = ReadonlyMap<string, boolean>;

export type Questions = {
  /** Who asks. Rejects with UsageError when AWS takes no credentials of ours; account '' when nobody could be asked. */
  readonly caller: Promise<Caller & { readonly note?: string; readonly error?: unknown }>;
  readonly enabled: Promise<{ readonly regions: EnabledRegions | null; readonly note?: string }>;
};

/** After so many milliseconds without an answer the next region is asked as well. */
const PATIENCE = 6000;

/** Asks who we are and which regions are enabled, both at once, beside the first calls of the collection. */
export function ask(clients: Clients, regions: readonly string[], access: AccessOptions): Questions {
  const caller = firstAnswer(regions, async (region) => {
    const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
    const { Account, Arn } = await clients.get(STSClient, region).send(new GetCallerIdentityCommand({}));
    if (!Account || !Arn) throw marked(new Error('the answer carries no account'));
    return { account: Account, arn: Arn, partition: Arn.split(':')[1] ?? partitionOf(region) };
  }).catch((errors: readonly unknown[]) => {
    const refusal = credentialsProblem(errors, access);
    if (refusal !== null) throw refusal;
    const partition = partitionOf(regions[0] ?? '');
    return {
      account: '',
      arn: '',
      partition,
      note: `who asks is not known: sts:GetCallerIdentity: ${detailOf(errors[0])}`,
      error: errors[0],
    };
  });
  const enabled = firstAnswer(regions, async (region) => {
    const { DescribeRegionsCommand, EC2Client } = await import('@aws-sdk/client-ec2');
    const { Regions } = await clients.get(EC2Client, region).send(new DescribeRegionsCommand({ AllRegions: true }));
    if (Regions === undefined) throw new Error('the answer carries no Regions');
    return new Map(Regions.map(({ RegionName, OptInStatus }) => [RegionName ?? '', OptInStatus !== 'not-opted-in']));
  }).then(
    (found) => ({ regions: found }),
    (errors: readonly unknown[]) => ({
      regions: null,
      note: `which regions are enabled is not known: ec2:DescribeRegions: ${detailOf(errors[0])}`,
    }),
  );
  return { caller, enabled };
}

function marked(error: Error): Error {
  markOperation(error, 'sts:GetCallerIdentity');
  return error;
}

/**
 * The first region's answer. Where it fails, as in a region that is not enabled, or is slow, the next one is asked.
 * Rejects with all errors, the most telling first.
 */
export function firstAnswer<T>(
  regions: readonly string[],
  askIn: (region: string) => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const errors: unknown[] = [];
    let next = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askNext = () => {
      clearTimeout(timer);
      const region = regions[next];
      if (region === undefined) return;
      next += 1;
      timer = setTimeout(askNext, patience);
      timer.unref();
      askIn(region).then(
        (answer) => {
          clearTimeout(timer);
          next = regions.length;
          resolve(answer);
        },
        (error: unknown) => {
          errors.push(error);
          if (errors.length === regions.length) {
            clearTimeout(timer);
            reject(errors.sort((a, b) => rank(a) - rank(b)));
          } else askNext();
        },
      );
    };
    askNext();
  });
}

function rank(error: unknown): number {
  const order = ['clock', 'expired', 'credentials', 'denied', 'throttled', 'failed', 'unreachable'];
  const at = order.indexOf(classify(error));
  return at < 0 ? order.length : at;
}

/** One line for what is wrong with the credentials; null when it is something else. */
function credentialsProblem(errors: readonly unknown[], access: AccessOptions): UsageError | null {
  const [error] = errors;
  const { profile, roleArn } = access;
  const meaning = classify(error);
  const detail = detailOf(error);
  const because = { cause: error };
  const login = `aws sso login${profile === undefined ? '' : ` --profile ${profile}`}`;
  if (operationOf(error) === 'sts:AssumeRole' && (meaning === 'denied' || meaning === 'failed'))
    return new UsageError(
      '--role-arn',
      `${roleArn} may not be assumed (${detail}); check its trust policy and --external-id`,
      because,
    );
  if (meaning === 'clock')
    return new UsageError(null, `the clock of this machine is off (${detail}); set it and run again`, because);
  if (meaning === 'expired')
    return new UsageError(
      null,
      `the AWS credentials have expired (${detail}); renew them (${login}) and run again`,
      because,
    );
  if (meaning !== 'credentials') return null;
  if (profile !== undefined && /could not (be found|resolve|load)|not found/i.test(detail))
    return new UsageError('--profile', `${profile}: ${detail}; aws configure list-profiles lists those there are`);
  if ((error as Error).name === 'CredentialsProviderError')
    return new UsageError(
      null,
      `no AWS credentials (${detail}); set AWS_PROFILE, pass --profile, or log in (${login})`,
    );
  return new UsageError(
    null,
    `AWS does not accept the credentials (${detail}); check which ones are set (aws sts get-caller-identity)`,
    because,
  );
}

/**
 * The regions to audit, in the order asked, once each. Waits for ec2:DescribeRegions only where it has to: for all regions,
 * and for a name that the table does not know.
 */
export async function chooseRegions(
  asked: readonly string[] | 'all',
  excluded: readonly string[],
  questions: Pick<Questions, 'enabled'>,
): Promise<readonly string[]> {
  const chosen = asked === 'all' ? await allRegions(questions) : [...new Set(asked)];
  const strange = chosen.filter((name) => !isRegion(name));
  if (strange.length > 0) {
    const { regions } = await questions.enabled;
    for (const name of strange) if (!regions?.has(name)) throw unknownRegion('--regions', name);
  }
  for (const name of excluded)
    if (!isRegion(name) && !chosen.includes(name)) throw unknownRegion('--exclude-region', name);
  const left = chosen.filter((name) => !excluded.includes(name));
  if (left.length === 0) throw new UsageError('--exclude-region', 'leaves no region to read');
  const partitions = [...new Set(left.map(partitionOf))];
  if (partitions.length > 1)
    throw new UsageError(
      '--regions',
      `${partitions.join(' and ')} are partitions with credentials of their own; collect each into a file and audit both with --from`,
    );
  return left;
}

async function allRegions({ enabled }: Pick<Questions, 'enabled'>): Promise<readonly string[]> {
  const { regions, note } = await enabled;
  if (regions === null) throw new UsageError('--all-regions', `${note}; name the regions with --regions`);
  return [...regions].flatMap(([name, on]) => (on ? [name] : [])).sort();
}

function unknownRegion(flag: string, name: string): UsageError {
  const near = nearestRegion(name);
  return new UsageError(
    flag,
    `unknown region ${name}${near === null ? '; us-east-1 is one' : `, did you mean ${near}?`}`,
  );
}
