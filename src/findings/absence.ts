/** Why a region lacks a resource, as far as the template and the state of its stack tell. */
import type { Alignment, Row } from '../alignment/alignment.ts';
import { presenceCause } from '../comparison/design-causes.ts';
import { type Designs, designsOf, type OwnDesign } from '../comparison/designs.ts';
import type { Resource, StackDesign } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import { causeWords } from './design-words.ts';
import type { FindingCause } from './finding.ts';

export type Absence = { readonly words: string; readonly cause?: FindingCause };

/** A stack that never came to its end has not made all that it was to make. */
const UNFINISHED =
  /^(?:REVIEW_IN_PROGRESS|CREATE_(?:IN_PROGRESS|FAILED)|ROLLBACK_.*|UPDATE_IN_PROGRESS|UPDATE_ROLLBACK_.*|UPDATE_FAILED)$/;

/**
 * Why these regions have no resource of the row; undefined where nothing certain says so. The same reason is told once, and it
 * is the cause where it is that of all.
 */
export function absenceIn(row: Row, regions: readonly string[], seen: Alignment): Absence | undefined {
  const found = regions.map((region) => absenceOf(row, region, seen));
  const told = found.filter((one) => one !== undefined);
  if (told.length === 0) return undefined;
  const words = [...new Set(told.map((one) => one.words))].join(', ');
  const causes = found.map((one) => one?.cause);
  const [first] = causes;
  const isOne = first !== undefined && causes.every((one) => one?.kind === first.kind && one.name === first.name);
  if (!isOne) return { words };
  return { words, cause: { ...first, values: Object.assign({}, ...causes.map((one) => one?.values)) } };
}

function absenceOf(row: Row, region: string, seen: Alignment): Absence | undefined {
  const [place, resource] = madeByStack(row) ?? [];
  if (place === undefined || resource === undefined) return undefined;
  const designs = designsOf(seen.snapshot);
  const stack = counterpartStack(place, resource.stack as string, region, seen, designs);
  if (stack === null) return undefined;
  if (stack === 'absent') return notDeployed(resource.stack as string, place, region);
  const { name, status, design } = stack;
  const own = designs.of(resource);
  const logicalId =
    design === undefined ? undefined : idIn(design, resource.logicalId as string, [place, region], seen);
  const there = design === undefined || logicalId === undefined ? undefined : design.resources[logicalId];
  if (design !== undefined && there?.presence === 'absent')
    return leftOut(
      there.condition ?? '',
      { place, own },
      { place: region, stack: design, logicalId: logicalId as string },
    );
  if (
    design !== undefined &&
    there === undefined &&
    logicalId === undefined &&
    design.open === null &&
    own !== undefined
  )
    return notInTemplate(name, own, { place, region });
  const isMade = there?.id !== undefined;
  if (!isMade && there?.presence !== 'unknown' && UNFINISHED.test(status))
    return {
      words: `stack ${name} is ${status} in ${region} and has not made it`,
      cause: stackCause(name, region, status),
    };
  return undefined;
}

/** One that a stack made, and where. */
function madeByStack(row: Row): readonly [string, Resource] | undefined {
  for (const [place, cell] of row.cells)
    if (cell.state === 'present' && cell.resource.stack !== null && cell.resource.logicalId !== null)
      return [cell.resource.stackRegion ?? place, cell.resource];
  return undefined;
}

type Stack = { readonly name: string; readonly status: string; readonly design: StackDesign | undefined };

/** The stack that is there what this one is here; null where that is not known. */
function counterpartStack(
  place: string,
  name: string,
  region: string,
  { rows }: Alignment,
  designs: Designs,
): Stack | 'absent' | null {
  for (const { type, cells } of rows) {
    const cell = type === STACK ? cells.get(place) : undefined;
    if (cell?.state !== 'present' || cell.resource.name !== name) continue;
    const there = cells.get(region);
    if (there?.state === 'absent') return 'absent';
    if (there?.state !== 'present') return null;
    const { name: called, properties } = there.resource;
    const status = String(properties?.StackStatus ?? '');
    return { name: called ?? name, status, design: designs.stack(region, called ?? name) };
  }
  return null;
}

function notDeployed(name: string, place: string, region: string): Absence {
  const cause: FindingCause = {
    kind: 'stack',
    name,
    stack: name,
    values: { [place]: name, [region]: null },
    through: [],
  };
  return { words: `stack ${name} is not deployed in ${region}`, cause };
}

function stackCause(name: string, region: string, status: string): FindingCause {
  return { kind: 'stack', name, stack: name, values: { [region]: status }, through: [] };
}

function leftOut(
  condition: string,
  here: { readonly place: string; readonly own: OwnDesign | undefined },
  there: { readonly place: string; readonly stack: StackDesign; readonly logicalId: string },
): Absence {
  const words = `condition ${condition} leaves it out in ${there.place}`;
  if (here.own === undefined) return { words };
  const cause = presenceCause({ place: here.place, own: here.own }, there);
  if (cause === undefined) return { words };
  return { words: cause.kind === 'condition' ? words : `${words} (${causeWords({ ...cause, through: [] })})`, cause };
}

function notInTemplate(name: string, own: OwnDesign, { place, region }: { place: string; region: string }): Absence {
  const values = { [place]: own.logicalId, [region]: null };
  const cause: FindingCause = { kind: 'template', name: own.logicalId, stack: name, values, through: [] };
  return { words: `the template of stack ${name} in ${region} does not have it`, cause };
}

/** Its logical id there: the same, or one that differs by the names of the regions only. */
function idIn(design: StackDesign, logicalId: string, places: readonly string[], seen: Alignment): string | undefined {
  if (Object.hasOwn(design.resources, logicalId)) return logicalId;
  const regions = places.map((one) => seen.places.find(({ name }) => name === one)?.region ?? one);
  const plain = (text: string) =>
    regions.reduce((told, region) => told.replaceAll(region.replaceAll('-', ''), ''), text.toLowerCase());
  return Object.keys(design.resources).find((one) => plain(one) === plain(logicalId));
}
