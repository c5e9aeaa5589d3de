/** How many there are in each place, in one line. */
import { own } from '../../common/own-member.ts';
import type { AuditResult } from '../report.ts';
import { places } from '../words.ts';

/** How many may be there unseen, and whether the total is a lower bound; results of earlier versions do not say it. */
export function unseenIn(result: AuditResult, place: string): { readonly unseen: number; readonly partial: boolean } {
  const counts = own(result.counts, place);
  const unseen = counts?.unseen ?? (counts === undefined ? 0 : counts.unknown - counts.uncompared);
  const listed = () => !result.gaps.some((gap) => gap.region === place && gap.properties === undefined);
  return { unseen, partial: counts?.partial ?? (unseen > 0 || !listed()) };
}

function totalOf(result: AuditResult, place: string): string {
  const { unseen, partial } = unseenIn(result, place);
  const total = own(result.counts, place)?.total ?? '?';
  return `${place} ${partial ? 'at least ' : ''}${total}${unseen > 0 ? ` (${unseen} not seen)` : ''}`;
}

/** `us-east-1 9 · eu-central-1 at least 4 (5 not seen)`. */
export function totals(result: AuditResult): string {
  return totalParts(result).join(' ');
}

/** Beyond so many places those with the same numbers are told together. */
export const MANY = 6;

/** What must not be torn apart at the end of a line: a region with its number; of many, those that have the same. */
export function totalParts(result: AuditResult): readonly string[] {
  const all = places(result);
  const texts = all.length <= MANY ? all.map((place) => totalOf(result, place)) : groupedTotals(result, all);
  return texts.map((text, index) => `${index > 0 ? '· ' : ''}${text}`);
}

/** `27 places 12 · ap-south-1 11 · eu-west-3 at least 9 (3 not seen)`: the most places first. */
function groupedTotals(result: AuditResult, all: readonly string[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const place of all) {
    const own = totalOf(result, place).slice(place.length + 1);
    groups.set(own, [...(groups.get(own) ?? []), place]);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([text, group]) =>
      group.length > 2 ? [`${group.length} places ${text}`] : group.map((one) => `${one} ${text}`),
    );
}
