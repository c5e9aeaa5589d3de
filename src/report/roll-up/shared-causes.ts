/** What several groups have in common: the same finding, or the same cause, of the same design. */
import type { Severity } from '../../rules/rule.ts';
import type { AuditResult } from '../report.ts';
import { bySeverity } from '../words.ts';

/** What is found in one group: a cause with what follows from it, or a finding by itself. */
export type ToldCause = {
  readonly key: string;
  readonly severity: Severity;
  readonly type: string;
  readonly rule: string;
  readonly counterpart: string;
  readonly regions: readonly string[];
  /** Without the numbers of accounts, as it reads for every group that has it. */
  readonly message: string;
  /** As the group has it, for where that is the only one. */
  readonly own: { readonly message: string; readonly counterpart: string };
  /** Fingerprints, for `explain` with the report of a group. */
  readonly findings: readonly string[];
};

/** The same, and in which groups. */
export type SharedCause = Omit<ToldCause, 'findings' | 'key' | 'own'> & {
  readonly groups: readonly string[];
  /** Of how many groups. */
  readonly of: number;
  /** In the first of the groups. */
  readonly findings: readonly string[];
};

/** What is open in a result, under its causes. The key is the same for the same thing of the same design in another account. */
export function toldCauses({ findings, causes = [], snapshot }: AuditResult): readonly ToldCause[] {
  const accounts = [...new Set(snapshot.regions.map(({ account }) => account))].filter((one) => one !== '');
  const bare = (text: string) => accounts.reduce((left, account) => left.replaceAll(account, '<account>'), text);
  const byPrint = new Map(findings.map((one) => [one.fingerprint, one]));
  const open = findings.filter(({ status }) => status === 'open');
  const told = new Set<string>();
  const under = causes.flatMap((cause): readonly ToldCause[] => {
    const own = cause.findings.flatMap((print) => byPrint.get(print) ?? []).filter(({ status }) => status === 'open');
    const [first] = own;
    if (first === undefined) return [];
    for (const { fingerprint } of own) told.add(fingerprint);
    const { severity, type, rule, counterpart, regions } = first;
    const message = bare(cause.message);
    return [
      {
        key: JSON.stringify([cause.kind, message]),
        severity,
        type,
        rule,
        counterpart: bare(counterpart),
        regions,
        message,
        own: { message: cause.message, counterpart },
        findings: own.map(({ fingerprint }) => fingerprint),
      },
    ];
  });
  const alone = open
    .filter(({ fingerprint }) => !told.has(fingerprint))
    .map(
      ({ fingerprint, severity, type, rule, counterpart, regions, property, message }): ToldCause => ({
        key: JSON.stringify([rule, type, bare(counterpart), regions, property]),
        severity,
        type,
        rule,
        counterpart: bare(counterpart),
        regions,
        message: bare(message),
        own: { message, counterpart },
        findings: [fingerprint],
      }),
    );
  return [...under, ...alone];
}

/** Each thing once, with the groups that have it: the gravest first, then what most groups have. */
export function sharedCauses(
  all: readonly { readonly group: string; readonly causes: readonly ToldCause[] }[],
): readonly SharedCause[] {
  const found = new Map<string, { first: ToldCause; group: string; groups: Set<string> }>();
  for (const { group, causes } of [...all].sort((a, b) => (a.group < b.group ? -1 : 1)))
    for (const cause of causes) {
      const known = found.get(cause.key);
      if (known === undefined) found.set(cause.key, { first: cause, group, groups: new Set([group]) });
      else {
        known.groups.add(group);
        if (bySeverity(cause.severity, known.first.severity) < 0) found.set(cause.key, { ...known, first: cause });
      }
    }
  return [...found.values()]
    .map(({ first: { key: _, own, ...first }, groups }): SharedCause => {
      // Whose account it is, several groups say each otherwise; one says it.
      const told = groups.size === 1 ? { ...first, ...own } : first;
      return { ...told, groups: [...groups], of: all.length };
    })
    .sort(
      (a, b) =>
        bySeverity(a.severity, b.severity) ||
        b.groups.length - a.groups.length ||
        (a.message < b.message ? -1 : a.message > b.message ? 1 : 0),
    );
}
