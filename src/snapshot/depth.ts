/** How much of a resource is known: what it is like, what it was designed to be, or only that it is there. */
import { hasProperties } from './body-text.ts';
import type { Resource } from './snapshot.ts';

/** `live`: its properties as they are; `declared`: as its template says; `presence`: nothing but its existence. */
export type Depth = 'live' | 'declared' | 'presence';

/** From the least to the most. */
const DEPTHS: readonly Depth[] = ['presence', 'declared', 'live'];

/** The depth that the reader noted on the resource; where it noted none, whether properties were read. */
export function depthOf(resource: Resource): Depth {
  const { depth } = resource as { readonly depth?: Depth };
  return depth ?? (hasProperties(resource) ? 'live' : 'presence');
}

/** What is compared with each other is compared as deep as the least known of them; null for none. */
export function leastDepth(depths: Iterable<Depth>): Depth | null {
  let least: number | null = null;
  for (const depth of depths) {
    const rank = DEPTHS.indexOf(depth);
    if (least === null || rank < least) least = rank;
  }
  return least === null ? null : (DEPTHS[least] ?? null);
}
