/** What a run is to do: baseline, selection, access. */
import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Baseline } from '../baseline/baseline.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { checkEndpoints } from '../collectors/aws/endpoints.ts';
import type { CollectOptions } from '../collectors/collect-options.ts';
import { makeScope } from '../collectors/discovery/scope.ts';
import { collectors } from '../collectors/index.ts';
import { packageFile } from '../common/package-file.ts';
import { UsageError } from '../common/usage-error.ts';
import { visible } from '../report/escape.ts';
import type { Selection, Snapshot } from '../snapshot/snapshot.ts';
import type { FilterFlags } from './filter-options.ts';
import type { Io } from './io.ts';
import {
  type AccessFlags,
  externalIdOf,
  type JudgeFlags,
  type RegionFlags,
  type ScopeFlags,
  type WitnessFlag,
} from './options.ts';
import { pathOf } from './output.ts';
import { checkRegion } from './parse.ts';
import { accessOfPlaces, withPlaces } from './places.ts';
import { watch } from './progress.ts';
import { type Named, named } from './same-file.ts';
import { unknownPatterns } from './unknown-pattern.ts';

/** Where the declarations stand: the files named, else those found, else null. */
type Declared = { readonly baseline: string | null; readonly waivers: string | null };

async function declaredFiles(
  flags: Pick<JudgeFlags, 'baseline' | 'waivers'>,
  io: Io,
  note?: (text: string) => void,
): Promise<Declared> {
  if (flags.baseline === false) return { baseline: null, waivers: flags.waivers ?? null };
  const { findBaseline } = await import('../baseline/baseline-file.ts');
  const { findWaivers } = await import('../baseline/waiver-file.ts');
  const baseline = flags.baseline ?? findBaseline(io.cwd, note);
  const beside = () => findWaivers(io.cwd, baseline === null ? null : resolve(io.cwd, baseline), note);
  return { baseline, waivers: flags.waivers ?? beside() };
}

/** The accepted state that the flag names, else the one beside the baseline or, without one, here or above; null for none. */
export async function adoptedFile(
  flags: Pick<JudgeFlags, 'baseline'> & { readonly adopted?: string },
  io: Io,
): Promise<string | null> {
  if (flags.adopted !== undefined) return flags.adopted;
  if (flags.baseline === false) return null;
  const { findAdopted } = await import('../baseline/adopted-file.ts');
  const { baseline } = await declaredFiles(flags, io);
  return findAdopted(io.cwd, baseline === null ? null : resolve(io.cwd, baseline), noteOn(io));
}

/** Tells of declarations that are there and not obeyed. */
export function noteOn(io: Io): (text: string) => void {
  return (text) => io.stderr.write(`infra-parity: ${visible(text)}\n`);
}

/** The file of a baseline that ships, `builtin:landing-zone`; null for a path of the user's. @throws UsageError for one that does not */
function shippedBaseline(name: string): string | null {
  if (!name.startsWith('builtin:')) return null;
  const file = packageFile(`fixtures/baselines/${name.slice('builtin:'.length)}.yaml`);
  if (/^builtin:[a-z-]+$/.test(name) && existsSync(file)) return file;
  throw new UsageError(`--baseline ${name}`, 'there is no such baseline; builtin:landing-zone is one');
}

/** The same for `needApart`. */
export async function declarations(flags: Pick<JudgeFlags, 'baseline' | 'waivers'>, io: Io): Promise<readonly Named[]> {
  const { baseline, waivers } = await declaredFiles(flags, io);
  return named({ '--baseline': baseline, '--waivers': waivers });
}

/** The declared expectations: the file named, the one found, or none. Loaded only now: YAML and the schema cost a start. */
export async function baselineOf(flags: Pick<JudgeFlags, 'baseline' | 'waivers'>, io: Io): Promise<Baseline> {
  const { baseline: found, waivers } = await declaredFiles(flags, io, noteOn(io));
  if (found === null) return withWaiversOf(emptyBaseline(), waivers, io);
  const { readBaseline } = await import('../baseline/baseline-file.ts');
  const { rules } = await import('../rules/index.ts');
  const shown = flags.baseline || relative(io.cwd, found);
  return withWaiversOf(
    readBaseline(shippedBaseline(found) ?? pathOf(found, io), { collectors, rules }, shown),
    waivers,
    io,
  );
}

/** The baseline with the waivers of a file of their own. */
async function withWaiversOf(baseline: Baseline, file: string | null | undefined, io: Io): Promise<Baseline> {
  if (file === null || file === undefined) return baseline;
  const { readWaivers, withWaivers } = await import('../baseline/waiver-file.ts');
  const { rules } = await import('../rules/index.ts');
  const shown = isAbsolute(file) ? relative(io.cwd, file) : file;
  return withWaivers(baseline, readWaivers(resolve(io.cwd, file), rules, shown), rules);
}

/** A region, or the name of a place; whether it is audited is told by `needRegions`. */
function referenceOf({ reference }: JudgeFlags, { places }: Baseline): string | undefined {
  if (reference === undefined || (places !== undefined && Object.hasOwn(places, reference))) return reference;
  return checkRegion('--reference', reference);
}

/** The baseline with what the flags say instead: they win. */
export function withFlags(given: Baseline, flags: JudgeFlags & Pick<FilterFlags, 'place'>): Baseline {
  const baseline = withPlaces(given, flags.place);
  const reference = referenceOf(flags, baseline);
  return {
    ...baseline,
    ...(reference !== undefined && { reference }),
    ...(!flags.defaultExpectations && { defaultExpectations: false }),
    ...(flags.failOn !== undefined && { failOn: flags.failOn }),
    ...(flags.strict && { strict: true }),
  };
}

