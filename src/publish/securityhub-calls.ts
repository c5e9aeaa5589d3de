/** The calls to Security Hub. */

import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { pushAll } from '../common/lists.ts';
import { type Asff, productArn, type Sender } from './asff.ts';
import { type Earlier, PREFIX } from './finding-record.ts';

/** BatchImportFindings and BatchUpdateFindings take 100 findings, GetFindings gives 100 a page. */
const BATCH = 100;

/** A finding of ours as Security Hub holds it. */
export type Held = Earlier & {
  readonly asff: Asff;
  readonly active: boolean;
  readonly workflow: string;
};

export type WorkflowChange = {
  readonly Id: string;
  readonly ProductArn: string;
  readonly status: 'NEW' | 'SUPPRESSED';
  readonly note: string;
};

/** All findings of the design, closed ones too: they may come back suppressed. */
export async function heldFindings(
  client: SecurityHubClient,
  sender: Sender,
  design: string,
): Promise<readonly Held[]> {
  const { GetFindingsCommand } = await import('@aws-sdk/client-securityhub');
  const held: Held[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetFindingsCommand({
        Filters: {
          ProductArn: [{ Value: productArn(sender), Comparison: 'EQUALS' }],
          ProductFields: [{ Key: `${PREFIX}Design`, Value: design, Comparison: 'EQUALS' }],
        },
        MaxResults: BATCH,
        ...(NextToken !== undefined && { NextToken }),
      }),
    );
    for (const one of page.Findings ?? []) {
      const fields = one.ProductFields ?? {};
      if (one.ProductArn !== productArn(sender) || fields[`${PREFIX}Design`] !== design || !one.Id) continue;
      held.push({
        Id: one.Id,
        ProductFields: fields,
        asff: one as Asff,
        active: one.RecordState !== 'ARCHIVED',
        workflow: one.Workflow?.Status ?? 'NEW',
      });
    }
    NextToken = page.NextToken || undefined;
  } while (NextToken !== undefined);
  return held;
}

/** Throws when any of them is refused, after all were tried. */
export async function importAll(client: SecurityHubClient, findings: readonly Asff[]): Promise<void> {
  const { BatchImportFindingsCommand } = await import('@aws-sdk/client-securityhub');
  const failed: string[] = [];
  for (let from = 0; from < findings.length; from += BATCH) {
    const Findings = findings.slice(from, from + BATCH) as ConstructorParameters<
      typeof BatchImportFindingsCommand
    >[0]['Findings'];
    const answer = await client.send(new BatchImportFindingsCommand({ Findings }));
    pushAll(
      failed,
      (answer.FailedFindings ?? []).map((one) => `${one.ErrorCode}: ${one.ErrorMessage}`),
    );
  }
  if (failed.length > 0) throw new Error(`${failed.length} of ${findings.length} findings refused; ${failed[0]}`);
}

/** One call for those that get the same status for the same reason, 100 at a time. */
export async function updateAll(client: SecurityHubClient, changes: readonly WorkflowChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { BatchUpdateFindingsCommand } = await import('@aws-sdk/client-securityhub');
  const groups = new Map<string, WorkflowChange[]>();
  for (const change of changes) {
    const key = `${change.status} ${change.note}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  for (const group of groups.values()) {
    for (let from = 0; from < group.length; from += BATCH) {
      const some = group.slice(from, from + BATCH);
      const [{ status, note } = { status: 'NEW' as const, note: '' }] = some;
      const { UnprocessedFindings = [] } = await client.send(
        new BatchUpdateFindingsCommand({
          FindingIdentifiers: some.map(({ Id, ProductArn }) => ({ Id, ProductArn })),
          Workflow: { Status: status },
          Note: { Text: note, UpdatedBy: 'infra-parity' },
        }),
      );
      const [first] = UnprocessedFindings;
      if (first) throw new Error(`workflow status not set; ${first.ErrorCode}: ${first.ErrorMessage}`);
    }
  }
}
