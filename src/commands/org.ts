/** The command org: writes the work list of an organization. */
import { z } from 'zod';
import { DeclaredPlace } from '../baseline/place-schema.ts';
import { bucketUri, isBucketUri } from '../collectors/aws/bucket-uri.ts';
import { detailOf } from '../collectors/aws/errors.ts';
import type { Account } from '../collectors/aws/organization.ts';
import { fits } from '../common/glob.ts';
import { jsonLine, jsonProblem } from '../common/json-problem.ts';
import { UsageError } from '../common/usage-error.ts';
import { partitionOf } from '../normalise/regions.ts';
import { type Unit, unitLine } from '../snapshot/work-list.ts';
import { bucketAccess } from './bucket-flags.ts';
import type { Io } from './io.ts';
import type { AccessFlags } from './options.ts';
import { writable, writeWhole } from './output.ts';
import type { Tags } from './parse.ts';
import { needApart } from './same-file.ts';
import { readText } from './saved-result.ts';

export type OrgFlags = AccessFlags & {
  readonly regions?: readonly string[];
  readonly accounts?: string;
  readonly ou?: readonly string[];
  readonly accountTag?: Tags;
  readonly name?: readonly string[];
  readonly excludeAccount?: readonly string[];
  readonly readRole?: string;
  readonly externalIdFrom?: string;
  readonly output: string;
  readonly bucketOwner?: string;
};

/**
 * `org plan`: a unit for each account, with its regions and the role that reads it. The accounts are listed once, by Organizations or from a file.
 *
 * @throws UsageError where nothing is left to read
 */
export async function orgCommand(what: string, flags: OrgFlags, io: Io): Promise<number> {
  if (what !== 'plan') throw new UsageError(`org ${what}`, 'expected plan');
  if (flags.regions === undefined) throw new UsageError('--regions', 'say which regions of each account are read');
  needAccess(flags);
  const toBucket = isBucketUri(flags.output) ? bucketUri('--output', flags.output) : null;
  const path = flags.output === '-' || toBucket !== null ? null : await writable('--output', flags.output, io);
  if (path !== null && flags.accounts !== undefined)
    await needApart(
      [{ flag: `--output ${flags.output}`, file: path }],
      [{ flag: '--accounts', file: flags.accounts }],
      io,
    );
  const all = flags.accounts === undefined ? await listed(flags, io) : await readAccounts(flags.accounts, io);
  const accounts = chosen(all, flags);
  if (accounts.length === 0)
    throw new UsageError('org plan', `none of the ${all.length} accounts is left; look at the filters`);
  const text = accounts.map((account) => unitLine(unitOf(account, flags))).join('');
  if (path !== null) await writeWhole(path, text);
  else if (toBucket === null) io.stdout.write(text);
  else
    await (await import('../publish/snapshot-object.ts')).putObject(
      toBucket,
      Buffer.from(text),
      bucketAccess(flags, io),
      'application/jsonl',
    );
  if (!flags.quiet)
    io.stderr.write(
      `infra-parity: ${accounts.length} of ${all.length} accounts, ${flags.regions.length} regions each\n`,
    );
  return 0;
}

/** "IAM and AWS STS quotas": what the name of a role and its path may hold. */
const ROLE = /^(?:[\x21-\x7e]{1,510}\/)?[\w+=,.@-]{1,64}$/;

/** What no worker could use is a mistake now, and not in each of them. */
function needAccess({ readRole, externalIdFrom }: OrgFlags): void {
  if (readRole !== undefined && !ROLE.test(readRole))
    throw new UsageError(`--read-role ${readRole}`, 'is no name of a role; expected parity-read or path/parity-read');
  const [issue] = DeclaredPlace.shape.externalIdFrom.safeParse(externalIdFrom).error?.issues ?? [];
  if (issue !== undefined) throw new UsageError(`--external-id-from ${externalIdFrom}`, issue.message);
}

