/** The command types. */
import type { Collector } from '../collectors/collector.ts';
import type { Comparator } from '../collectors/comparator.ts';
import { rungOf } from '../collectors/generic/rungs.ts';
import type { TypeFacts } from '../collectors/generic/type-facts.ts';
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';
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

/** Every type that is known by name, with how much of it is compared at best. */
function listAll(out: Page): void {
  const knowledge = typeKnowledge();
  const all = [...new Set([...collectors.map((one) => one.type), ...knowledge.types])].sort();
  for (const one of all) {
    const { depth, by } = rungOf(one, knowledge, collectors);
    out.say(one, `${depth.padEnd(9)} ${by.padEnd(9)} `);
  }
  out.say('');
  out.say(`As AWS published the types on ${knowledge.date}; a newer one is compared by its template or its presence.`);
}

const WAYS = {
  collector: 'by a collector of its own',
  generic: 'by Cloud Control',
  template: 'by its template',
  listing: 'by presence',
} as const;

/** The page of a type without a collector. */
function genericPage(asked: string, out: Page): void {
  const knowledge = typeKnowledge();
  const type = knowledge.types.find((one) => one.toLowerCase() === asked.toLowerCase());
  if (type === undefined) {
    const hint = didYouMean(asked, [...collectors.map((one) => one.type), ...knowledge.types]);
    throw new UsageError(`types ${asked}`, `no type of that name is known, so only its presence is compared${hint}`);
  }
  const facts = knowledge.facts(type) as TypeFacts;
  const { depth, by, reason } = rungOf(type, knowledge, collectors);
  out.title(type);
  out.say(`Compared at best: ${depth}, ${reason ?? WAYS[by]}.`);
  if (by === 'generic') {
    out.title('Read by');
    out.list(['cloudformation:GetResource, and the read actions of its handler (iam-policy --for SNAPSHOT)']);
    out.say(`Identified by ${facts.id.join(' | ')}.`);
  }
  const lists = [...facts.unordered].filter((path) => path !== facts.tags);
  if (lists.length > 0) out.say(`The order means nothing in: ${lists.join(', ')}.`);
  if (facts.policies.length > 0) out.say(`Compared as policies, by what they say: ${facts.policies.join(', ')}.`);
  if (facts.writeOnly.length > 0) {
    out.title('What it cannot see');
    out.list(facts.writeOnly.map((path) => `${path}: never returned`));
  }
  const not = knowledge.regions.filter((region) => knowledge.offered(type, region) === false);
  if (not.length > 0) {
    out.title('Where CloudFormation does not offer it');
    out.say(not.join(', '));
  }
  for (const { why } of knowledge.overrides(type)) out.say(`By hand: ${why}.`);
}

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
  if (isPattern) return collectors.filter(({ type }) => fits(word, type));
  const holding = collectors.filter(({ type }) => type.toLowerCase().includes(word.toLowerCase()));
  const beginning = holding.filter(({ type }) => hasWord(type, word.toLowerCase()));
  return beginning.length > 0 ? beginning : holding;
}

/** Whether a word of the name begins so: `rds` is the service and not the middle of a RecordSet. */
function hasWord(type: string, word: string): boolean {
  const name = type.toLowerCase();
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
    const [before, here, after] = [type[at - 1] ?? ':', type[at] ?? '', type[at + 1] ?? ''];
    if (before === ':' || (/[A-Z0-9]/.test(here) && (/[a-z0-9]/.test(before) || /[a-z]/.test(after)))) return true;
  }
  return false;
}

export type TypesFlags = { readonly all?: true; readonly json?: boolean };

/**
 * `types` lists what has a collector, `types WORD` those that fit it, `types --all` every type and how it is read, `types TYPE`
 * is the page of one.
 */
export async function typesCommand(type: string | undefined, flags: TypesFlags, io: Io): Promise<number> {
  const { all, json = false } = flags;
  const out = page({}, io);
  if (all && type === undefined) {
    listAll(out);
    out.print();
    return 0;
  }
  const exact = collectors.filter((one) => type !== undefined && one.type.toLowerCase() === type.toLowerCase());
  const some = type === undefined ? collectors : exact.length > 0 ? exact : fitting(type);
  const [only, ...others] = some;
  if (only === undefined) {
    genericPage(type ?? '', out);
    out.print();
    return 0;
  }
  if (json) io.stdout.write(toJson(exact.length > 0 ? typeJson(only) : some.map(typeJson)));
  else if (others.length === 0) onePage(only, out);
  else list(some, out);
  if (type === undefined && !json) {
    out.say('');
    out.say(
      'Types without a collector are read by Cloud Control where stacks or tags select; what cannot be read so is compared by its template, or by presence only. types --all lists them all.',
    );
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
