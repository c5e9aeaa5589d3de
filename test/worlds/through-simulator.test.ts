import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { readSnapshots, writeSnapshot } from '../../src/snapshot/file.ts';
import { openWorld, type World } from '../simulator/simulator.ts';
import { chosen } from './index.ts';
import { folderOf, type Ran, runIn } from './run-story.ts';
import { stable } from './stable.ts';
import type { Story } from './story.ts';
import { expectFacts, expectWords } from './told.ts';

/** `npm run worlds:record` writes the snapshots of the folders anew, from these runs. */
const RECORD = process.env.WORLDS_RECORD === '1';
const ENOUGH_MS = 120_000;

function check(story: Story, world: World, ...more: readonly string[]): Promise<Ran> {
  const env = { ...world.env, INFRA_PARITY_DIGEST_KEY: 'a key for the tests' };
  return runIn(
    story.name,
    ['check', '--no-confirm', ...story.args, ...(story.judge ?? []), '--report', 'json', ...more],
    env,
  );
}

async function record(story: Story, file: string): Promise<void> {
  const snapshot = stable(readSnapshots([file]), story.name);
  mkdirSync(folderOf(story.name), { recursive: true });
  await writeSnapshot(join(folderOf(story.name), 'snapshot.jsonl'), story.byHand?.(snapshot) ?? snapshot);
}

/** What could be seen is told as without the trouble: one fault, one hole. */
function expectTheRest(troubled: AuditResult, whole: AuditResult): void {
  const rows = new Map(whole.rows.map((row) => [`${row.type} ${row.counterpart}`, row.state]));
  const seen = troubled.rows.filter((row) => row.state !== 'unknown');
  expect(seen.map((row) => [row.type, row.counterpart, row.state])).toEqual(
    seen.map((row) => [row.type, row.counterpart, rows.get(`${row.type} ${row.counterpart}`)]),
  );
  const ownFindings = (result: AuditResult) => {
    const told = new Set(seen.map((row) => `${row.type} ${row.counterpart}`));
    return result.findings.filter(({ type, counterpart }) => told.has(`${type} ${counterpart}`));
  };
  expect(ownFindings(troubled).map((one) => one.fingerprint)).toEqual(ownFindings(whole).map((one) => one.fingerprint));
}

describe.each(chosen)('$name, through the simulator', (story) => {
  test('comes out as its story says', { timeout: ENOUGH_MS }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'world-'));
    const file = join(folder, 'snapshot.jsonl');
    try {
      const world = await openWorld();
      await story.make(world);
      const before = story.trouble && (await check(story, world));
      await story.trouble?.(world);
      await world.clearCalls();
      const ran = await check(story, world, '--save-snapshot', file);
      const calls = await world.calls();
      if (RECORD) await record(story, file);

      expect(calls.writes).toEqual([]);
      expect(calls.duplicates).toEqual([]);
      const result = JSON.parse(ran.stdout) as AuditResult;
      expectFacts(result, ran.exitCode, story.factsLive ?? story.facts);
      if (before) expectTheRest(result, JSON.parse(before.stdout) as AuditResult);

      // `check` is `collect` and then `audit`: the saved snapshot says the same.
      const again = await runIn(story.name, ['audit', '--from', file, ...(story.judge ?? []), '--report', 'json']);
      expect(again).toMatchObject({ stdout: ran.stdout, exitCode: ran.exitCode });
      const text = await runIn(story.name, ['audit', '--from', file, ...(story.judge ?? []), '--width', '100']);
      expectWords([ran.stdout, text.stdout], text.stdout, story.factsLive ?? story.facts);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
