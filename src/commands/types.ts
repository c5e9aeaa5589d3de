/** The command types. */
import type { Collector } from '../collectors/collector.ts';
import type { Comparator } from '../collectors/comparator.ts';
import { collectors } from '../collectors/index.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import { fits } from '../common/glob.ts';
import { UsageError } from '../common/usage-error.ts';
import { toJson } from '../report/json.ts';
import type { Io } from './io.ts';
import { type Page, page } from './page.ts';

const MEANING: { readonly [name: string]: string } = {
  same: 'must be equal',
  'same-size': 'must be of the same size',
  'same-major': 'must have the same major version',
  within: 'must be close',
  'at-least': 'the smaller side deviates',
  'all-or-none': 'must be set everywhere or nowhere',
  'must-differ': 'must not be equal',
  advisory: 'said at severity low, never a reason to fail',
  ignored: 'not compared',
};

const WORSE = {
  false: 'false is the worse side',
  true: 'true is the worse side',
  smaller: 'the smaller is the worse side',
  larger: 'the larger is the worse side',
  absent: 'not set is the worse side',
} as const;

const TAGS = {
  listed: 'Tags come with the list call.',
  'tagging-api': 'Tags are asked of the tagging API, by ARN.',
  part: 'Tags are read by a call of their own.',
  none: 'The type has no tags.',
} as const;

function described(comparator: Comparator): string {
  if (typeof comparator === 'string') return MEANING[comparator] ?? comparator;
  const { compare, percent, severity, worse } = comparator;
  return [
    compare === 'within' ? `must be within ${percent ?? 0} %` : (MEANING[compare] ?? compare),
    ...(worse === undefined ? [] : [WORSE[worse]]),
    ...(severity === undefined ? [] : [`severity ${severity}`]),
  ].join('; ');
}

function calls(collector: Collector, out: Page): void {
  out.title('Read by');
  if (collector.listedBy !== undefined) out.list([`the collector of ${collector.listedBy}, which tells the two apart`]);
  out.list(collector.actions.map((action) => `${action}: lists them`));
  for (const part of collector.parts ?? []) out.list([`${part.action}: ${part.properties.join(', ')}`]);
  out.say(TAGS[collector.tags]);
  if (collector.isDefault !== undefined) out.say("AWS's own are left out, unless a stack or a tag selects them.");
  if (collector.counts === 'declared')
    out.say('Counted only where a stack declares it; else compared with what it hangs on.');
  if (collector.equivalent !== undefined) out.say(`A counterpart may be of type ${collector.equivalent}.`);
  if (collector.absorbs !== undefined) out.say(`Compared with it, not counted apart: ${collector.absorbs.join(', ')}.`);
}

function comparisons(collector: Collector, out: Page): void {
  out.title('How properties are compared');
  const entries = Object.entries(collector.comparators).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [property, comparator] of entries) {
    out.say(described(comparator), `${property}: `);
    const why = typeof comparator === 'object' ? comparator.why : undefined;
    if (why !== undefined) out.say(why, '    ');
  }
  out.say(
    'Every other property that is read must be equal, with regions, accounts and ids taken for who they stand for.',
  );
  if (collector.sets !== undefined) out.say(`The order means nothing in: ${collector.sets.join(', ')}.`);
  if (collector.policies !== undefined)
    out.say(`Compared as policies, by what they say: ${collector.policies.join(', ')}.`);
}

export type TypesFlags = { readonly json?: boolean };

/** What is declared of a type: how it is read, with which permissions, and how it is compared. */
function typeJson(collector: Collector): object {
  const { type, summary, scope, actions, parts = [], tags, comparators, cannotSee, equivalent } = collector;
  return {
    type,
    summary,
    scope,
    actions: [...actions, ...parts.map(({ action }) => action)],
    tags,
    ...(equivalent !== undefined && { equivalent }),
    comparators,
    cannotSee,
  };
}

function list(some: readonly Collector[], out: Page): void {
  const wide = Math.max(...some.map((one) => one.type.length));
  for (const one of some) out.say(one.summary, `${one.type.padEnd(wide)}  `);
}

/** Those that a pattern fits, or that have the word in their name. */
function fitting(word: string): readonly Collector[] {
  const isPattern = /[*?]/.test(word);
  // A whole name that is none is a slip of the pen, and not a search.
  if (!isPattern && word.includes('::')) return [];
  return collectors.filter(({ type }) =>
    isPattern ? fits(word, type) : type.toLowerCase().includes(word.toLowerCase()),
  );
}

/** `types` lists what is read with properties, `types WORD` those that fit it, `types TYPE` is the page of one. */
export async function typesCommand(
  type: string | undefined,
  io: Io,
  { json = false }: TypesFlags = {},
): Promise<number> {
  const out = page({}, io);
  const exact = collectors.filter((one) => type !== undefined && one.type.toLowerCase() === type.toLowerCase());
  const some = type === undefined ? collectors : exact.length > 0 ? exact : fitting(type);
  const [only, ...others] = some;
  if (only === undefined) {
    const hint = didYouMean(
      type ?? '',
      collectors.map((one) => one.type),
    );
    throw new UsageError(`types ${type}`, `there is no collector for it, so only its presence is compared${hint}`);
  }
  if (json) io.stdout.write(toJson(exact.length > 0 ? typeJson(only) : some.map(typeJson)));
  else if (others.length === 0) onePage(only, out);
  else list(some, out);
  if (type === undefined && !json) {
    out.say('');
    out.say('Every other CloudFormation type that a stack or a tag names is counted and compared by presence only.');
  }
  if (!json) out.print();
  return 0;
}

function onePage(collector: Collector, out: Page): void {
  out.title(collector.type);
  out.say(collector.summary);
  calls(collector, out);
  comparisons(collector, out);
  out.title('What it cannot see');
  out.list(collector.cannotSee);
}
