/** Reads one snapshot file. */
import { linesIn, linesOf } from '../common/read-lines.ts';
import { UsageError } from '../common/usage-error.ts';
import { BODY_TEXT, isWhollyRead, partsOf, TWIN } from './body-text.ts';
import { checkCounts, doubled, type Expected, lacksObservations } from './counts.ts';
import { damaged, parse } from './line-json.ts';
import {
  bodyProblem,
  designProblem,
  headerProblem,
  isEvidence,
  LONGEST_NAME,
  observationProblem,
  propertiesProblem,
  resourceProblem,
  tagsProblem,
} from './lines.ts';
import { beginsReport } from './report-sign.ts';
import type { Header, Observation, Resource, Snapshot, StackDesign } from './snapshot.ts';
import { isDesignLine, lazyDesign } from './stack-design.ts';

/** What a resource's line holds in its middle, parsed when first asked for. */
type Body = Pick<Resource, 'properties' | 'unread' | 'tags'>;

const SCHEMA_VERSION = 1;
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
 * Reads one file of `formatSnapshot`, packed by gzip or not. Resources' properties, gaps and tags are parsed when they are first read.
 *
 * @param bytes what it holds, where it was read already
 */
export function readSnapshot(path: string, bytes?: Buffer): Snapshot {
  let header: HeaderRead | null = null;
  const observations: Observation[] = [];
  const expected = new Map<string, Expected>();
  const designs: StackDesign[] = [];
  const resources: Resource[] = [];
  let number = 0;
  for (const written of bytes === undefined ? linesOf(path) : linesIn(path, bytes)) {
    number += 1;
    if (written.trim() === '') continue;
    const line = inOurForm(path, number, written);
    if (header === null) header = readHeader(path, number, line);
    else if (line.startsWith('{"kind":"observation"')) {
      const { kind: _kind, resources: count, ...observation } = readObservation(path, number, line);
      observations.push(observation);
      const key = `${observation.region} ${observation.type}`;
      const first = expected.get(key);
      if (first !== undefined) throw doubled(path, number, key, first.line);
      expected.set(key, { count, line: number });
    } else if (isDesignLine(line)) designs.push(readDesign(path, number, line));
    else resources.push(readResource(path, number, line));
  }
  if (header === null) throw new UsageError(path, 'the file is empty; write it again with infra-parity collect');
  const { count, ...told } = header;
  if (expected.size !== count) throw lacksObservations(path, number, expected.size, count);
  checkCounts(path, number, expected, resources);
  return { header: told, observations, ...(designs.length > 0 && { designs }), resources };
}

/** As `formatSnapshot` writes it. What another program wrote (with spaces, with its members sorted) says the same. */
function inOurForm(path: string, number: number, text: string): string {
  if (text.startsWith('{"type":"') || text.startsWith('{"kind":"') || number === 1) return text;
  const line = parse(path, number, text) as { readonly [member: string]: unknown };
  const { kind, ...rest } = line;
  return JSON.stringify(kind === undefined ? line : { kind, ...rest });
}

function readDesign(path: string, number: number, text: string): StackDesign {
  return lazyDesign(text, (line) => {
    const design = parse(path, number, line);
    const problem = designProblem(design);
    if (problem !== null) throw damaged(path, number, problem);
    return design;
  });
}

/** A header, and how many observations it says there are. */
type HeaderRead = Header & { readonly count: number };

type ObservationLine = Observation & { readonly kind: string; readonly resources: number };

function readObservation(path: string, number: number, text: string): ObservationLine {
  const line = parse(path, number, text);
  const problem = observationProblem(line);
  if (problem !== null) throw damaged(path, number, problem);
  return line as ObservationLine;
}

/** The header of a snapshot file; throws a usage error with file and line when it is none. */
export function readHeader(path: string, number: number, text: string): HeaderRead {
  if (beginsReport(path, text))
    throw new UsageError(
      path,
      'is a JSON report and no snapshot; infra-parity report --from shows it, explain --from tells of its findings',
    );
  const line = parse(path, number, text) as Header & { readonly kind?: unknown; readonly observations: number };
  const { kind, observations: count, ...header } = line;
  if (kind !== 'header' || typeof header.schemaVersion !== 'number')
    throw new UsageError(`${path}:1`, 'this is not a snapshot; write one with infra-parity collect --output FILE');
  if (header.schemaVersion > SCHEMA_VERSION) {
    const writer = `infra-parity ${header.tool?.version ?? 'of a newer version'}`;
    throw new UsageError(
      `${path}:1`,
      `schemaVersion ${header.schemaVersion} was written by ${writer}; this version reads up to ${SCHEMA_VERSION}: update infra-parity`,
    );
  }
  const problem = headerProblem(line);
  if (problem !== null) throw damaged(path, 1, problem);
  return { ...header, count };
}

/**
 * The head and the tail of a line are read, the long middle is kept as text. No string of JSON can hold `,"region":"`, for
 * its quotes would be escaped; so the last one is the member that `formatSnapshot` wrote, or the tail does not match. A line
 * with anything out of the ordinary (escapes, another order of members) is parsed whole.
 */
function readResource(path: string, line: number, text: string): Resource {
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
