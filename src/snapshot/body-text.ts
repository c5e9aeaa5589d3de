/** The unparsed middle of a resource's line, parsed when it is first asked for. */
import type { Resource } from './snapshot.ts';

/** Under which a reader leaves the text of a resource's body. A symbol, so that no walk over members meets it. */
export const BODY_TEXT = Symbol('body text');
/** Under which the reader's resource keeps the one whose body, which is the same, is parsed for both. */
export const TWIN = Symbol('twin');

type Read = Resource & { readonly [BODY_TEXT]?: string; [TWIN]?: Resource | null };

/**
 * The JSON text of properties, gaps and tags, where it is one and the same for all of these resources; null where it
 * differs, or is not known because they were not read from a file. Costs no parsing; what is the same is parsed once.
 */
export function sharedBodyText(resources: Iterable<Resource>): string | null {
  let first: Read | undefined;
  for (const resource of resources as Iterable<Read>) {
    const text = resource[BODY_TEXT];
    if (text === undefined || (first !== undefined && text !== first[BODY_TEXT])) return null;
    first ??= resource;
  }
  if (first === undefined) return null;
  for (const resource of resources as Iterable<Read>) if (resource !== first) resource[TWIN] = first;
  return first[BODY_TEXT] as string;
}

const NO_PROPERTIES = '"properties":null';

/** Whether properties were read at all, known without parsing them. */
export function hasProperties(resource: Resource): boolean {
  const text = (resource as Read)[BODY_TEXT];
  return text === undefined ? resource.properties !== null : !text.startsWith(NO_PROPERTIES);
}

/** Whether a text may stand in a resource's body: true where only parsing would tell. */
export function mayHold(resource: Resource, text: string): boolean {
  return (resource as Read)[BODY_TEXT]?.includes(text) ?? true;
}

/** What a body holds, as JSON each. */
export type Parts = { readonly properties: string; readonly tags: string };

const UNREAD = '"unread":';
const WHOLLY_READ = '},"unread":{},"tags":';

/**
 * The JSON of properties and of tags, where nothing is unread; null where something is. No string of JSON can hold the text
 * looked for, as its quotes would be escaped; a second member that is called `unread` makes this null too.
 */
export function partsOf(body: string): Parts | null {
  const end = endOfProperties(body);
  if (end < 0) return null;
  return {
    properties: body.slice('"properties":'.length, end),
    tags: body.slice(end - 1 + WHOLLY_READ.length),
  };
}

/** The JSON of the tags, where it is the same for all of these resources and nothing of them is unread; else null. */
export function sharedTagsText(resources: Iterable<Resource>): string | null {
  let shared: string | undefined;
  for (const resource of resources as Iterable<Read>) {
    const tags = partsOf(resource[BODY_TEXT] ?? '')?.tags;
    if (tags === undefined || (shared !== undefined && tags !== shared)) return null;
    shared = tags;
  }
  return shared ?? null;
}

/** Properties were read, and nothing failed. */
export function isWhollyRead(body: string): boolean {
  return endOfProperties(body) >= 0;
}

function endOfProperties(body: string): number {
  const at = body.indexOf(UNREAD);
  return body.startsWith(WHOLLY_READ, at - 2) && body.indexOf(UNREAD, at + 1) < 0 ? at - 1 : -1;
}
