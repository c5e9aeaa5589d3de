/** What the schema cannot say of declared properties. */
import type { Collector } from '../collectors/collector.ts';
import { documentedProperties } from '../collectors/type-page.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import type { Baseline, Expectation } from './baseline.ts';
import { type Expected, ordered } from './expectation.ts';
import type { Issue } from './issues.ts';

type Path = readonly (string | number)[];

/** What the schema cannot say of properties: that a collector reads them, and that what they are held to can be met at all. */
export function* checkProperties(baseline: Baseline, collectors: readonly Collector[]): Iterable<Issue> {
  const readOf = new Map(collectors.map((collector) => [collector.type, documentedProperties(collector)]));
  const anywhere = [...new Set([...readOf.values()].flat())];
  for (const [index, one] of (baseline.expect ?? []).entries()) {
    for (const { type, expectations, path } of declared(one, ['expect', index])) {
      for (const [property, expected] of Object.entries(expectations ?? {})) {
        const where = [...path, property];
        yield* unread(property, readOf.get(type), ` of ${type}`, where);
        if (expected !== null && typeof expected === 'object' && 'sameAs' in expected)
          yield* unread(expected.sameAs, readOf.get(type), ` of ${type}`, [...where, 'sameAs']);
        yield* unmet(expected, where);
      }
    }
    for (const [at, { type, by }] of (one.related ?? []).entries())
      yield* unread(by, readOf.get(type), ` of ${type}`, ['expect', index, 'related', at, 'by']);
  }
  for (const [index, { type, properties = [] }] of (baseline.asymmetry ?? []).entries()) {
    // Without a type it speaks of all.
    const read = type === undefined ? anywhere : readOf.get(type);
    for (const [at, property] of properties.entries())
      yield* unread(property, read, type === undefined ? '' : ` of ${type}`, ['asymmetry', index, 'properties', at]);
  }
  yield* checkPercent(baseline);
  yield* checkMeeting(baseline);
}

/** Every map of properties in an expectation, with the type that it speaks of. */
function declared(one: Expectation, path: Path) {
  return [
    { type: one.type, expectations: one.properties, path: [...path, 'properties'] },
    { type: one.type, expectations: one.where, path: [...path, 'where'] },
    ...(one.related ?? []).map(({ type, where }, at) => ({
      type,
      expectations: where,
      path: [...path, 'related', at, 'where'],
    })),
  ];
}

/**
 * Every collector names all that it reads at the top; further down only what it compares in a way of its own. So a member is
 * a mistake only where it is nearly the name of another. Of a type without a collector nothing is known.
 */
function unread(property: string, read: readonly string[] | undefined, where: string, path: Path): readonly Issue[] {
  const [root = ''] = property.split('.');
  if (read === undefined || root === 'Tags' || read.includes(property)) return [];
  const wrong = (names: readonly string[]) => ({
    path,
    problem: `no property ${property} is read${where}${didYouMean(property, names)}`,
  });
  const members = read.filter((name) => name.startsWith(`${root}.`));
  if (members.length === 0) return read.includes(root) ? [] : [wrong(read)];
  const isMistake = property !== root && !isPart(property, members) && didYouMean(property, members) !== '';
  return isMistake ? [wrong(members)] : [];
}

/** `A.B` of `A.B.C`, and the other way round. */
function isPart(property: string, names: readonly string[]): boolean {
  return names.some((name) => name.startsWith(`${property}.`) || property.startsWith(`${name}.`));
}

/** `>=x`: no value is more or less than that. */
function unmet(expected: Expected, path: Path): readonly Issue[] {
  const [sign, text] = (typeof expected === 'string' && /^(>=|<=|>|<)\s*(.+)$/.exec(expected)?.slice(1)) || [];
  if (text === undefined || ordered(text)) return [];
  const problem = `nothing is ${sign} ${text}: numbers and versions such as 15.4 have an order; {equals: …} is for a text`;
  return [{ path, problem }];
}

function* checkPercent({ comparators = {} }: Baseline): Iterable<Issue> {
  for (const [type, settings] of Object.entries(comparators)) {
    for (const [property, setting] of Object.entries(settings)) {
      const { compare, percent } = typeof setting === 'string' ? { compare: setting, percent: undefined } : setting;
      const path = ['comparators', type, property];
      if (compare === 'within' && percent === undefined)
        yield { path, problem: 'within how much? {compare: within, percent: 20}' };
      if (compare !== 'within' && percent !== undefined)
        yield { path: [...path, 'percent'], problem: `belongs to within; ${compare} has no use for it` };
    }
  }
}

/** Regions and a role of which none is the other: nothing would be held to it. */
function* checkMeeting({ roles = {}, expect = [] }: Baseline): Iterable<Issue> {
  const bare = (region: string) => region.replace(/^\d{12}\//, '');
  for (const [index, { regions, role }] of expect.entries()) {
    if (regions === undefined || role === undefined) continue;
    const having = Object.keys(roles).filter((region) => roles[region] === role);
    const meets = (region: string) => having.some((one) => one === region || bare(one) === bare(region));
    if (having.length === 0 || regions.some(meets)) continue;
    const problem = `the role ${role} is that of ${having.join(', ')}, and not of ${regions.join(', ')}`;
    yield { path: ['expect', index, 'role'], problem };
  }
}
