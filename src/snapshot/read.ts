/** Reads one snapshot file. */
import { linesIn, linesOf } from '../common/read-lines.ts';
import { UsageError } from '../common/usage-error.ts';
import { checkCounts, doubled, type Expected, lacksObservations } from './counts.ts';
import { damaged, parse } from './line-json.ts';
import { designProblem, headerProblem, observationProblem } from './lines.ts';
import { readResource } from './read-resource.ts';
import { beginsReport } from './report-sign.ts';
import type { Header, Observation, Resource, Snapshot, StackDesign } from './snapshot.ts';
import { isDesignLine, lazyDesign } from './stack-design.ts';

const SCHEMA_VERSION = 1;

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
