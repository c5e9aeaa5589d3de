import { closeSync, openSync, readSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import { BODY_TEXT } from './body-text.ts';
import type { Header, Observation, Resource, Snapshot } from './snapshot.ts';

/** What a resource's line holds in its middle, parsed when first asked for. */
type Body = Pick<Resource, 'properties' | 'unread' | 'tags'>;
type LazyBody = { readonly text: string; readonly line: number; value: Body | null };
/** Bodies by their text: equal texts are one object, so that identity is equality for whoever compares. */
export type Interned = Map<string, LazyBody>;

const SCHEMA_VERSION = 1;
const BODY = ',"properties":';
const TAIL = ',"region":"';

/** Reads one file of `formatSnapshot`. Resources' properties, gaps and tags are parsed when they are first read. */
export function readSnapshot(path: string, interned: Interned): Snapshot {
  let header: Header | null = null;
  const observations: Observation[] = [];
  const expected = new Map<string, { count: number; line: number }>();
  const resources: Resource[] = [];
  let number = 0;
  for (const line of linesOf(path)) {
    number += 1;
    if (line === '') continue;
    if (header === null) header = readHeader(path, line);
    else if (line.startsWith('{"kind":"observation"')) {
      const { kind: _kind, resources: count, ...observation } = parse(path, number, line) as ObservationLine;
      observations.push(observation);
      expected.set(`${observation.region} ${observation.type}`, { count, line: number });
    } else resources.push(readResource(path, number, line, interned));
  }
  if (header === null) throw new UsageError(path, 'the file is empty; write it again with infra-parity collect');
  checkCounts(path, number, expected, resources);
  return { header, observations, resources };
}

type ObservationLine = Observation & { readonly kind: string; readonly resources: number };

function readHeader(path: string, line: string): Header {
  const { kind, ...header } = parse(path, 1, line) as Header & { readonly kind?: unknown };
  if (kind !== 'header' || typeof header.schemaVersion !== 'number')
    throw new UsageError(`${path}:1`, 'this is not a snapshot; write one with infra-parity collect --output FILE');
  if (header.schemaVersion > SCHEMA_VERSION) {
    const writer = `infra-parity ${header.tool?.version ?? 'of a newer version'}`;
    throw new UsageError(
      `${path}:1`,
      `schemaVersion ${header.schemaVersion} was written by ${writer}; this version reads up to ${SCHEMA_VERSION}: update infra-parity`,
    );
  }
  if (!Array.isArray(header.regions) || !Array.isArray(header.notes))
    throw new UsageError(`${path}:1`, 'the header lacks regions or notes; write the file again');
  return header;
}

function parse(path: string, line: number, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new Error('not an object');
  } catch (error) {
    throw damaged(path, line, error);
  }
}

function damaged(path: string, line: number, error: unknown): UsageError {
  const why = error instanceof Error ? error.message : String(error);
  return new UsageError(`${path}:${line}`, `the line does not read (${why.slice(0, 120)}); write the file again`, {
    cause: error,
  });
}

/**
 * The head and the tail of a line are parsed, the long middle is kept as text. No string of JSON can hold `,"properties":`
 * or `,"region":"`, for its quotes would be escaped; so the first of the one and the last of the other are the members that
 * `formatSnapshot` wrote. A line in another order of members is parsed whole.
 */
function readResource(path: string, line: number, text: string, interned: Interned): Resource {
  const start = text.indexOf(BODY);
  const end = text.lastIndexOf(TAIL);
  if (start > 0 && end > start) {
    const head = tryParse(`${text.slice(0, start)}}`);
    const tail = tryParse(`{${text.slice(end + 1)}`);
    if (head !== null && tail !== null && isWhole(head, tail)) {
      const middle = text.slice(start + 1, end);
      let body = interned.get(middle);
      if (body === undefined) {
        body = { text: middle, line, value: null };
        interned.set(middle, body);
      }
      return lazily(path, head, body, tail);
    }
  }
  const resource = parse(path, line, text) as Resource;
  if (!isWhole(resource, resource) || resource.properties === undefined)
    throw damaged(path, line, 'it is neither an observation nor a resource');
  return resource;
}