/** Stacks and tags of the flags replace those of the baseline together, for together they say what is in scope; types each for itself. */
export function selectionOf(flags: ScopeFlags, baseline: Baseline): Selection {
  const { select } = baseline;
  const membership = flags.stackPrefix !== undefined || flags.tag !== undefined;
  const declared = Object.entries(select?.tags ?? {}).map(([key, value]): [string, readonly string[]] => [
    key,
    typeof value === 'string' ? [value] : value,
  ]);
  return {
    stackPrefixes: (membership ? flags.stackPrefix : select?.stackPrefixes) ?? [],
    tags: (membership ? flags.tag : Object.fromEntries(declared)) ?? {},
    types: flags.type ?? select?.types ?? [],
    excludeTypes: flags.excludeType ?? select?.excludeTypes ?? [],
  };
}

/** A snapshot is judged as it was read: where the baseline would have read something else, that is said. */
export function sayOtherSelection(snapshot: Snapshot, baseline: Baseline, io: Io): void {
  if (baseline.select === undefined) return;
  const inWords = ({ stackPrefixes, tags, types, excludeTypes }: Selection) =>
    [
      ...[...stackPrefixes].sort().map((prefix) => `--stack-prefix ${prefix}`),
      ...Object.entries(tags)
        .map(([key, values]) => `--tag ${key}=${[...values].sort().join('|')}`)
        .sort(),
      ...[...types].sort().map((type) => `--type ${type}`),
      ...[...excludeTypes].sort().map((type) => `--exclude-type ${type}`),
    ].join(' ');
  const [declared, read] = [inWords(selectionOf({}, baseline)), inWords(snapshot.header.selection)];
  if (declared === read) return;
  const as = read === '' ? 'without a selection' : `with ${read}`;
  io.stderr.write(
    `infra-parity: ${visible(`${baseline.place(['select'])}: the snapshot was read ${as} and is judged as it is, not by select`)}\n`,
  );
}

/** The regions of the flags, else of the baseline. */
export function regionsOf(flags: RegionFlags, baseline: Baseline): readonly string[] | 'all' {
  if (flags.allRegions) return 'all';
  const regions = flags.regions ?? baseline.regions;
  if (regions === undefined) {
    throw new UsageError('--regions', 'no regions are given; add --regions us-east-1,eu-central-1 or --all-regions');
  }
  const excluded = flags.excludeRegion ?? [];
  const left = regions.filter((region) => !excluded.includes(region));
  if (left.length === 0) throw new UsageError('--exclude-region', 'leaves no region to read');
  return left;
}

/** One region alone is at parity with nothing: it needs a baseline to be held to. `where` = the flag that gave the regions. */
export function needTwo(where: string, regions: readonly string[], baseline: Baseline): void {
  if (regions.length > 1 || baseline.file !== null) return;
  throw new UsageError(
    where,
    `${regions.join('')} is one ${where === '--place' ? 'place' : 'region'}; give two or more, or a baseline to hold it to (infra-parity init)`,
  );
}

/** The reference must be one of the regions audited, and declarations must speak of these, or of those that the baseline lists. */
export async function needRegions(baseline: Baseline, regions: readonly string[]): Promise<void> {
  const { reference } = baseline;
  if (reference !== undefined && !regions.includes(reference)) {
    throw new UsageError(
      baseline.place(['reference']) ?? '--reference',
      `${reference} is not among the regions audited: ${regions.join(', ')}`,
    );
  }
  if (baseline.file === null) return;
  const { checkRegions } = await import('../baseline/check-baseline.ts');
  checkRegions(baseline, regions);
}

/** What `collect` is asked for, with the progress on stderr. */
export function collectOptions(
  flags: AccessFlags & RegionFlags & ScopeFlags & WitnessFlag,
  baseline: Baseline,
  io: Io,
): { readonly options: CollectOptions; readonly stop: () => void } {
  const progress = watch(io, flags.quiet === true);
  const { profile, roleArn, requestTimeout } = flags;
  const externalId = externalIdOf(flags, io.env);
  const isOfPlace = Object.values(baseline.places ?? {}).some((place) => place.roleArn !== undefined);
  if (externalId !== undefined && roleArn === undefined && !isOfPlace) {
    throw new UsageError('--external-id', 'belongs to a role; add --role-arn');
  }
  const selection = selectionOf(flags, baseline);
  // A mistyped type or address is found before the first call.
  makeScope(selection, collectors);
  checkEndpoints(io.env);
  if (!flags.quiet)
    for (const line of unknownPatterns(selection.excludeTypes)) io.stderr.write(`infra-parity: ${visible(line)}\n`);
  const places = accessOfPlaces(flags, baseline, io.env);
  const options: CollectOptions = {
    ...(places !== null && { places }),
    regions: places?.map(({ name }) => name) ?? regionsOf(flags, baseline),
    ...(flags.excludeRegion !== undefined && { excludeRegions: flags.excludeRegion }),
    selection,
    ...(flags.depth !== undefined && { depth: flags.depth }),
    collectors,
    ...(profile !== undefined && { profile }),
    ...(roleArn !== undefined && { roleArn }),
    ...(externalId !== undefined && { externalId }),
    ...(requestTimeout !== undefined && { requestTimeout }),
    ...(flags.witness === false && { witness: false }),
    ...(flags.readiness && { readiness: true }),
    now: io.now,
    signal: io.signal,
    onEvent: progress.onEvent,
  };
  return { options, stop: progress.stop };
}
