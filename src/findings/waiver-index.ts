/** Finds the waivers that may speak of a finding without asking each: a team may have thousands. */
import type { Waiver } from '../baseline/waiver-schema.ts';
import { listIn } from '../common/lists.ts';
import type { Finding } from './finding.ts';

type Target = {
  readonly rule?: string | undefined;
  readonly type?: string | undefined;
  readonly counterpart?: string | undefined;
};

const keyOf = ({ rule = '', type = '', counterpart = '' }: Target) => `${rule}\n${type}\n${counterpart}`;
const isPattern = (target: Target) => /[*?]/.test(keyOf(target));

/** The waivers that may accept a finding, in the order of their file: those of its name and those with a pattern. */
export function waiverIndex(waivers: readonly Waiver[]): (finding: Finding) => readonly Waiver[] {
  const exact = new Map<string, number[]>();
  const patterns: number[] = [];
  for (const [at, waiver] of waivers.entries()) {
    if (waiver.finding !== undefined) listIn(exact, waiver.finding).push(at);
    else if (isPattern(waiver)) patterns.push(at);
    else listIn(exact, keyOf(waiver)).push(at);
  }
  return (finding) =>
    [...(exact.get(finding.fingerprint) ?? []), ...(exact.get(keyOf(finding)) ?? []), ...patterns]
      .sort((a, b) => a - b)
      .map((at) => waivers[at] as Waiver);
}
