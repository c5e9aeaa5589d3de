/** Reads a resource's line of a snapshot file; what it holds in its middle is parsed when it is first asked for. */
import { BODY_TEXT, isWhollyRead, partsOf, TWIN } from './body-text.ts';
import { damaged, parse } from './line-json.ts';
import { bodyProblem, isEvidence, LONGEST_NAME, propertiesProblem, resourceProblem, tagsProblem } from './lines.ts';
import type { Resource } from './snapshot.ts';

/** What a resource's line holds in its middle, parsed when first asked for. */
type Body = Pick<Resource, 'properties' | 'unread' | 'tags'>;
const TAIL = ',"region":"';
/**
 * A resource's line as `formatSnapshot` writes it, up to its body and from its body on, where no text needs unescaping. A regular
 * expression takes a third of the time of JSON.parse for that. Every other line is parsed as JSON.
 */
const TEXT = '"([^"\\\\\\0-\\x1f]*)"';
const TEXT_OR_NULL = `(?:null|${TEXT})`;
const HEAD_LINE = new RegExp(
  `^\\{"type":${TEXT},"stack":${TEXT_OR_NULL},"logicalId":${TEXT_OR_NULL},"name":${TEXT_OR_NULL},"selected":(true|false),"evidence":(\\[[a-z",]*\\]),"properties":`,
);
const DEPTH = `(?:,"depth":"(live|declared|presence)")?(?:,"depthReason":${TEXT})?`;
const TAIL_LINE = new RegExp(
  `^,"region":${TEXT}(?:,"stackRegion":${TEXT})?,"id":${TEXT},"arn":${TEXT_OR_NULL}${DEPTH}\\}$`,
);
const BODY_BEGINS = '"properties":'.length;

/**
 * The head and the tail of a line are read, the long middle is kept as text. No string of JSON can hold `,"region":"`, for
 * its quotes would be escaped; so the last one is the member that `formatSnapshot` wrote, or the tail does not match. A line
 * with anything out of the ordinary (escapes, another order of members) is parsed whole.
 */
export function readResource(path: string, line: number, text: string): Resource {
  const head = HEAD_LINE.exec(text);
  const end = text.lastIndexOf(TAIL);
  const tail = head !== null && end > head[0].length ? TAIL_LINE.exec(text.slice(end)) : null;
  if (head === null || tail === null || head[0].length > LONGEST_NAME || text.length - end > LONGEST_NAME)
    return parseResource(path, line, text);
  // Written out: destructuring and spreading cost more here than all the rest.
  const read = {
    type: repeated(head[1] as string, 0),
    stack: head[2] === undefined ? null : repeated(head[2], 1),
    logicalId: head[3] ?? null,
    name: head[4] ?? null,
    selected: head[5] === 'true',
    evidence: evidenceOf(path, line, head[6] as string),
    region: repeated(tail[1] as string, 2),
    id: tail[3] as string,
    arn: tail[4] ?? null,
    [BODY_TEXT]: text.slice(head[0].length - BODY_BEGINS, end),
    [TWIN]: null,
    [PATH]: path,
    [LINE]: line,
    [PROPERTIES]: undefined,
    [TAGS]: undefined,
    [UNREAD]: undefined,
  };
  const resource = Object.defineProperties(read as typeof read & Resource, LAZY);
  if (tail[2] !== undefined) Object.assign(resource, { stackRegion: tail[2] });
  if (tail[5] !== undefined) Object.assign(resource, { depth: tail[5] });
  if (tail[6] !== undefined) Object.assign(resource, { depthReason: tail[6] });
  return resource;
}

const before: string[] = [];

/** The same string as in the line before, where it says the same: one string is kept and compared faster than many. */
function repeated(text: string, member: number): string {
  const last = before[member];
  if (last === text) return last;
  before[member] = text;
  return text;
}

// Where the members that are parsed late find what they need. Symbols, so that no walk over members meets them.
const PATH = Symbol('path');
const LINE = Symbol('line');
const PROPERTIES = Symbol('properties');
const TAGS = Symbol('tags');
const UNREAD = Symbol('unread');
type Lazy = {
  readonly [BODY_TEXT]: string;
  readonly [TWIN]: Lazy | null;
  readonly [PATH]: string;
  readonly [LINE]: number;
  [PROPERTIES]: Body['properties'] | undefined;
  [TAGS]: Body['tags'] | undefined;
  [UNREAD]: Body['unread'] | undefined;
};
// The same functions for every resource: with closures of its own each would weigh and cost twice as much.
const LAZY: PropertyDescriptorMap & ThisType<Lazy> = {
  properties: { enumerable: true, configurable: true, get: propertiesOf },
  unread: { enumerable: true, configurable: true, get: unreadOf },
  tags: { enumerable: true, configurable: true, get: tagsOf },
};

function propertiesOf(this: Lazy): Body['properties'] {
  const own = this[TWIN] ?? this;
  if (own[PROPERTIES] === undefined) parseMember(own, PROPERTIES);
  return own[PROPERTIES] as Body['properties'];
}

function unreadOf(this: Lazy): Body['unread'] {
  const own = this[TWIN] ?? this;
  if (own[UNREAD] === undefined) own[UNREAD] = isWhollyRead(own[BODY_TEXT]) ? NOTHING : parseBody(own).unread;
  return own[UNREAD];
}

function tagsOf(this: Lazy): Body['tags'] {
  const own = this[TWIN] ?? this;
  if (own[TAGS] === undefined) parseMember(own, TAGS);
  return own[TAGS] as Body['tags'];
}

const NOTHING: Body['unread'] = {};

/** The one member where the text tells where it is, else the whole body. */
function parseMember(resource: Lazy, member: typeof PROPERTIES | typeof TAGS): void {
  const { [BODY_TEXT]: text, [PATH]: path, [LINE]: line } = resource;
  const parts = partsOf(text);
  if (parts === null) {
    parseBody(resource);
    return;
  }
  resource[UNREAD] = NOTHING;
  if (member === PROPERTIES) resource[PROPERTIES] = readMember(path, line, parts.properties, propertiesProblem);
  else resource[TAGS] = parts.tags === 'null' ? null : readMember(path, line, parts.tags, tagsProblem);
}

function readMember<T>(path: string, line: number, text: string, problemOf: (value: unknown) => string | null): T {
  const value = parse(path, line, text);
  const problem = problemOf(value);
  if (problem !== null) throw damaged(path, line, problem);
  return value as T;
}

function parseBody(resource: Lazy): Body {
  const { [BODY_TEXT]: text, [PATH]: path, [LINE]: line } = resource;
  const body = parse(path, line, `{${text}}`) as Body;
  const problem = bodyProblem(body);
  if (problem !== null) throw damaged(path, line, problem);
  resource[PROPERTIES] = body.properties;
  resource[TAGS] = body.tags;
  resource[UNREAD] = body.unread;
  return body;
}

const evidences = new Map<string, Resource['evidence']>();

function evidenceOf(path: string, line: number, text: string): Resource['evidence'] {
  const known = evidences.get(text);
  if (known !== undefined) return known;
  const { evidence } = parse(path, line, `{"evidence":${text}}`) as { readonly evidence: unknown };
  if (!isEvidence(evidence)) throw damaged(path, line, 'it does not say how it was selected');
  evidences.set(text, evidence);
  return evidence;
}

function parseResource(path: string, line: number, text: string): Resource {
  const resource = parse(path, line, text) as Partial<Resource>;
  const problem = resourceProblem(resource);
  if (problem !== null) throw damaged(path, line, problem);
  return resource as Resource;
}
