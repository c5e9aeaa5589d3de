/** Whether a fault cost no more than what hangs on the call. */
import type { AuditResult, ReportRow } from '../../src/report/report.ts';
import type { Cell, Healthy } from './cell.ts';
import { fedTypes, feedsOf, GLOBAL, isGlobal, makeDependents } from './feeds.ts';
import type { Seen } from './proxy.ts';
import { callOf } from './targets.ts';

/** What changed though nothing of it hangs on what failed, and what stayed equal though it was not read. */
export function wrongRows(cell: Cell, healthy: Healthy, now: AuditResult, hits: readonly Seen[]): readonly string[] {
  const before = byKey(healthy.result.rows);
  const after = byKey(now.rows);
  const may = mayChange(cell, healthy);
  const wrong: string[] = [];
  for (const [key, row] of after) {
    const was = before.get(key);
    if (was === undefined) wrong.push(...strange(cell, row));
    else if (JSON.stringify(was) !== JSON.stringify(row)) wrong.push(...changed(cell, was, row, may(was)));
  }
  for (const [key, row] of before) if (!after.has(key) && !mayVanish(cell, row)) wrong.push(`the row is gone: ${key}`);
  return [...wrong, ...equalUnread(cell, healthy, after, hits), ...otherMembers(healthy.result, now)];
}

/** Without stacks a resource may not find its counterpart: then it is a row of its own, of which nothing is said. */
function strange({ target, kind }: Cell, row: ReportRow): readonly string[] {
  const matched = feedsOf(target.action).discovery || kind.fromThenOn;
  return matched && ['unknown', 'same'].includes(row.state)
    ? []
    : [`a row that is not there: ${keyOf(row)}, ${row.state}`];
}

const keyOf = ({ type, counterpart }: ReportRow) => `${type} ${counterpart}`;
const byKey = (rows: readonly ReportRow[]) => new Map(rows.map((row) => [keyOf(row), row]));

/** By the types that the call feeds; after credentials have ended, everything may be unknown. */
function mayChange({ target, kind }: Cell, { snapshot }: Healthy): (row: ReportRow) => boolean {
  const feeds = feedsOf(target.action);
  if (kind.fromThenOn || feeds.discovery) return () => true;
  const depends = makeDependents(snapshot, fedTypes(feeds));
  return ({ type, cells }) => depends(type, new Set(Object.values(cells).map((cell) => cell.id ?? '')));
}

function changed({ target, kind }: Cell, was: ReportRow, row: ReportRow, may: boolean): readonly string[] {
  const key = keyOf(row);
  const { discovery } = feedsOf(target.action);
  const wrong = may ? [] : [`${key} changed, and nothing of it hangs on ${target.action}`];
  const known = kind.name === 'not offered' ? ['unknown', 'exempt'] : ['unknown'];
  if (row.state !== was.state && !known.includes(row.state)) wrong.push(`${key} is ${row.state}`);
  for (const [region, cell] of Object.entries(row.cells)) {
    if (JSON.stringify(cell) === JSON.stringify(was.cells[region])) continue;
    const elsewhere = region !== target.region && target.region !== '*' && !isGlobal(row.type) && !kind.fromThenOn;
    if (elsewhere) wrong.push(`${key} changed in ${region}`);
    const renamed = (discovery || kind.fromThenOn) && cell.state === 'present' && sameThing(cell, was.cells[region]);
    if (!known.includes(cell.state) && !renamed) wrong.push(`${key} is ${cell.state} in ${region}`);
  }
  return wrong;
}

/** Known by its tags alone, a thing has its ARN for an id, where the stack gives a name or a URL. */
function sameThing(now: ReportRow['cells'][string], before: ReportRow['cells'][string] | undefined): boolean {
  const last = (id = '') => id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1);
  return before?.state === 'present' && last(now.id) === last(before.id);
}

/** Where all that is known of it came from what failed, there is no row to tell. */
function mayVanish({ target, kind }: Cell, { type, cells }: ReportRow): boolean {
  if (kind.fromThenOn) return true;
  const places = Object.keys(cells).filter((place) => cells[place]?.state === 'present');
  const lost = (place: string) => place === target.region || place === GLOBAL || target.region === '*';
  const { lists, discovery } = feedsOf(target.action);
  return (lists.has(type) && isGlobal(type)) || ((discovery || lists.has(type)) && places.every(lost));
}

/** A row whose own answer did not come can be equal to nothing. */
function equalUnread(
  { target, kind }: Cell,
  healthy: Healthy,
  after: ReadonlyMap<string, ReportRow>,
  hits: readonly Seen[],
): readonly string[] {
  const feeds = feedsOf(target.action);
  if (feeds.discovery) return [];
  const fed = fedTypes(feeds);
  const rows = healthy.result.rows.filter(({ type }) => fed.has(type));
  const here = (row: ReportRow) => idsIn(row, target.region);
  const { unread, read } = texts(healthy, hits, rows.flatMap(here));
  const untold = rows.filter((row) => here(row).some((id) => unread.includes(id) && !read.includes(id)));
  const allowed = new Set([undefined, 'unknown', ...(kind.name === 'not offered' ? ['exempt'] : [])]);
  return untold
    .map((row) => after.get(keyOf(row)))
    .filter((row) => !allowed.has(row?.state))
    .map((row) => `${row?.type} ${row?.counterpart} is ${row?.state}, though its answer never came`);
}

/** A global resource is read once, wherever it counts. */
function idsIn({ type, cells }: ReportRow, region: string): readonly string[] {
  return Object.entries(cells).flatMap(([place, { id }]) =>
    id !== undefined && (isGlobal(type) || place === region || region === '*') ? [id] : [],
  );
}

/**
 * What the answers that failed would have said. A call for one resource names it; a list gives its resources in the answer:
 * of the page that failed, and of those after it, which nobody asked for.
 */
function texts(
  { seen }: Healthy,
  hits: readonly Seen[],
  ids: readonly string[],
): { readonly unread: string; readonly read: string } {
  const unread: string[] = [];
  const read: string[] = [];
  for (const one of seen) {
    const same = hits.filter(
      ({ region, input, ...hit }) => callOf(hit) === callOf(one) && region === one.region && input === one.input,
    );
    if (same.length === 0) continue;
    const forOne = ids.some((id) => one.input.includes(id));
    if (forOne) unread.push(one.input);
    else (one.page >= Math.min(...same.map((hit) => hit.page)) ? unread : read).push(one.answer);
  }
  return { unread: unread.join('\n'), read: read.join('\n') };
}

/** The other members of the report, which no fault may touch. */
function otherMembers(before: AuditResult, now: AuditResult): readonly string[] {
  const told = new Set([
    'rows',
    'gaps',
    'counts',
    'rules',
    'verdict',
    'exitCode',
    'snapshot',
    'findings',
    'severities',
    // Hold by what they follow from: the gaps (`wrongEnd`), and the rows.
    'gate',
    'compared',
  ]);
  return (Object.keys(before) as (keyof AuditResult)[])
    .filter((name) => !told.has(name) && JSON.stringify(before[name]) !== JSON.stringify(now[name]))
    .map((name) => `${name} changed`);
}
