/** What digests that were made under several keys leave unknown. */
import { digestKeysIn } from '../snapshot/digest.ts';
import type { Gap, Json } from '../snapshot/snapshot.ts';
import type { RowInput, Values } from './row-input.ts';

/** Digests of several keys say nothing of each other: a gap for each place that has one; none where all are of one key. */
export function digestGaps(values: Values, path: string, { present }: RowInput): ReadonlyMap<string, Gap> {
  const keys = [...values].map(([place, value]) => [place, mayHold(value) ? [...digestKeysIn(value)] : []] as const);
  if (new Set(keys.flatMap(([, own]) => own)).size < 2) return new Map();
  const gapAt = (region: string): Gap => ({
    region,
    type: present.get(region)?.type ?? '*',
    cause: 'ambiguous',
    operation: null,
    detail: 'its secret values are digests under several keys, which say nothing of each other',
    remedy: 'Set the same INFRA_PARITY_DIGEST_KEY when collecting.',
    properties: [path],
  });
  return new Map(keys.filter(([, own]) => own.length > 0).map(([place]) => [place, gapAt(place)]));
}

function mayHold(value: Json | undefined): boolean {
  return typeof value === 'string' ? value.startsWith('digest:') : typeof value === 'object' && value !== null;
}
