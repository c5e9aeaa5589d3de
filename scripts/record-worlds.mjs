// Makes worlds anew through the simulator, all or those named, and writes their snapshots and expected reports.
import { spawnSync } from 'node:child_process';

const names = process.argv.slice(2);

function vitest(args, env) {
  const { status } = spawnSync('npx', ['vitest', 'run', ...args], {
    stdio: 'inherit',
    env: { ...process.env, WORLDS: names.join(','), ...env },
  });
  return status ?? 1;
}

// The facts may not hold yet: what came out is written all the same, to be read and held against the story.
const live = vitest(['test/worlds/through-simulator.test.ts'], { WORLDS_RECORD: '1' });
const saved = vitest(['test/worlds/from-snapshot.test.ts', '--update'], { SIMULATOR: 'off' });
process.exitCode = live || saved;
