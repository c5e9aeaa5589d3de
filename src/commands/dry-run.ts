/** `--dry-run`: who would read what, with how many calls. */
import type { CollectOptions } from '../collectors/collect-options.ts';
import type { PlannedPlace } from '../collectors/planned-reads.ts';
import { safe } from '../report/escape.ts';
import { type Column, table } from '../report/table.ts';
import { cells, hang, wrap } from '../report/text-width.ts';
import type { Io } from './io.ts';
import type { ScreenFlags } from './options.ts';
import { widthOf } from './reports.ts';

const HEAD = ['', 'stacks', 'named', 'lists', 'of each', 'templates', 'Cloud Control', 'calls'];
const COLUMNS: readonly Column[] = [
  { least: 12, where: 'middle' },
  ...HEAD.slice(1).map(() => ({ align: 'right' }) as const),
];

/** Asks what a run must know first, and prints what it would send after that. 0, or 3 where that could not be asked of some place. */
export async function dryRun(options: CollectOptions, flags: ScreenFlags, io: Io): Promise<number> {
  const { onEvent: _, ...quiet } = options;
  const plan = await planOf(quiet);
  io.stdout.write(`${planLines(plan, widthOf(flags, io)).join('\n')}\n`);
  return plan.some(({ unknown, state }) => unknown.length > 0 || (state !== null && state !== 'enabled')) ? 3 : 0;
}

async function planOf(options: CollectOptions): Promise<readonly PlannedPlace[]> {
  if (options.places !== undefined) return (await import('../collectors/collect-places.ts')).planPlaces(options);
  return (await import('../collectors/collect.ts')).planReads(options);
}

/** The plan in words: who reads, a row for each place, and what the numbers leave open. */
export function planLines(plan: readonly PlannedPlace[], width: number): readonly string[] {
  const isOpen = plan.some(({ ofEach }) => ofEach === null);
  const rows = [HEAD, ...plan.map(rowOf), rowOf(total(plan))].map((row) => row.map((text) => ({ text })));
  const words = [
    ...callers(plan),
    'dry run: who asks, which regions are enabled and what stacks and tags name was asked, and nothing else',
  ];
  const after = [
    'named: resources that stacks and tags name; lists: the first page of each list; of each: calls of a resource’s own, at most',
    ...(isOpen
      ? [
          'Without --stack-prefix or --tag, how many calls the resources need of their own shows only when all are listed.',
        ]
      : []),
    ...plan.flatMap(({ name, state, unknown }) => [
      ...(state === null || state === 'enabled' ? [] : [`${safe(name)} is ${state}: nothing would be read`]),
      ...unknown.map((why) => `${safe(name)}: there may be more: ${safe(why)}`),
    ]),
  ];
  const wrapped = (lines: readonly string[]) => lines.flatMap((line) => wrap(line, width));
  const drawn = table(COLUMNS, rows, width);
  const fits = drawn.every((line) => cells(line) <= width);
  const body = fits ? drawn : [...plan, total(plan)].flatMap((one) => hang('  ', sentenceOf(one), width));
  return [...wrapped(words), '', ...body, '', ...wrapped(after)];
}

function callers(plan: readonly PlannedPlace[]): readonly string[] {
  const byCaller = new Map<string, string[]>();
  for (const { name, state, caller } of plan) {
    if (state === null) continue;
    const who = caller.arn === '' ? 'by whom is not known' : `as ${caller.arn}`;
    const key = caller.account === '' ? who : `account ${caller.account} ${who}`;
    byCaller.set(key, [...(byCaller.get(key) ?? []), name]);
  }
  return [...byCaller].map(([who, names]) => `${safe(names.join(', '))}: ${safe(who)}`);
}

function rowOf({ name, stacks, resources, lists, ofEach, templates, cloudControl }: PlannedPlace): readonly string[] {
  const calls = lists + (ofEach ?? 0) + templates + cloudControl;
  const numbers = [stacks, resources, lists].map(String);
  const each = ofEach === null ? '?' : String(ofEach);
  return [
    safe(name),
    ...numbers,
    each,
    String(templates),
    String(cloudControl),
    `${calls}${ofEach === null ? '+' : ''}`,
  ];
}

/** A row in words, where the table has no room. */
function sentenceOf(place: PlannedPlace): string {
  const [name = '', ...numbers] = rowOf(place);
  const said = numbers.map((number, at) => `${HEAD[at + 1]} ${number}`);
  return `${name}: ${said.join(', ')}`;
}

function total(plan: readonly PlannedPlace[]): PlannedPlace {
  const sum = (of: (one: PlannedPlace) => number) => plan.reduce((all, one) => all + of(one), 0);
  const isOpen = plan.some(({ ofEach }) => ofEach === null);
  return {
    name: 'all',
    caller: { account: '', partition: '', arn: '' },
    state: null,
    stacks: sum(({ stacks }) => stacks),
    resources: sum(({ resources }) => resources),
    lists: sum(({ lists }) => lists),
    ofEach: isOpen ? null : sum(({ ofEach }) => ofEach ?? 0),
    templates: sum(({ templates }) => templates),
    cloudControl: sum(({ cloudControl }) => cloudControl),
    unknown: [],
  };
}
