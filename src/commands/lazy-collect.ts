/** Loads the AWS side when it is first needed. */
import type { CollectOptions } from '../collectors/collect-options.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Reads the regions. The AWS side is loaded here, when it is first needed; what judges is not, so that the first calls go out soon. */
export async function take(options: CollectOptions): Promise<Snapshot> {
  if (options.places !== undefined) return (await import('../collectors/collect-places.ts')).collectPlaces(options);
  const { collect } = await import('../collectors/collect.ts');
  return collect(options);
}
