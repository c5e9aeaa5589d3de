/** Regions from which nothing comes: when one is given up, and what an error means there. */
import { regionNamed } from '../normalise/regions.ts';
import { classify, type Meaning } from './aws/errors.ts';
import type { Collection } from './collection.ts';

/** Services that must be silent, and nothing else answer, before a region is taken for unreachable. */
const SILENT_SERVICES = 3;

/** Ends the calls of a region from which nothing comes, so that not each of them waits its time. */
export function giveUpOn(collection: Collection, region: string, error: unknown): void {
  const { traffic } = collection.clients;
  if (collection.lost.has(region) || traffic.answered.has(region)) return;
  if ((traffic.silent.get(region)?.size ?? 0) < SILENT_SERVICES) return;
  lose(collection, region, 'unreachable', error);
}

/** Ends every call of a region, and says why nothing of it is known. */
export function lose(collection: Collection, region: string, state: 'disabled' | 'unreachable', error: unknown): void {
  if (collection.lost.has(region)) return;
  collection.lost.set(region, { state, error });
  collection.clients.abort(region, new Error(`the region ${region} is ${state}`));
}

/** What an error means there: credentials that are good elsewhere are refused where a region is not enabled. */
export function meaningIn(collection: Collection, region: string, error: unknown): Meaning {
  const meaning = classify(error);
  if (meaning !== 'credentials') return meaning;
  const enabled = collection.enabled?.get(region);
  const known = collection.enabled !== null || collection.caller.account === '';
  const disabled = enabled === false || (!known && regionNamed(region)?.optIn === true);
  return disabled ? 'disabled' : 'credentials';
}
