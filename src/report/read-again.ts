/** What is worth a second reading before it is believed. */
import { WAIVER_TYPE } from '../findings/own-types.ts';
import type { Finding } from '../rules/rule.ts';
import type { Again } from '../snapshot/second-reading.ts';
import { type Gap, GLOBAL, type Snapshot } from '../snapshot/snapshot.ts';
import type { AuditResult } from './report.ts';
import { fails } from './verdict.ts';

/** What makes the gate fail, where it deviates: what must be seen twice before it is believed. */
export function whatDeviates(result: AuditResult, snapshot: Snapshot): Again {
  const again = new Map<string, 'all' | Set<string>>();
  addFindings(again, result, snapshot);
  return again;
}

/**
 * What keeps the audit from parity and may change by waiting: what deviates, what could not be read, and the regions in which
 * a stack is in progress, whole, for it may still bring anything. Empty = waiting changes nothing.
 */
export function whatToReadAgain(result: AuditResult, snapshot: Snapshot): Again {
  const again = new Map<string, 'all' | Set<string>>();
  addFindings(again, result, snapshot);
  for (const gap of result.gaps) if (mayPass(gap)) add(again, gap.region, gap.type, snapshot);
  for (const { region, properties } of snapshot.resources)
    if (/_IN_PROGRESS$/.test(String(properties?.StackStatus ?? ''))) again.set(region, 'all');
  return again;
}

function addFindings(again: Map<string, 'all' | Set<string>>, result: AuditResult, snapshot: Snapshot): void {
  for (const finding of result.findings) {
    if (!fails(result, finding) || finding.type === WAIVER_TYPE) continue;
    for (const region of placesOf(finding, snapshot)) add(again, region, finding.type, snapshot);
  }
}

/** A region that is not enabled stays so, and resources that cannot be told apart stay alike. */
function mayPass({ cause, operation }: Gap): boolean {
  return cause !== 'disabled' && cause !== 'ambiguous' && !(cause === 'failed' && operation === null);
}

function add(again: Map<string, 'all' | Set<string>>, region: string, type: string, snapshot: Snapshot): void {
  const place = isGlobal(type, snapshot) ? GLOBAL : region;
  const types = again.get(place) ?? new Set();
  if (types !== 'all') again.set(place, types.add(type));
}

function placesOf({ regions }: Finding, { header }: Snapshot): readonly string[] {
  const known = new Set([...header.regions.map(({ name }) => name), GLOBAL]);
  return regions.filter((region) => known.has(region));
}

/** What is read once and not in each region. */
function isGlobal(type: string, { observations, resources }: Snapshot): boolean {
  if (type === '*') return false;
  if (observations.some((one) => one.type === type))
    return observations.some((one) => one.type === type && one.region === GLOBAL);
  return resources.some((one) => one.type === type && one.region === GLOBAL);
}

/** The regions whose stacks and tags must be asked: for what is global, all. */
export function regionsOf(again: Again, { header }: Snapshot): readonly string[] {
  const all = header.regions.filter(({ state }) => state !== 'disabled').map(({ name }) => name);
  return again.has(GLOBAL) ? all : all.filter((name) => again.has(name));
}
