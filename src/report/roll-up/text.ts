/** The roll-up on a terminal: the answer, what is found and where, the groups by verdict. */

import { type Paint, paint as paintOf } from '../colours.ts';
import { safe } from '../escape.ts';
import type { ReportOptions, Verdict } from '../report.ts';
import { table } from '../table.ts';
import { hang } from '../text-width.ts';
import { count, SEVERITIES } from '../words.ts';
import type { GroupLine, RollUp } from './roll-up.ts';
import type { SharedCause } from './shared-causes.ts';

/** Causes told; the rest is counted. */
const TOLD = 12;
/** Groups in the table; those beyond, and those at parity, are counted. */
const LISTED = 20;
/** Names of groups under a cause. */
const NAMED = 4;

const TONE = { parity: 'good', deviation: 'bad', incomplete: 'warn', error: 'bad' } as const;
const WORD = {
  parity: 'at parity',
  deviation: 'deviate',
  incomplete: 'not wholly seen',
  error: 'could not be judged',
} as const;
const ORDER: readonly Verdict[] = ['error', 'deviation', 'incomplete', 'parity'];

/** `40 groups: 23 at parity, 17 deviate`. */
export function verdictsText({ groups, verdicts }: RollUp): string {
  const parts = [...ORDER].reverse().flatMap((one) => (verdicts[one] > 0 ? [`${verdicts[one]} ${WORD[one]}`] : []));
  return `${count(groups.length, 'group')}: ${parts.length > 0 ? parts.join(', ') : 'nothing to judge'}`;
}

/** `17 of 40 groups: alpha, beta and 15 more`. */
export function groupsText({ groups, of }: SharedCause, most = NAMED): string {
  const shown = groups.length <= most + 1 ? groups : groups.slice(0, most);
  const more = groups.length - shown.length;
  return `${groups.length} of ${count(of, 'group')}: ${shown.map((one) => safe(one, 80)).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `payments (111122223333)`. */
export function titleOf({ name, title }: GroupLine): string {
  return title === undefined || title === name ? name : `${title} (${name})`;
}

/** `2 high, 1 medium`; '' for none. */
export function severitiesText({ severities }: GroupLine): string {
  return SEVERITIES.flatMap((one) => (severities[one] > 0 ? [`${severities[one]} ${one}`] : [])).join(', ');
}

/** The roll-up as text; ends with a newline. */
export function rollUpText(result: RollUp, { color, width }: ReportOptions): string {
  const paint = paintOf(color);
  const word = result.verdict.toUpperCase();
  const [first = '', ...rest] = hang(`${word}  `, verdictsText(result), width);
  const lines = [
    paint.bold(paint[TONE[result.verdict]](word)) + paint.bold(first.slice(word.length)),
    ...rest,
    ...hang('', `The gate ${result.gate.passes ? 'passes' : 'fails'}: ${result.gate.why}.`, width),
    ...causeLines(result, paint, width),
    ...groupLines(result, paint, width),
    ...(result.notes.length > 0 ? ['', ...result.notes.flatMap((note) => hang('note: ', safe(note, 300), width))] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function causeLines({ causes }: RollUp, paint: Paint, width: number): readonly string[] {
  if (causes.length === 0) return [];
  const shown = causes.slice(0, TOLD);
  const more = causes.length - shown.length;
  return [
    '',
    ...shown.flatMap((cause) => {
      const label = `  ${cause.severity.toUpperCase().padEnd(8)}  `;
      const [line = '', ...rest] = hang(label, safe(cause.message, 400), width);
      return [
        paint.severity(cause.severity, line.slice(0, label.length)) + line.slice(label.length),
        ...rest,
        ...hang(' '.repeat(12), groupsText(cause), width).map(paint.dim),
      ];
    }),
    ...(more > 0 ? [`  … and ${count(more, 'more cause')}`] : []),
  ];
}

function groupLines({ groups }: RollUp, paint: Paint, width: number): readonly string[] {
  const needy = groups.filter(({ verdict }) => verdict !== 'parity');
  const shown = needy.slice(0, LISTED);
  const rows = shown.map((group) => [
    { text: '  ' },
    { text: group.verdict, color: paint[TONE[group.verdict]] },
    { text: safe(titleOf(group), 120), color: paint.bold },
    { text: count(group.places.length, 'place') },
    {
      text: safe(
        group.missing ??
          ([severitiesText(group), group.gaps > 0 ? count(group.gaps, 'gap') : '']
            .filter((one) => one !== '')
            .join(', ') ||
            group.gate.why),
        200,
      ),
    },
    { text: safe(group.report ?? '', 200), color: paint.dim },
  ]);
  const more = needy.length - shown.length;
  const fine = groups.length - needy.length;
  return [
    ...(rows.length > 0
      ? [
          '',
          ...table(
            [{}, {}, { least: 12, where: 'middle' }, {}, { least: 20 }, { least: 10, where: 'middle' }],
            rows,
            width,
          ),
        ]
      : []),
    ...(more > 0 ? [`  … and ${count(more, 'more group')}`] : []),
    ...(fine > 0 ? [`  ${paint.good('parity')}  ${count(fine, 'group')}`] : []),
  ];
}
