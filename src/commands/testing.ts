/** What the tests of the commands share. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../test/folder.ts';
import { run } from '../command.ts';
import { formatSnapshot } from '../snapshot/file.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Io } from './io.ts';
import { broken, resourcesOf, snapshot, whole } from './sample-snapshot.ts';

/** An Io that remembers. `columns` makes both streams a terminal of that width. */
export function recorder(
  some: {
    readonly cwd?: string;
    readonly env?: Io['env'];
    readonly columns?: number;
    readonly signal?: AbortSignal;
  } = {},
): { readonly io: Io; readonly out: () => string; readonly err: () => string } {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: some.columns !== undefined,
    columns: some.columns,
  });
  return {
    io: {
      stdout: stream('out'),
      stderr: stream('err'),
      env: some.env ?? {},
      cwd: some.cwd ?? process.cwd(),
      signal: some.signal ?? new AbortController().signal,
      now: () => new Date('2026-01-02T03:04:05.000Z'),
      sleep: async () => {},
    },
    out: () => written.out,
    err: () => written.err,
  };
}

/** A folder with the sample snapshots in it, and a way to run commands there. */
export function workshop() {
  const folder = makeFolder();
  const text = (value: Snapshot) => `${[...formatSnapshot(value)].join('\n')}\n`;
  const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  put('broken.jsonl', text(broken()));
  put('whole.jsonl', text(whole()));
  put('first.jsonl', text(snapshot(resourcesOf('us-east-1'), ['us-east-1'])));
  put('second.jsonl', text(snapshot(resourcesOf('eu-central-1'), ['eu-central-1'])));
  async function ran(...argv: string[]) {
    const { io, out, err } = recorder({ cwd: folder });
    const code = await run(argv, io);
    return { code, out: out(), err: err() };
  }
  return { folder, text, put, read, ran };
}
