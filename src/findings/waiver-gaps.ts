/** What keeps waivers from being judged. */
import type { Alignment } from '../alignment/alignment.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import { allGaps, comparisonGaps, unique } from './gaps.ts';

/** What keeps the waivers from being judged: whatever could not be read may be what they accept. */
export function waiverGaps(seen: Alignment): readonly Gap[] {
  if ((seen.baseline.waivers ?? []).length === 0) return [];
  return unique([...allGaps(seen), ...comparisonGaps(seen, () => true)]);
}
