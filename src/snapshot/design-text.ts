/** What a source made a resource from: where that is one text in two places, nothing that it says differs. */
import { hasProperties, mayHold } from './body-text.ts';
import type { Resource } from './snapshot.ts';

/**
 * Under which a source leaves what a resource is made from, with all that decides on it but region, account and the stack's
 * name; null = more than that decides. A symbol, so that no walk over members meets it.
 */
export const DESIGN_TEXT = Symbol('design text');

/**
 * Under which a source leaves the properties that other resources of its template have a share in: the design of the resource itself
 * is not all that they will be.
 */
export const SHARED_PROPERTIES = Symbol('shared properties');

/** Under which a source leaves whether a text, or a property, may come to be there at all; told without an evaluation. */
export const MAY_SAY = Symbol('may say');
export const MAY_HAVE = Symbol('may have');

type Made = Resource & {
  readonly [SHARED_PROPERTIES]?: readonly string[];
  readonly [MAY_SAY]?: (this: unknown, text: string) => boolean;
  readonly [MAY_HAVE]?: (this: unknown, property: string) => boolean;
} & { readonly [DESIGN_TEXT]?: ((this: unknown) => string | null) | undefined };

/** Whether a resource is known as a source designs it, and not as it is. Costs no evaluation. */
export function isDesigned(resource: Resource): boolean {
  if (resource.depth !== 'declared') return false;
  return (resource as Made)[DESIGN_TEXT] !== undefined || hasProperties(resource);
}

/** The text that all of these are made from; null where it differs, or is not known. */
export function sharedDesignText(resources: Iterable<Resource>): string | null {
  let shared: string | null = null;
  for (const resource of resources as Iterable<Made>) {
    const text = resource[DESIGN_TEXT]?.call(resource) ?? null;
    if (text === null || (shared !== null && text !== shared)) return null;
    shared = text;
  }
  return shared;
}

/** Whether all that decides on a resource is known, so that nothing of it is unread; false = it takes a closer look. */
export function isCertain(resource: Resource): boolean {
  const text = (resource as Made)[DESIGN_TEXT];
  return text !== undefined && text.call(resource) !== null;
}

/** Whether others have a share in a property, which the design of the resource itself does not hold. */
export function isShared(resource: Resource, property: string): boolean {
  return (resource as Made)[SHARED_PROPERTIES]?.includes(property) === true;
}

/** Whether a text may stand in the properties of a resource: false is certain, true where only a closer look would tell. */
export function maySay(resource: Resource, text: string): boolean {
  return mayHold(resource, text) && ((resource as Made)[MAY_SAY]?.call(resource, text) ?? true);
}

/** Whether a resource may have a property: false is certain, true where only a closer look would tell. */
export function mayHave(resource: Resource, property: string): boolean {
  return (resource as Made)[MAY_HAVE]?.call(resource, property) ?? true;
}
