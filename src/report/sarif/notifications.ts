/** SARIF notifications: what could not be seen. */
import { exemptions, exemptionText, gapText, plain, spentText, spentWaivers } from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { count } from '../words.ts';
import { messageText } from './results.ts';

/** What is no result but must not be lost: gaps, crashed rules, what is exempt, waivers in vain, what was cut. */

const KINDS = {
  'could-not-be-seen': 'Something could not be read, or not be told apart: it is neither equal nor missing.',
  'rule-crashed': 'A rule crashed: what it judges is not known.',
  'declared-to-differ': 'The baseline declares that a resource differs between the regions.',
  'waiver-to-tidy': 'A waiver has expired, or matches nothing.',
  'resolved-since': 'A finding of the run compared with is gone.',
  'left-out': 'Not everything fits into the limits of code scanning.',
} as const;

type Kind = keyof typeof KINDS;
type Level = 'error' | 'warning' | 'note';

/** How many of one kind are told; the rest is counted. */
const MOST = 2000;

/** What the notifications can be, for the tool's description. */
export function notificationDescriptors(): readonly object[] {
  return Object.entries(KINDS).map(([id, text]) => ({ id, name: id, shortDescription: { text } }));
}

/** One notification: what a reader must know beside the results. */
export function notification(kind: Kind, level: Level, text: string, rule?: string): object {
  return {
    descriptor: { id: kind },
    level,
    message: { text: messageText(text) },
    ...(rule !== undefined && { associatedRule: { id: rule } }),
  };
}

/** All that a reader must know beside the results: what was not seen, what crashed, which waivers do nothing. */
export function notifications(result: AuditResult): readonly object[] {
  const crashed = result.rules.filter((rule) => rule.state === 'crashed');
  return [
    ...crashed.map(({ id, error }) =>
      notification('rule-crashed', 'error', `${id} crashed: ${plain(error ?? 'no message')}`, id),
    ),
    ...told('could-not-be-seen', 'warning', result.gaps, (gap) => {
      const remedy = gap.remedy === '' ? '' : ` → ${plain(gap.remedy)}`;
      const detail = gap.cause === 'ambiguous' ? '' : `: ${plain(gap.detail)}`;
      return `${gapText(gap)}${detail}${remedy}`;
    }),
    ...told('waiver-to-tidy', 'warning', spentWaivers(result), spentText),
    ...told('declared-to-differ', 'note', exemptions(result), (one) => `${plain(one.type, 200)} ${exemptionText(one)}`),
    ...told(
      'resolved-since',
      'note',
      result.since?.resolved ?? [],
      (one) => `${plain(one.message)} (${one.fingerprint})`,
    ),
  ];
}

function told<T>(kind: Kind, level: Level, all: readonly T[], text: (one: T) => string): readonly object[] {
  const shown = all.slice(0, MOST).map((one) => notification(kind, level, text(one)));
  const more = all.length - shown.length;
  return more > 0
    ? [...shown, notification(kind, level, `${count(more, 'more of this kind', 'more of this kind')}`)]
    : shown;
}
