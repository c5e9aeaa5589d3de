/** The flags that hold a result against earlier ones. */
import { mkdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { appendLine } from '../common/append-line.ts';
import { withLock } from '../common/lock.ts';
import { readBounded } from '../common/read-file.ts';
import { UsageError } from '../common/usage-error.ts';
import { visible } from '../report/escape.ts';
import type { AuditResult } from '../report/report.ts';
import type { Io } from './io.ts';
import { adoptedFile } from './plan.ts';
import { type Named, named } from './same-file.ts';
import { readResult } from './saved-result.ts';

/** What holds a result against earlier ones. */
export type LivingFlags = {
  readonly since?: string;
  readonly failOnNew?: true;
  readonly history?: string;
  /** The accepted state; where it is not named, the one that is found beside the baseline. */
  readonly adopted?: string;
  readonly baseline?: string | false;
};

/** Puts the earlier runs into a result: `compare` holds it against the last one, `record` takes it into the history. */
export type Living = {
  readonly compare: (result: AuditResult) => AuditResult;
  readonly record: (result: AuditResult) => Promise<AuditResult>;
};

const HISTORY = 'history.jsonl';
/** A run an hour for thirty years. */
const MOST_HISTORY = 256 << 20;

/** The files of earlier runs, as `needApart` takes them. */
export function earlier({ since, history, adopted }: LivingFlags): readonly Named[] {
  const last = named({ '--since': since }).map((one) => ({ ...one, rolls: true }));
  return [
    ...last,
    ...named({ '--adopted': adopted }),
    ...named({ '--history': history === undefined ? null : join(history, HISTORY) }),
  ];
}

/** Reads the earlier runs before anything else: a file that cannot be read is the user's mistake now and not after the audit. */
export async function prepareLiving(flags: LivingFlags, io: Io): Promise<Living> {
  const adopted = await adoptedFile(flags, io);
  if (flags.failOnNew && flags.since === undefined && adopted === null)
    throw new UsageError(
      '--fail-on-new',
      'new against what? infra-parity adopt writes the accepted state; or add --since FILE, the JSON report of an earlier run',
    );
  const since =
    flags.since === undefined ? unchanged : await openSince(flags.since, adopted === null && flags.failOnNew, io);
  const known = adopted === null ? unchanged : await openAdopted(adopted, flags.failOnNew, io);
  const compare = (result: AuditResult) => known(since(result));
  const record =
    flags.history === undefined ? async (result: AuditResult) => result : await openHistory(flags.history, io);
  return { compare, record };
}

function unchanged(result: AuditResult): AuditResult {
  return result;
}

async function openAdopted(file: string, failOnNew: true | undefined, io: Io): Promise<Living['compare']> {
  const [{ readAdopted }, { withAdopted }] = await Promise.all([
    import('../baseline/adopted-file.ts'),
    import('../report/adopted.ts'),
  ]);
  const shown = isAbsolute(file) ? relative(io.cwd, file) : file;
  const entries = readAdopted(resolve(io.cwd, file), shown);
  return (result) => withAdopted(result, shown, entries, failOnNew === true);
}

async function openSince(file: string, failOnNew: boolean | undefined, io: Io): Promise<Living['compare']> {
  const { withSince } = await import('../report/since.ts');
  const last = await readResult('--since', file, io);
  return (result) => withSince(result, last, failOnNew === true);
}

async function openHistory(directory: string, io: Io): Promise<Living['record']> {
  const { holds, lineOf, readHistory, withHistory } = await import('../report/history.ts');
  const folder = resolve(io.cwd, directory);
  const place = `--history ${directory}`;
  await mkdir(folder, { recursive: true }).catch((error: unknown) => unusable(place, error));
  const file = join(folder, HISTORY);
  const shown = join(directory, HISTORY);
  const read = async () => {
    const text = historyText(file, place);
    return { text, ...readHistory(text, shown) };
  };
  const { lines, cut, text } = await read();
  if (cut)
    io.stderr.write(
      `infra-parity: ${visible(shown)}:${text.split('\n').length}: the line was cut off; it is left out\n`,
    );
  return async (result) => {
    // Read again: another job may have written meanwhile, and may have been this very run.
    const append = async () => {
      const now = await read();
      if (holds(now.lines, result)) return;
      const end = now.text.lastIndexOf('\n') + 1;
      const kept = now.cut ? now.text.slice(0, end) : now.text;
      const gap = kept === '' || kept.endsWith('\n') ? '' : '\n';
      await appendLine(file, `${gap}${lineOf(result)}`, Buffer.byteLength(kept));
    };
    if (!holds(lines, result)) await withLock(file, append).catch((error: unknown) => unusable(place, error));
    return withHistory(result, lines);
  };
}

function historyText(file: string, place: string): string {
  try {
    return readBounded(file, place, MOST_HISTORY).toString('utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : unusable(place, error);
  }
}

function unusable(place: string, error: unknown): never {
  if (error instanceof UsageError) throw error;
  const { code, message } = error as NodeJS.ErrnoException;
  const why: { readonly [code: string]: string } = {
    EEXIST: 'is a file; give a directory',
    ENOTDIR: 'is no directory',
    EISDIR: 'history.jsonl in it is a directory',
    EACCES: 'cannot be used; check its permissions',
    EROFS: 'is on a file system that cannot be written to',
    ENOSPC: 'has no space left',
    EDQUOT: 'has no space left',
    EFBIG: 'has no space left',
  };
  throw new UsageError(place, why[code ?? ''] ?? message, { cause: error });
}
