/** What digests leave unknown: those of several keys, and those beside names that are shown elsewhere. */
import { digestKeysIn } from '../snapshot/digest.ts';
import { type Gap, GLOBAL, type Json } from '../snapshot/snapshot.ts';
import type { RowInput, Values } from './row-input.ts';

/** Places of which the digests cannot be held against the others' values, each with the reason; none where all can. */
export function digestGaps(values: Values, path: string, input: RowInput): ReadonlyMap<string, Gap> {
  if (![...values.values()].some(mayHold)) return new Map();
  const keys = [...values].map(([place, value]) => [place, mayHold(value) ? [...digestKeysIn(value)] : []] as const);
  const digested = keys.filter(([, own]) => own.length > 0).map(([place]) => place);
  const several = new Set(keys.flatMap(([, own]) => own)).size > 1;
  const why = several ? OF_SEVERAL_KEYS : whyHidden(values, digested, input);
  if (why === undefined) return new Map();
  const typeAt = (region: string) => input.present.get(region)?.type ?? '*';
  return new Map(digested.map((region) => [region, { ...why, region, type: typeAt(region), properties: [path] }]));
}

const OF_SEVERAL_KEYS = {
  cause: 'ambiguous',
  operation: null,
  detail: 'its secret values are digests under several keys, which say nothing of each other',
  remedy: 'Set the same INFRA_PARITY_DIGEST_KEY when collecting.',
} as const;

/**
 * Names that rows of stacks made are shown in variables, unless the rows of an account could not be read: what is a digest
 * for that may be the counterpart of one that is shown.
 */
function whyHidden(values: Values, digested: readonly string[], { world }: RowInput): Omit<Gap, 'region'> | undefined {
  const hasMade = ([place, value]: readonly [string, Json | undefined]) =>
    !digested.includes(place) && textsIn(value).some((text) => holdsMadeName(text, place));
  const holdsMadeName = (text: string, place: string) =>
    text.split(/[^\w-]+/).some((word) => world.references.word(word, place) !== undefined);
  if (![...values].some(hasMade)) return undefined;
  return [GLOBAL, ...digested].flatMap((place) => world.gapsOf(place, '*'))[0];
}

function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((one) => textsIn(one as Json));
}

function mayHold(value: Json | undefined): boolean {
  return typeof value === 'string' ? value.startsWith('digest:') : typeof value === 'object' && value !== null;
}