async function listed(flags: OrgFlags, io: Io): Promise<readonly Account[]> {
  const { listAccounts } = await import('../collectors/aws/organization.ts');
  const access = bucketAccess(flags, io);
  try {
    return await listAccounts({ ...access, parents: flags.ou ?? [], withTags: flags.accountTag !== undefined });
  } catch (error) {
    io.signal.throwIfAborted();
    const problem = `${detailOf(error)}; ask with the management account or a delegated administrator, or give --accounts FILE`;
    throw new UsageError('org plan', problem, { cause: error });
  }
}

/** Numbers, a line each with a name perhaps, or what `aws organizations list-accounts` prints. */
async function readAccounts(file: string, io: Io): Promise<readonly Account[]> {
  const place = `--accounts ${file}`;
  const text = await readText(place, file, io);
  if (/^\s*[{[]/.test(text)) return fromJson(text, place);
  const accounts = text.split('\n').flatMap((line, at): readonly Account[] => {
    const [id = '', ...name] = line.trim().split(/[\s,]+/);
    if (id === '' || id.startsWith('#')) return [];
    if (!/^\d{12}$/.test(id))
      throw new UsageError(`${place}:${at + 1}`, 'begins with no account; expected twelve digits');
    return [{ id, name: name.join(' ') || id }];
  });
  return once(accounts);
}

function fromJson(text: string, place: string): readonly Account[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${place}${jsonLine(text, error)}`, `is not JSON: ${jsonProblem(error)}`, { cause: error });
  }
  const list = Array.isArray(value) ? value : (value as { Accounts?: unknown } | null)?.Accounts;
  if (!Array.isArray(list))
    throw new UsageError(place, 'holds no Accounts; aws organizations list-accounts prints such a file');
  const accounts = list.flatMap((one: unknown, at): readonly Account[] => {
    const read = Listed.safeParse(one);
    const [issue] = read.error?.issues ?? [];
    if (!read.success)
      throw new UsageError(
        `${place} [${at}]${issue?.path.map((name) => `.${String(name)}`).join('')}`,
        `${issue?.message}`,
      );
    const { Id: id, Name: name = id, Status, Tags: tags } = read.data;
    return Status === 'ACTIVE' ? [{ id, name, ...(tags && { tags }) }] : [];
  });
  return once(accounts);
}

/** An account as `aws organizations list-accounts` prints it. */
const Listed = z.object({
  Id: z.string().regex(/^\d{12}$/, 'is no account; expected twelve digits'),
  Name: z.string().optional(),
  Status: z.string().default('ACTIVE'),
  Tags: z.record(z.string(), z.string()).optional(),
});

/** Each account once: a unit that stands twice in a work list is no unit. */
function once(accounts: readonly Account[]): readonly Account[] {
  return [...new Map(accounts.map((one) => [one.id, one])).values()];
}

function chosen(
  all: readonly Account[],
  { name, accountTag, excludeAccount = [], accounts, ou }: OrgFlags,
): readonly Account[] {
  if (accounts !== undefined && ou !== undefined)
    throw new UsageError('--ou', 'asks Organizations; the file of --accounts says nothing of it');
  return all.filter(
    (account) =>
      !excludeAccount.includes(account.id) &&
      (name === undefined || name.some((pattern) => fits(pattern, account.name) || pattern === account.id)) &&
      Object.entries(accountTag ?? {}).every(([key, values]) => values.includes(account.tags?.[key] ?? '')),
  );
}

function unitOf({ id, name }: Account, { regions = [], readRole, externalIdFrom }: OrgFlags): Unit {
  const partition = partitionOf(regions[0] ?? '');
  const roleArn = readRole === undefined ? undefined : `arn:${partition}:iam::${id}:role/${readRole}`;
  const places = regions.map((region) => ({
    name: region,
    region,
    account: id,
    ...(roleArn !== undefined && { roleArn }),
  }));
  return {
    unit: id,
    ...(name !== id && { title: name }),
    places: places as [Unit['places'][number], ...Unit['places']],
    ...(externalIdFrom !== undefined && { externalIdFrom }),
  };
}
