/** Runs one audit in this process, and what it comes to. */
import { emptyBaseline } from '../../src/baseline/empty-baseline.ts';
import { collect } from '../../src/collectors/collect.ts';
import type { CollectOptions } from '../../src/collectors/collect-options.ts';
import { collectors } from '../../src/collectors/index.ts';
import { judge } from '../../src/commands/stages.ts';
import { UsageError } from '../../src/common/usage-error.ts';
import type { AuditResult } from '../../src/report/report.ts';
import type { Selection, Snapshot } from '../../src/snapshot/snapshot.ts';
import { BY_HAND } from './by-hand.ts';
import { SERVICES } from './services.ts';
import { REGIONS, TAGS } from './world.ts';

/** What one run came to: a report, or a refusal in one line. */
export type Run =
  | {
      readonly end: 'report';
      readonly result: AuditResult;
      readonly milliseconds: number;
      readonly snapshot?: Snapshot;
    }
  | { readonly end: 'refused' | 'crashed'; readonly message: string; readonly milliseconds: number };

const SCOPED: Selection = { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] };

/** The ways to ask. Which calls are sent, and what hangs on them, differs. */
export const SELECTIONS: Readonly<Record<string, Selection>> = {
  'stack and tag': { ...SCOPED, stackPrefixes: ['shop'], tags: { app: ['shop'] } },
  tag: { ...SCOPED, tags: { app: ['shop'] } },
  account: SCOPED,
  'by hand': { ...SCOPED, types: BY_HAND },
  ...Object.fromEntries(
    SERVICES.map((name) => [name, { ...SCOPED, stackPrefixes: [name], tags: { app: [TAGS.app] } }]),
  ),
};
export type SelectionName = string;

/** Milliseconds, so that a hang and a run of retries end soon. What is tested is what comes after them, not how long they are. */
const SHORT = { requestTimeout: 4000, connectionTimeout: 4000, maxAttempts: 4, delayBase: 1 };

/** Whether what is there is secure is another question: the services are made as their own tests make them. */
const BASELINE = { ...emptyBaseline(), defaultExpectations: false };

/** Reads the regions and judges them, as `check` does. */
export async function audit(selection: Selection): Promise<{ snapshot: Snapshot; result: AuditResult }> {
  const options: CollectOptions & { readonly delayBase: number } = {
    ...SHORT,
    regions: REGIONS,
    selection,
    collectors,
    digestKey: 'a key for the bench',
    now: () => new Date('2026-01-02T03:04:05.000Z'),
  };
  const snapshot = await collect(options);
  return { snapshot, result: judge(snapshot, BASELINE) };
}

export async function run(name: SelectionName): Promise<Run> {
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  try {
    const audited = await audit(selectionOf(name));
    return { end: 'report', ...audited, milliseconds: milliseconds() };
  } catch (error) {
    const end = error instanceof UsageError ? 'refused' : 'crashed';
    return { end, message: error instanceof Error ? error.message : String(error), milliseconds: milliseconds() };
  }
}

function selectionOf(name: SelectionName): Selection {
  const selection = SELECTIONS[name];
  if (selection === undefined) throw new Error(`no selection ${name}`);
  return selection;
}
