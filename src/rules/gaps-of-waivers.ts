import type { Gap } from '../collectors/snapshot.ts';
import type { Alignment } from './alignment.ts';
import { allGaps, comparisonGaps, unique } from './gaps.ts';

/** What keeps the waivers from being judged: whatever could not be read may be what they accept. */
export function waiverGaps(seen: Alignment): readonly Gap[] {
  if ((seen.baseline.waivers ?? []).length === 0) return [];
  return unique([...allGaps(seen), ...comparisonGaps(seen, () => true)]);
}
