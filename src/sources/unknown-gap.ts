/** A gap of what a source does not tell. */
import type { Gap } from '../snapshot/snapshot.ts';

/** @param detail why it is not known, as the end of a sentence */
export function unknownGap(region: string, type: string, detail: string, remedy = REMEDY): Gap {
  return { region, type, cause: 'failed', operation: null, detail, remedy };
}

const REMEDY = 'Give the source what it lacks, or audit what is deployed.';
