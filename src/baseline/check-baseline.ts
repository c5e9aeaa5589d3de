/** What the schema cannot say of a baseline. */
import ipaddr from 'ipaddr.js';
import type { Collector } from '../collectors/collector.ts';
import { documentedProperties } from '../collectors/type-page.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import { noRegion } from '../normalise/regions.ts';
import type { Baseline, Expectation } from './baseline.ts';
import { checkPlaces } from './check-places.ts';
import { checkStacks, checkWords } from './check-stacks.ts';
import { checkTypes } from './check-types.ts';
import { canonical } from './expectation.ts';
import type { Issue } from './issues.ts';
import { usageError } from './rule-settings.ts';

type Path = readonly (string | number)[];
const REGION = /^(?:\d{12}\/)?[a-z]{2,4}(?:-[a-z]+)+-\d+$/;
/** Whether a key speaks of a place and not of a role. */
const isPlace = ({ places }: Pick<Baseline, 'places'>, name: string) =>
  REGION.test(name) || (places !== undefined && Object.hasOwn(places, name));
const bare = (region: string) => region.replace(/^\d{12}\//, '');

/** What the schema cannot say: that names mean something, that nothing is said twice, that ranges and patterns are valid. */
export function checkBaseline(baseline: Baseline, collectors: readonly Collector[]): readonly Issue[] {
  return [
    ...checkNames(baseline),
    ...checkPlaces(baseline),
    ...checkRoles(baseline),
    ...(declaredPlaces(baseline) ? unaudited(baseline, declaredPlaces(baseline) ?? []) : []),
    ...checkTypes(baseline, collectors),
    ...checkComparators(baseline, collectors),
    ...checkNetworks(baseline),
    ...checkPairs(baseline),
    ...checkStacks(baseline),
    ...checkWords(baseline),
    ...checkPatterns(baseline),
    ...checkAsymmetry(baseline),
    ...checkTwice(baseline),
  ];
}

/**
 * Whether the declarations speak of audited regions only: one that does not is never judged, and nobody would notice. Those
 * that the baseline lists itself may be left out of an audit.
 *
 * @throws UsageError
 */
export function checkRegions(baseline: Baseline, audited: readonly string[]): void {
  // The reference may have come from a flag, and has a message of its own.
  const { reference: _, ...declared } = baseline;
  const issues = unaudited(declared, [...audited, ...(declaredPlaces(baseline) ?? [])]);
  const once = new Map(issues.map((issue) => [issue.path.join('.'), issue]));
  if (once.size > 0) throw usageError([...once.values()], baseline);
}

/** The places that the baseline itself lists: `places` by name and by region, or `regions`. */
function declaredPlaces({ places, regions }: Baseline): readonly string[] | undefined {
  if (places === undefined) return regions;
  return Object.entries(places).flatMap(([name, { region }]) => [name, region]);
}

function* checkNames(baseline: Baseline): Iterable<Issue> {
  const listed = (baseline.regions ?? []).map((region, at) => ({ region, path: ['regions', at] }));
  for (const { region, path } of [...listed, ...namedRegions(baseline)]) {
    if (isPlace(baseline, region) && !REGION.test(region)) continue;
    const problem = noRegion(region);
    const near = problem === null ? '' : didYouMean(region, Object.keys(baseline.places ?? {}));
    if (problem !== null) yield { path, problem: near === '' ? problem : `there is no place ${region}${near}` };
  }
}

/** Every region that a declaration names, and where. */
function* namedRegions(baseline: Baseline): Iterable<{ readonly region: string; readonly path: Path }> {
  if (baseline.reference) yield { region: baseline.reference, path: ['reference'] };
  for (const region of Object.keys(baseline.roles ?? {})) yield { region, path: ['roles', region] };
  for (const region of Object.keys(baseline.networks ?? {})) {
    if (isPlace(baseline, region)) yield { region, path: ['networks', region] };
  }
  for (const [index, { regions }] of (baseline.expect ?? []).entries()) {
    for (const [at, region] of (regions ?? []).entries()) yield { region, path: ['expect', index, 'regions', at] };
  }
  for (const [index, { only, count }] of (baseline.asymmetry ?? []).entries()) {
    for (const [at, region] of (Array.isArray(only) ? only : []).entries())
      yield { region, path: ['asymmetry', index, 'only', at] };
    for (const region of Object.keys(count ?? {})) {
      if (isPlace(baseline, region)) yield { region, path: ['asymmetry', index, 'count', region] };
    }
  }
  for (const [index, { resources }] of (baseline.pairs ?? []).entries()) {
    for (const region of Object.keys(resources)) yield { region, path: ['pairs', index, 'resources', region] };
  }
  for (const [index, stacks] of (baseline.stacks ?? []).entries()) {
    for (const region of Object.keys(stacks)) yield { region, path: ['stacks', index, region] };
  }
  for (const region of Object.keys(baseline.words ?? {})) yield { region, path: ['words', region] };
}

function unaudited(baseline: Baseline, audited: readonly string[]): readonly Issue[] {
  const known = new Set(audited.flatMap((region) => [region, bare(region)]));
  const hint = (region: string) =>
    baseline.regions ? didYouMean(region, audited) : '; if it belongs to the design, list it under regions too';
  return [...namedRegions(baseline)]
    .filter(
      ({ region }) =>
        !known.has(region) && !known.has(bare(region)) && REGION.test(region) && noRegion(region) === null,
    )
    .map(({ region, path }) => ({ path, problem: `${region} is not an audited region${hint(region)}` }));
}

function* checkRoles({ roles = {}, expect = [], asymmetry = [], ...baseline }: Baseline): Iterable<Issue> {
  const known = [...new Set(Object.values(roles))];
  const unknown = (role: string | undefined, path: Path): readonly Issue[] =>
    role === undefined || known.includes(role)
      ? []
      : [{ path, problem: `no region has the role ${role}${didYouMean(role, known)}` }];
  for (const [index, { role }] of expect.entries()) yield* unknown(role, ['expect', index, 'role']);
  for (const [index, { only, count }] of asymmetry.entries()) {
    if (only && !Array.isArray(only))
      yield* unknown((only as { role: string }).role, ['asymmetry', index, 'only', 'role']);
    for (const role of Object.keys(count ?? {})) {
      if (!isPlace(baseline, role)) yield* unknown(role, ['asymmetry', index, 'count', role]);
    }
  }
}

function* checkComparators({ comparators = {} }: Baseline, collectors: readonly Collector[]): Iterable<Issue> {
  const byType = new Map(collectors.map((collector) => [collector.type, collector]));
  for (const [type, settings] of Object.entries(comparators)) {
    const collector = byType.get(type);
    if (!collector) {
      yield {
        path: ['comparators', type],
        problem: `the properties of ${type} are not read${didYouMean(type, [...byType.keys()])}`,
      };
      continue;
    }
    const properties = documentedProperties(collector);
    const roots = new Set(properties.map((property) => property.split('.')[0]));
    for (const property of Object.keys(settings)) {
      if (roots.has(property.split('.')[0])) continue;
      yield {
        path: ['comparators', type, property],
        problem: `no property ${property} is read of ${type}${didYouMean(property, properties)}`,
      };
    }
  }
}

function* checkNetworks({ networks = {}, ...baseline }: Baseline): Iterable<Issue> {
  const invalid = (blocks: string | readonly string[], path: Path): readonly Issue[] =>
    (typeof blocks === 'string' ? [blocks] : blocks)
      .filter((block) => !ipaddr.isValidCIDR(block))
      .map((block) => ({
        path,
        problem: `${block === '' ? 'an empty text' : block} is not an address range such as 10.0.0.0/16`,
      }));
  for (const [name, value] of Object.entries(networks)) {
    if (typeof value === 'string' || Array.isArray(value)) {
      yield* invalid(value, ['networks', name]);
    } else if (!isPlace(baseline, name)) {
      yield { path: ['networks', name], problem: 'names of its own can only be given to a region' };
    } else {
      for (const [own, blocks] of Object.entries(value)) yield* invalid(blocks, ['networks', name, own]);
    }
  }
}

function* checkPairs({ pairs = [] }: Baseline): Iterable<Issue> {
  const taken = new Map<string, number>();
  for (const [index, { type, resources }] of pairs.entries()) {
    const regions = Object.keys(resources);
    const path = ['pairs', index, 'resources'];
    if (regions.length < 2) yield { path, problem: 'a pair names a resource in two regions or more' };
    for (const region of regions) {
      if (region !== bare(region) && regions.includes(bare(region))) {
        yield { path: [...path, region], problem: `${bare(region)} is named twice, with and without its account` };
      }
      const key = JSON.stringify([type, region, resources[region]]);
      const other = taken.get(key);
      if (other !== undefined)
        yield { path: [...path, region], problem: `${resources[region]} is already paired in pairs.${other}` };
      taken.set(key, index);
    }
  }
}

function* checkPatterns({ expect = [] }: Baseline): Iterable<Issue> {
  for (const [index, one] of expect.entries()) {
    yield* checkExpressions(one.properties, ['expect', index, 'properties']);
    yield* checkExpressions(one.where, ['expect', index, 'where']);
    for (const [at, { where }] of (one.related ?? []).entries())
      yield* checkExpressions(where, ['expect', index, 'related', at, 'where']);
  }
}

function* checkExpressions(expected: Expectation['where'], path: Path): Iterable<Issue> {
  for (const [property, one] of Object.entries(expected ?? {})) {
    if (one === null || typeof one !== 'object' || !('matches' in one)) continue;
    try {
      new RegExp(one.matches);
    } catch (error) {
      yield { path: [...path, property, 'matches'], problem: (error as Error).message };
    }
  }
}

function* checkAsymmetry({ asymmetry = [] }: Baseline): Iterable<Issue> {
  for (const [index, { only, count, properties, type, counterpart, stack }] of asymmetry.entries()) {
    const path = ['asymmetry', index];
    if (!only && !count && !properties) yield { path, problem: 'say what may differ: only, count or properties' };
    if (!type && !counterpart && !stack) yield { path, problem: 'say of what: type, counterpart or stack' };
  }
}

/** The same declaration again, whatever reason it gives. */
function* checkTwice(baseline: Baseline): Iterable<Issue> {
  for (const name of ['expect', 'asymmetry', 'pairs'] as const) {
    const first = new Map<string, number>();
    for (const [index, entry] of (baseline[name] ?? []).entries()) {
      const {
        why: _,
        reason: __,
        severity: ___,
        ...said
      } = entry as { why?: string; reason?: string; severity?: string };
      const text = canonical(said);
      const other = first.get(text);
      if (other !== undefined) yield { path: [name, index], problem: `this is declared already, in ${name}.${other}` };
      else first.set(text, index);
    }
  }
}
