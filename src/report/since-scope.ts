/** Whether two runs looked at the same. */

import { inTypes } from '../collectors/type-patterns.ts';
import { own } from '../common/own-member.ts';
import type { Selection } from '../snapshot/snapshot.ts';
import type { AuditResult } from './report.ts';

/** How the scopes of two runs differ, a line each: what one looked at and the other did not is neither new nor mended. */
export function scopeLines(now: AuditResult, last: AuditResult): readonly string[] {
  const [before, after] = [last.snapshot, now.snapshot];
  const line = (what: string, then: string, current: string, nothing: string) =>
    then === current ? [] : [`${what}: ${then || nothing} then, ${current || nothing} now`];
  const [older, newer] = [before.selection, after.selection];
  return [
    ...line('account', before.caller.account, after.caller.account, 'not known'),
    ...line('regions', sorted(last.regions), sorted(now.regions), 'none'),
    ...line('reference', last.reference ?? '', now.reference ?? '', 'none'),
    ...line('stacks', sorted(older.stackPrefixes), sorted(newer.stackPrefixes), 'any'),
    ...line('tags', tagText(older), tagText(newer), 'any'),
    ...line('types', sorted(older.types), sorted(newer.types), 'all'),
    ...line('types left out', sorted(older.excludeTypes), sorted(newer.excludeTypes), 'none'),
    ...line('rules that did not run', notRun(last, now), notRun(now, last), 'none'),
    ...(JSON.stringify(last.asked) === JSON.stringify(now.asked)
      ? []
      : ['what the baseline asks: something else then, and what was found for it cannot be told gone']),
  ];
}

function sorted(list: readonly string[]): string {
  return [...list].sort().join(', ');
}

function tagText({ tags }: Selection): string {
  return sorted(Object.entries(tags).map(([key, values]) => `${key}=${[...values].sort().join('|')}`));
}

/** The rules that did not run here, but there. */
function notRun(here: AuditResult, there: AuditResult): string {
  return sorted(there.rules.map(({ id }) => id).filter((id) => !here.rules.some((rule) => rule.id === id)));
}

/** Whether what the last run found of a type is in the scope of this one. `isThere`: this run has the very resource. */
export function covers(now: AuditResult, last: AuditResult, type: string, isThere: boolean): boolean {
  const [before, after] = [last.snapshot, now.snapshot];
  if (before.caller.account !== after.caller.account) return false;
  if (!inTypes(after.selection, [])(type)) return false;
  return isThere || isWider(after.selection, before.selection);
}

/** Whether stacks and tags select all that they selected before. */
function isWider(now: Selection, before: Selection): boolean {
  const [stacks, tags] = [now.stackPrefixes, Object.entries(now.tags)];
  if (stacks.length === 0 && tags.length === 0) return true;
  if (before.stackPrefixes.length === 0 && Object.keys(before.tags).length === 0) return false;
  // Stacks and tags add up: each must reach as far as before.
  const asManyStacks = before.stackPrefixes.every((prefix) => stacks.some((wider) => prefix.startsWith(wider)));
  return asManyStacks && (Object.keys(before.tags).length === 0 || areWider(now.tags, before.tags));
}

/** Keys narrow, values widen. */
function areWider(now: Selection['tags'], before: Selection['tags']): boolean {
  const keys = Object.entries(now);
  return keys.length > 0 && keys.every(([key, values]) => own(before, key)?.every((value) => values.includes(value)));
}
