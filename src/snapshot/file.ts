/** Writes and reads snapshots as JSON Lines. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { safeJson } from '../common/json-text.ts';
import { keepMode } from '../common/keep-mode.ts';
import { inOrder } from '../common/sorted-members.ts';
import { mergeSnapshots } from './merge.ts';
import { readSnapshot } from './read.ts';
import type { Observation, Resource, Snapshot } from './snapshot.ts';
import { designRecord } from './stack-design.ts';

/**
 * A snapshot as JSON Lines: a header, a line for each observation, for each stack whose template was read, for each resource. Members of a resource stand in
 * one order, those that differ by region at the end, properties and tags sorted: two regions' lines of the same thing share
 * their long middle as text, so that a reader need not parse it twice, and files diff and grep.
 */
export function* formatSnapshot(snapshot: Snapshot): Iterable<string> {
  // So that a file that was cut off is seen for what it is.
  const { schemaVersion, ...header } = snapshot.header;
  yield lineOf({ kind: 'header', schemaVersion, observations: snapshot.observations.length, ...header });
  const counts = new Map<string, number>();
  const observed = new Set(snapshot.observations.map(keyOf));
  for (const resource of snapshot.resources) {
    const key = observed.has(keyOf(resource)) ? keyOf(resource) : `${resource.region} *`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const observation of snapshot.observations) {
    const { region, type, state, gaps, gone } = observation;
    const resources = counts.get(keyOf(observation)) ?? 0;
    yield lineOf({ kind: 'observation', region, type, state, resources, gaps, ...(gone && { gone }) });
  }
  for (const design of snapshot.designs ?? []) yield lineOf(designRecord(design));
  for (const resource of snapshot.resources) yield formatResource(resource);
}

/** The key of one type in one region. */
export function keyOf({ region, type }: Pick<Observation, 'region' | 'type'>): string {
  return `${region} ${type}`;
}

function formatResource(resource: Resource): string {
  const { type, stack, logicalId, name, selected, evidence, properties, unread, tags } = resource;
  const { region, stackRegion, id, arn, address, depth, depthReason } = resource;
  const head = { type, stack, logicalId, name, selected, evidence, properties: inOrder(properties) };
  const tail = { unread: inOrder(unread), tags: inOrder(tags), region, ...(stackRegion && { stackRegion }), id, arn };
  const where = address !== undefined && { address };
  return lineOf({ ...head, ...tail, ...where, ...(depth && { depth }), ...(depthReason && { depthReason }) });
}

/** Safe to look at: names in it are anybody's, and `collect` writes to the terminal. */
function lineOf(value: object): string {
  return safeJson(JSON.stringify(value));
}

/**
 * Written whole or not at all: beside its place first, then renamed. What is left of an interrupted one is removed at exit. A
 * name that ends with `.gz` is compressed.
 */
export async function writeSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  const temporary = join(dirname(path), `.${process.pid}.${Math.random().toString(36).slice(2)}.snapshot`);
  const remove = () => rmSync(temporary, { force: true });
  process.once('exit', remove);
  try {
    writeLines(temporary, formatSnapshot(snapshot), path.endsWith('.gz'));
    keepMode(path, temporary);
    renameSync(temporary, path);
  } catch (error) {
    remove();
    throw error;
  } finally {
    process.removeListener('exit', remove);
  }
}

const BATCH = 1 << 20;
/** It tells of the whole inventory. */
const PRIVATE = 0o600;

function writeLines(path: string, lines: Iterable<string>, compressed: boolean): void {
  const file = openSync(path, 'wx', PRIVATE);
  try {
    let batch: string[] = [];
    let length = 0;
    const flush = () => {
      const bytes = Buffer.from(batch.join(''));
      // Each batch is a member of its own, and members behind each other are one file (RFC 1952).
      writeWhole(file, compressed ? gzipSync(bytes) : bytes);
      batch = [];
      length = 0;
    };
    for (const line of lines) {
      batch.push(line, '\n');
      length += line.length + 1;
      if (length >= BATCH) flush();
    }
    flush();
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** Reads snapshots, several into one: of different regions, or of different accounts. Throws UsageError with file and line. */
export function readSnapshots(paths: readonly string[]): Snapshot {
  return mergeSnapshots(paths.map((path) => ({ path, snapshot: readSnapshot(path) })));
}
