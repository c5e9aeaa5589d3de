/** The command init. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { align } from '../alignment/align.ts';
import { findBaseline } from '../baseline/baseline-file.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { withGenericTypes } from '../collectors/generic/declarations.ts';
import { collectors } from '../collectors/index.ts';
import { UsageError } from '../common/usage-error.ts';
import { SELECTION_TYPE } from '../findings/own-types.ts';
import { evaluate } from '../rules/evaluate.ts';
import type { Finding } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { baselineText } from './init-baseline.ts';
import type { Io } from './io.ts';
import { narrowed } from './narrowed-snapshot.ts';
import type { AccessFlags, ScopeFlags } from './options.ts';
import { SHARED, writable, writeWhole } from './output.ts';
import { checkRegion } from './parse.ts';
import { collectOptions } from './plan.ts';
import { named, needApart } from './same-file.ts';
import { readSnapshotFiles } from './snapshots.ts';
import { take } from './stages.ts';

export type InitFlags = ScopeFlags &
  AccessFlags & {
    readonly from?: string;
    readonly fromSnapshot?: string;
    readonly regions?: readonly string[];
    readonly output: string;
    readonly force?: true;
  };

/** Only the region asked; a snapshot may hold several. What is global stays: it may belong to the region. */
function ofRegion(snapshot: Snapshot, region: string): Snapshot {
  const keeps = (one: { readonly region: string }) => one.region === region || one.region === 'global';
  return {
    header: { ...snapshot.header, regions: snapshot.header.regions.filter((place) => place.name === region) },
    observations: snapshot.observations.filter(keeps),
    resources: snapshot.resources.filter(keeps),
  };
}

async function snapshotOf(flags: InitFlags, io: Io): Promise<{ readonly snapshot: Snapshot; readonly region: string }> {
  if (flags.fromSnapshot !== undefined) {
    const snapshot = narrowed(await readSnapshotFiles([flags.fromSnapshot], io), flags, flags.fromSnapshot);
    const names = snapshot.header.regions.map((place) => place.name);
    const region = flags.from ?? names[0] ?? '';
    if (names.includes(region)) return { snapshot: ofRegion(snapshot, region), region };
    throw new UsageError(`--from ${region}`, `${flags.fromSnapshot} has ${names.join(', ')}`);
  }
  if (flags.from === undefined) throw new UsageError('--from', 'name the region to read, such as --from us-east-1');
  const region = checkRegion('--from', flags.from);
  const { options, stop } = collectOptions({ ...flags, regions: [region] }, emptyBaseline(), io);
  const snapshot = await take(options).finally(stop);
  const [place] = snapshot.header.regions;
  if (place?.state === 'enabled') return { snapshot, region };
  const why = snapshot.observations.flatMap((one) => one.gaps)[0]?.detail ?? '';
  throw new UsageError(
    `--from ${region}`,
    `the region is ${place?.state ?? 'not there'}, so nothing could be read of it; ${why}`,
  );
}

/** The schema that editors find without a network: that of the package beside the file, else one that `schema` writes there. */
function schemaPath(output: string | null, io: Io): string {
  const folder = output === null ? io.cwd : dirname(output);
  const installed = join(folder, 'node_modules', 'infra-parity', 'schemas', 'baseline.schema.json');
  return existsSync(installed)
    ? `./${relative(folder, installed).replaceAll('\\', '/')}`
    : './infra-parity.schema.json';
}

/** Whether a check that is run here finds the file by itself. */
function isFound(output: string, io: Io): boolean {
  try {
    return findBaseline(io.cwd) === resolve(io.cwd, output);
  } catch {
    // There are several now.
    return false;
  }
}

async function target({ output, force, fromSnapshot }: InitFlags, io: Io): Promise<string | null> {
  if (output === '-') return null;
  const path = await writable('--output', output, io);
  await needApart([{ flag: `--output ${output}`, file: path }], named({ '--from-snapshot': fromSnapshot }), io);
  if (existsSync(path) && force !== true) {
    throw new UsageError(`--output ${output}`, 'is there already; --force overwrites it, --output writes elsewhere');
  }
  return path;
}

/** A baseline of nothing holds nobody to anything: what was asked for and is not there is a slip of the pen. */
function needFound({ header, observations, resources }: Snapshot, findings: readonly Finding[], region: string): void {
  const asked = findings.filter(({ type, severity }) => type === SELECTION_TYPE && severity !== 'low');
  if (asked.length > 0)
    throw new UsageError(asked.map((one) => one.counterpart).join(', '), `nothing in ${region} fits it`);
  const { stackPrefixes, tags, types } = header.selection;
  const isNarrow = stackPrefixes.length + Object.keys(tags).length + types.length > 0;
  const isWhole = observations.every(({ gaps }) => gaps.length === 0);
  if (isNarrow && isWhole && !resources.some((one) => one.selected))
    throw new UsageError('the selection', `nothing in ${region} fits it, so there is nothing to declare`);
}

/** Reads one region and writes the baseline that holds every region to what is worth holding of it. */
export async function init(flags: InitFlags, io: Io): Promise<number> {
  const path = await target(flags, io);
  const { snapshot, region } = await snapshotOf(flags, io);
  const alignment = align(snapshot, emptyBaseline(), withGenericTypes(collectors, snapshot));
  const findings = evaluate(alignment).flatMap((result): readonly Finding[] =>
    result.state === 'failed' ? result.findings : [],
  );
  needFound(snapshot, findings, region);
  const text = baselineText({
    alignment,
    region,
    regions: [...new Set([...(flags.regions ?? []), region])],
    selection: snapshot.header.selection,
    findings,
    known: collectors.map((collector) => collector.type),
    schema: schemaPath(path, io),
  });
  io.signal.throwIfAborted();
  if (path === null) io.stdout.write(text);
  else await writeWhole(path, text, SHARED);
  if (path !== null)
    io.stderr.write(
      `infra-parity: wrote ${flags.output}; read it, then run infra-parity check${isFound(flags.output, io) ? '' : ` --baseline ${flags.output}`}\n`,
    );
  return alignment.gaps.length > 0 ? 3 : 0;
}
