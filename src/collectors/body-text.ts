import type { Resource } from './snapshot.ts';

/** Under which a reader leaves the text of a resource's body. A symbol, so that no walk over members meets it. */
export const BODY_TEXT = Symbol('body text');

type Read = Resource & { readonly [BODY_TEXT]?: string };

/**
 * The JSON text of properties, gaps and tags, where it is one and the same for all of these resources; null where it
 * differs, or is not known because they were not read from a file. Costs no parsing.
 */
export function sharedBodyText(resources: Iterable<Resource>): string | null {
  let shared: string | undefined;
  for (const resource of resources) {
    const text = (resource as Read)[BODY_TEXT];
    if (text === undefined || (shared !== undefined && text !== shared)) return null;
    shared = text;
  }
  return shared ?? null;
}