function tryParse(text: string): Partial<Resource> | null {
  try {
    return JSON.parse(text) as Partial<Resource>;
  } catch {
    return null;
  }
}

function isWhole(head: Partial<Resource>, tail: Partial<Resource>): boolean {
  const { type, selected, evidence } = head;
  const { region, id, arn } = tail;
  return (
    typeof type === 'string' &&
    typeof selected === 'boolean' &&
    Array.isArray(evidence) &&
    typeof region === 'string' &&
    typeof id === 'string' &&
    arn !== undefined
  );
}

function lazily(path: string, head: Partial<Resource>, body: LazyBody, tail: Partial<Resource>): Resource {
  const { type, stack, logicalId, name, selected, evidence } = head as Resource;
  const { region, stackRegion, id, arn } = tail as Resource;
  return {
    type,
    stack,
    logicalId,
    name,
    selected,
    evidence,
    ...{ [BODY_TEXT]: body.text },
    get properties() {
      return (body.value ?? parseBody(path, body)).properties;
    },
    get unread() {
      return (body.value ?? parseBody(path, body)).unread;
    },
    get tags() {
      return (body.value ?? parseBody(path, body)).tags;
    },
    region,
    ...(stackRegion !== undefined && { stackRegion }),
    id,
    arn,
  };
}

function parseBody(path: string, body: LazyBody): Body {
  const value = parse(path, body.line, `{${body.text}}`) as Body;
  if (value.properties === undefined || value.unread === undefined || value.tags === undefined)
    throw damaged(path, body.line, 'it lacks properties, unread or tags');
  body.value = value;
  return value;
}

/** A file that was cut off at the end of a line reads well, and holds less than its observations say. */
function checkCounts(
  path: string,
  lines: number,
  expected: ReadonlyMap<string, { count: number; line: number }>,
  resources: readonly Resource[],
): void {
  const found = new Map<string, number>();
  for (const { region, type } of resources) {
    const key = expected.has(`${region} ${type}`) ? `${region} ${type}` : `${region} *`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  for (const [key, { count, line }] of expected) {
    const have = found.get(key) ?? 0;
    if (have === count) continue;
    const problem = `${key} has ${have} resources where line ${line} says ${count}: the file was cut off or edited; write it again`;
    throw new UsageError(`${path}:${lines}`, problem);
  }
  for (const [key, count] of found)
    if (!expected.has(key))
      throw new UsageError(path, `${count} resources of ${key} have no observation; write it again`);
}

const CHUNK = 8 << 20;
const NEWLINE = 10;

/** The lines of a file (`-` is the standard input), read in pieces: a file may be larger than the longest string. */
function* linesOf(path: string): Iterable<string> {
  const file = open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let rest: Buffer[] = [];
    for (;;) {
      const length = readSync(file, chunk, 0, CHUNK, null);
      if (length === 0) break;
      const last = chunk.lastIndexOf(NEWLINE, length - 1);
      if (last < 0 || last >= length) {
        rest.push(Buffer.from(chunk.subarray(0, length)));
        continue;
      }
      const whole = Buffer.concat([...rest, chunk.subarray(0, last)]);
      rest = last + 1 < length ? [Buffer.from(chunk.subarray(last + 1, length))] : [];
      yield* splitLines(whole.toString('utf8'));
    }
    if (rest.length > 0) yield* splitLines(Buffer.concat(rest).toString('utf8'));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw unreadable(path, error);
  } finally {
    if (path !== '-') closeSync(file);
  }
}

function* splitLines(text: string): Iterable<string> {
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
    yield text.slice(from, at);
    from = at + 1;
  }
  yield text.slice(from);
}

function open(path: string): number {
  if (path === '-') return 0;
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'it may not be read',
    EISDIR: 'it is a folder',
  };
  const why = reasons[code ?? ''] ?? message;
  return new UsageError(path, `${why}; give a snapshot that infra-parity collect wrote`, { cause: error });
}
