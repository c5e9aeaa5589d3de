// Holds what the last run is good for: it belongs to the folder in which it was started, and a cache is never waited for.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/folder.ts';
import { run } from '../command.ts';
import { formatSnapshot } from '../snapshot/file.ts';
import { broken } from './sample-snapshot.ts';
import { recorder } from './testing.ts';

function places() {
  const home = makeFolder();
  const [here, there] = ['here', 'there'].map((name) => join(home, name)) as [string, string];
  for (const folder of [here, there, join(home, '.cache')]) mkdirSync(folder, { mode: 0o700 });
  writeFileSync(join(here, 's.jsonl'), `${[...formatSnapshot(broken())].join('\n')}\n`);
  const kept = join(home, '.cache/infra-parity/last-run.json');
  const ran = async (cwd: string, ...argv: string[]) => {
    const { io, out, err } = recorder({ cwd, env: { HOME: home, XDG_CACHE_HOME: join(home, '.cache') } });
    return { code: await run(argv, io), out: out(), err: err() };
  };
  return { here, there, kept, ran };
}

describe('the last run', () => {
  it('is adopted and waived where it was started, and explained anywhere', async () => {
    const { here, there, kept, ran } = places();
    const { out } = await ran(here, 'audit', '--from', 's.jsonl', '--report', 'json');
    const [{ fingerprint }] = JSON.parse(out).findings;
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect((await ran(there, 'explain', fingerprint)).code).toBe(0);
    const filter = ['--severity', 'high', '--reason', 'a', '--until', '2026-12-31'];
    for (const argv of [['adopt'], ['waive', ...filter]]) {
      const { code, err } = await ran(there, ...argv, '--owner', 'a');
      expect({ code, err }).toEqual({
        code: 2,
        err: expect.stringContaining(`--from: the last run was one of ${here}`),
      });
    }
    expect(await ran(here, 'adopt', '--owner', 'a')).toMatchObject({ code: 0, err: '' });
    expect(statSync(join(here, 'infra-parity.adopted.json')).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it.each(['pipe', 'endless', 'folder', '{', '{}', '[]', 'null', '{"folder":"x","result":null}', '\u0000'])(
    'that is %j is none, in one line',
    async (what) => {
      const { here, kept, ran } = places();
      await ran(here, 'audit', '--from', 's.jsonl');
      rmSync(kept);
      if (what === 'pipe') spawnSync('mkfifo', [kept]);
      else if (what === 'endless') symlinkSync('/dev/zero', kept);
      else if (what === 'folder') mkdirSync(kept);
      else writeFileSync(kept, what);
      const { code, err } = await ran(here, 'explain', 'abc');
      expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^infra-parity: [^\n]*\n$/) });
    },
    60_000,
  );
});
