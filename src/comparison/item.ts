/** A resource where it counts. */
import type { Resource } from '../snapshot/snapshot.ts';

/** A resource and the audited place it counts for. */
export type Item = { readonly resource: Resource; readonly place: string };
