/** What a run was asked: that a rule passed says nothing where it was asked less. */
import { createHash } from 'node:crypto';
import type { Baseline } from '../baseline/baseline.ts';
import { listIn } from '../common/lists.ts';
import { own } from '../common/own-member.ts';
import type { Finding } from '../rules/rule.ts';

/**
 * Digests of what the baseline asks: of each type that it speaks of, of all types together, and of each rule's settings. Finer than
 * one of the whole, so that a line that is changed for one type leaves what was found of the others comparable.
 */
export type Asked = {
  readonly types: { readonly [type: string]: string };
  readonly all: string;
  readonly rules: { readonly [rule: string]: string };
};

/** Sections that say what is held against what; the others say where, and how bad it is, or are a scope of their own. */
const SECTIONS = ['expect', 'asymmetry', 'comparators', 'pairs', 'stacks', 'roles', 'words', 'networks'] as const;

/** Of the baseline alone: where nothing is declared, all runs are asked the same. */
export function askedOf(baseline: Baseline): Asked {
  const parts = new Map<string, string[]>([['*', [JSON.stringify(baseline.defaultExpectations)]]]);
  for (const section of SECTIONS)
    for (const [type, part] of partsOf(baseline[section])) listIn(parts, type).push(JSON.stringify([section, part]));
  const digests = [...parts].map(([type, texts]) => [type, digest(texts.sort())] as const);
  const rules = Object.entries(baseline.rules ?? {}).map(([id, setting]) => [id, digest([setting])] as const);
  return {
    types: Object.fromEntries(digests.filter(([type]) => type !== '*').sort(byName)),
    all: digests.find(([type]) => type === '*')?.[1] as string,
    rules: Object.fromEntries(rules.sort(byName)),
  };
}

/** The entries of a section with the type that each is of; `*` = of all. */
function* partsOf(section: unknown): Iterable<readonly [string, unknown]> {
  if (Array.isArray(section)) {
    for (const entry of section) yield [(entry as { readonly type?: string }).type ?? '*', entry];
  } else if (typeof section === 'object' && section !== null) {
    for (const [name, entry] of Object.entries(section)) yield [name.includes('::') ? name : '*', [name, entry]];
  }
}

/** What a rule is asked of a type, as one text: two runs that have it in common speak of the same. */
export function askedText(asked: Asked | undefined, { rule, type }: Pick<Finding, 'rule' | 'type'>): string {
  if (asked === undefined) return '';
  return [asked.all, own(asked.types, type) ?? '-', own(asked.rules, rule) ?? '-'].join(' ');
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
