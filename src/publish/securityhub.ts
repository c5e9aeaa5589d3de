/** Publishes to Security Hub. */
import type { AuditResult } from '../report/report.ts';
import { count } from '../report/words.ts';
import { type Asff, type Outgoing, outgoing, type Sender } from './asff.ts';
import { designKey } from './audit-scope.ts';
import { field, goneOf, PREFIX } from './finding-record.ts';
import type { Publisher } from './publisher.ts';
import { type Held, heldFindings, importAll, updateAll, type WorkflowChange } from './securityhub-calls.ts';
import type { Target } from './target.ts';

/**
 * Imports the findings, closes (archives) those of the same design that are gone, and suppresses the waived ones. What a
 * person decided in Security Hub stays: only what we suppressed ourselves becomes new again when its waiver ends.
 */
export const publishToSecurityHub: Publisher<Extract<Target, { kind: 'securityhub' }>> = async (
  result,
  _,
  { caller, clients, now, region },
) => {
  const { SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  const sender: Sender = { ...(await caller()), region };
  const client = clients.get(SecurityHubClient, region);
  const held = await heldFindings(client, sender, designKey(result));
  refuseOlder(result, held, now);
  const sent = outgoing(result, sender, now);
  const ids = new Set(sent.map(({ asff }) => asff.Id));
  const active = held.filter((one) => one.active && !ids.has(one.Id));
  const gone = goneOf(result, active).map((one) => closed(one as Held, now));
  const changes = workflowChanges(sent, held);
  // One that is refused (somebody else's, under our design) keeps nothing else back.
  const [imported] = await Promise.allSettled([importAll(client, [...sent.map((one) => asSent(one, held)), ...gone])]);
  await updateAll(client, changes);
  if (imported.status === 'rejected') throw imported.reason;
  return { done: done(sent, gone.length, active.length - gone.length, changes.length, region) };
};

function done(sent: readonly Outgoing[], closedOnes: number, left: number, changed: number, region: string): string {
  const waived = sent.filter((one) => one.waived !== null).length;
  return [
    `${count(sent.length, 'finding')} in ${region}`,
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(closedOnes > 0 ? [`${closedOnes} closed`] : []),
    ...(left > 0 ? [`${left} of earlier runs left as they are: not looked at or not seen this time`] : []),
    ...(changed > 0 ? [`${count(changed, 'workflow status', 'workflow statuses')} changed`] : []),
  ].join(', ');
}

/** How far the clocks of two machines that publish may be apart. */
const CLOCKS_APART_MS = 5 * 60 * 1000;

/** An old result published again would open what is closed and close what is open. */
function refuseOlder({ snapshot }: AuditResult, held: readonly Held[], now: Date): void {
  // What was read after now was read with a clock that is ahead, or was never read: it must not end all publishing.
  const until = now.getTime() + CLOCKS_APART_MS;
  const times = held.map((one) => Date.parse(field(one, 'ReadAt') ?? '')).filter((time) => time <= until);
  const latest = times.reduce((a, b) => Math.max(a, b), 0);
  if (latest > Date.parse(snapshot.takenAt)) {
    const at = new Date(latest).toISOString();
    throw new Error(`Security Hub holds what was read ${at}, and this result was read ${snapshot.takenAt}`);
  }
}

/** A known one keeps its time of creation; `Workflow` can be given to a new one only. */
function asSent({ asff, waived }: Outgoing, held: readonly Held[]): Asff {
  const before = held.find((one) => one.Id === asff.Id);
  if (before !== undefined) {
    const { CreatedAt, UpdatedAt } = before.asff;
    return { ...asff, CreatedAt: CreatedAt ?? asff.CreatedAt, UpdatedAt: later(asff.UpdatedAt, UpdatedAt) };
  }
  return { ...asff, Workflow: { Status: waived === null ? 'NEW' : 'SUPPRESSED' } };
}

/** Security Hub drops an update that is not newer than what it has, without a word: a clock that is behind must not matter. */
function later(now: string, before: string | undefined): string {
  const least = Date.parse(before ?? '') + 1;
  return Number.isNaN(least) || Date.parse(now) >= least ? now : new Date(least).toISOString();
}

const UNTOLD = { Label: 'INFORMATIONAL', Original: 'unknown' } as const;

/** What Security Hub added to it (labels, regions, its own fields) is not ours to send back. */
function closed({ asff, ProductFields }: Held, now: Date): Asff {
  const own = Object.entries(ProductFields).filter(([name]) => name.startsWith(PREFIX));
  const { SchemaVersion, Id, ProductArn, GeneratorId, AwsAccountId, Types, CreatedAt, Title, Description } = asff;
  const { Label, Original } = asff.FindingProviderFields?.Severity ?? asff.Severity ?? UNTOLD;
  return {
    ...{ SchemaVersion, Id, ProductArn, GeneratorId, AwsAccountId, Types, CreatedAt, Title, Description },
    ProductName: 'infra-parity',
    CompanyName: 'infra-parity',
    Severity: { Label, Original },
    FindingProviderFields: { Severity: { Label, Original }, Types },
    Resources: (asff.Resources ?? []).map(({ Type, Id: id, Partition, Region, Details }) => {
      return { Type, Id: id, Partition, Region, Details: { Other: Details?.Other ?? {} } };
    }),
    ProductFields: Object.fromEntries(own),
    UpdatedAt: later(now.toISOString(), asff.UpdatedAt),
    Compliance: { Status: 'PASSED' },
    RecordState: 'ARCHIVED',
  };
}

/** Those that were there before, and whose waiver began or ended. What a person suppressed by hand is left alone. */
function workflowChanges(sent: readonly Outgoing[], held: readonly Held[]): readonly WorkflowChange[] {
  return sent.flatMap(({ asff: { Id, ProductArn }, waived }): readonly WorkflowChange[] => {
    const before = held.find((one) => one.Id === Id);
    if (before === undefined) return [];
    const suppressed = before.workflow === 'SUPPRESSED';
    if (waived !== null && !suppressed) return [{ Id, ProductArn, status: 'SUPPRESSED', note: waived }];
    const byUs = suppressed && field(before, 'Status') === 'waived';
    return waived === null && byUs ? [{ Id, ProductArn, status: 'NEW', note: 'no longer waived' }] : [];
  });
}
