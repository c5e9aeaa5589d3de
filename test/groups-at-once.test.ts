// Holds that two runs which keep the reports of their groups in one folder leave whole files, and none of their own behind.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { resourcesOf, snapshot } from '../src/commands/sample-snapshot.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import { BIN } from './built.ts';
import { makeFolder } from './folder.ts';

it('two runs at once keep whole reports of their groups', async () => {
  const folder = makeFolder();
  for (const [name, regions] of Object.entries({
    a: ['us-east-1', 'eu-central-1'],
    b: ['us-east-1', 'eu-central-1', 'eu-west-1'],
  }))
    writeFileSync(
      join(folder, `${name}.jsonl`),
      [...formatSnapshot(snapshot(regions.flatMap(resourcesOf), regions))].join('\n'),
    );
  const start = (name: string) =>
    new Promise<number | null>((resolve) => {
      const argv = [
        'audit',
        '--no-baseline',
        '--from',
        `${name}.jsonl`,
        '--groups',
        '--group-reports',
        'groups',
        '--report',
        'html=page.html',
      ];
      spawn(process.execPath, [BIN, ...argv], {
        cwd: folder,
        stdio: 'ignore',
        env: { PATH: process.env.PATH ?? '', HOME: folder },
      }).on('close', resolve);
    });
  const codes = await Promise.all(['a', 'b', 'a', 'b'].map(start));
  for (const code of codes) expect([0, 1, 3]).toContain(code);
  const written = readdirSync(join(folder, 'groups'));
  expect(written.length).toBeGreaterThan(0);
  for (const name of written) {
    const text = readFileSync(join(folder, 'groups', name), 'utf8');
    expect(name).toMatch(/\.(?:json|html)$/);
    if (name.endsWith('.json')) expect(() => JSON.parse(text)).not.toThrow();
    else expect(text.trimEnd().endsWith('</html>')).toBe(true);
  }
  expect(readFileSync(join(folder, 'page.html'), 'utf8').trimEnd().endsWith('</html>')).toBe(true);
}, 60_000);
