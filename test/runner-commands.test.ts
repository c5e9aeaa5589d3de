// Holds that no CI runner and no terminal obeys what anybody may write into a name, a tag or a value: every format, every command, both streams.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../src/command.ts';
import { recorder } from '../src/commands/testing.ts';
import { formats, render } from '../src/report/index.ts';
import type { AuditResult } from '../src/report/report.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import { makeFolder } from './folder.ts';
import { foreign, hostile } from './hostile-texts.ts';
import { CORPUS, obeyed } from './obeyed.ts';

function put(text: string): string {
  const folder = makeFolder();
  writeFileSync(join(folder, 's.jsonl'), `${[...formatSnapshot(hostile(text))].join('\n')}\n`);
  return folder;
}

async function ran(folder: string, ...argv: string[]) {
  const { io, out, err } = recorder({ cwd: folder });
  await run(argv, io);
  return { out: out(), err: err() };
}

async function resultOf(folder: string): Promise<AuditResult> {
  const { out, err } = await ran(folder, 'audit', '--from', 's.jsonl', '--report', 'json');
  if (out === '') throw new Error(err);
  return JSON.parse(out) as AuditResult;
}

describe.each(CORPUS)('%j', (text) => {
  it('is obeyed in no format, whatever the width', async () => {
    const result = await resultOf(put(text));
    for (const format of Object.keys(formats).filter((name) => name !== 'github')) {
      for (const width of format === 'text' ? [40, 57, 80, 100] : [80])
        expect({ format, obeyed: obeyed(await render(format, result, { color: false, width })) }).toEqual({
          format,
          obeyed: [],
        });
    }
    // Its lines are commands; each is one of ours, at the start of a line.
    const lines = (await render('github', result, { color: false, width: 80 }))
      .split('\n')
      .filter((line) => line !== '');
    expect(lines.filter((line) => !/^::(?:error|warning|notice) file=[^:]*,line=\d+,title=[^:]*::/.test(line))).toEqual(
      [],
    );
    expect(obeyed(lines.map((line) => line.replace(/^::\w+ [^:]*::/, '')).join('\n'))).toEqual([]);
  });

  it('is obeyed in no format of a report of somebody else', async () => {
    const result = foreign(await resultOf(put(text)), text);
    for (const format of Object.keys(formats).filter((name) => name !== 'github'))
      expect({ format, obeyed: obeyed(await render(format, result, { color: false, width: 80 })) }).toEqual({
        format,
        obeyed: [],
      });
    const lines = (await render('github', result, { color: false, width: 80 }))
      .split('\n')
      .filter((line) => line !== '');
    expect(obeyed(lines.map((line) => line.replace(/^::\w+ [^:]*::/, '')).join('\n'))).toEqual([]);
  });

  it('is obeyed in nothing that a command prints', async () => {
    const folder = put(text);
    mkdirSync(join(folder, 'h'));
    writeFileSync(join(folder, 'report.json'), JSON.stringify(foreign(await resultOf(folder), text)));
    writeFileSync(join(folder, 'bad.yaml'), `${JSON.stringify(text)}: 1\n`);
    writeFileSync(join(folder, 'bad.jsonl'), `{"kind":${JSON.stringify(text)}}\n`);
    writeFileSync(join(folder, 'odd.jsonl'), text);
    const [finding] = (await resultOf(folder)).findings;
    const print = finding?.fingerprint ?? '';
    const commands: readonly (readonly string[])[] = [
      ['audit', '--from', 's.jsonl'],
      ['audit', '--from', 's.jsonl', '--report', 'html=r.html', '--history', 'h'],
      ['report', '--from', 'report.json'],
      ['report', '--from', 's.jsonl'],
      ['explain', print, '--from', 's.jsonl'],
      ['explain', print, '--from', 'report.json', '--width', '60'],
      ['waive', print, '--from', 'report.json', '--reason', text, '--owner', text, '--until', '2026-12-31'],
      ['waive', text, '--reason', 'a', '--owner', 'b', '--until', text],
      [
        'waive',
        print,
        '--from',
        's.jsonl',
        '--waivers',
        'w.yaml',
        '--reason',
        text,
        '--owner',
        'a',
        '--until',
        '2026-12-31',
      ],
      ['adopt', '--from', 's.jsonl', '--owner', text, '--reason', text],
      ['adopt', '--from', 'report.json', '--owner', text, '--adopted', 'foreign.json', '--until', text],
      ['adopt', '--owner', text],
      ['adopt', text, '--owner', 'a', '--from', 's.jsonl'],
      [
        'audit',
        '--from',
        's.jsonl',
        '--adopted',
        'infra-parity.adopted.json',
        '--fail-on-new',
        '--save-snapshot',
        'again.jsonl',
      ],
      ['audit', '--from', 's.jsonl', '--adopted', 'bad.yaml'],
      ['audit', '--from', 's.jsonl', '--since', 'report.json', '--report', 'json=since.json'],
      ['audit', '--from', 's.jsonl', '--only', text],
      ['audit', '--from', 's.jsonl', '--rule', text, '--region', text, '--type', text],
      ['validate'],
      ['validate', '--baseline', 'bad.yaml'],
      ['validate', '--adopted', 'report.json'],
      ['validate', '--waivers', text],
      ['types', '--json'],
      ['rules', '--json'],
      ['explain'],
      ['explain', text],
      ['init', '--from-snapshot', 's.jsonl', '--from', 'us-east-1', '--output', 'made.yaml'],
      ['init', '--from-snapshot', 's.jsonl', '--from', 'us-east-1', '--output', '-'],
      ['audit', '--from', 's.jsonl', '--baseline', 'bad.yaml'],
      ['audit', '--from', 'bad.jsonl'],
      ['audit', '--from', 'odd.jsonl'],
      ['audit', '--from', text],
      ['audit', '--from', 's.jsonl', '--report', `${text}=x`],
      ['check', '--regions', text],
      ['collect', '--regions', 'us-east-1', '--tag', text, '--type', text],
      ['rules', text],
      ['types', text],
      ['schema', text],
      ['completion', text],
      [text],
      ['--', text],
      ['audit', text],
      ['help', text],
    ];
    for (const argv of commands) {
      const { out, err } = await ran(folder, ...argv);
      expect({ argv, out: obeyed(out), err: obeyed(err) }).toEqual({ argv, out: [], err: [] });
    }
    // What was written is looked at in reviews, and printed by pipelines.
    const files = [
      'w.yaml',
      'infra-parity.adopted.json',
      'foreign.json',
      'h/history.jsonl',
      'r.html',
      'since.json',
      'made.yaml',
    ];
    const written = files.filter((file) => existsSync(join(folder, file)));
    expect(written).toEqual(expect.arrayContaining(['infra-parity.adopted.json', 'h/history.jsonl', 'r.html']));
    for (const file of written)
      expect({ file, obeyed: obeyed(readFileSync(join(folder, file), 'utf8')) }).toEqual({ file, obeyed: [] });
  });

  it('stands as it is, for whoever parses it, in a snapshot', () => {
    const lines = [...formatSnapshot(hostile(text))];
    expect(obeyed(lines.join('\n'))).toEqual([]);
    const names = lines
      .map((line) => (JSON.parse(line) as { name?: string }).name)
      .filter((name) => name !== undefined);
    expect(new Set(names)).toEqual(new Set([text]));
  });
});

describe('what a runner obeys', () => {
  it('is told from what it does not, here', () => {
    expect(obeyed('  ::error::x\n::add-mask::y\na ##[group]x\n##vso[a.b]x\n##teamcity[x]')).toHaveLength(5);
    expect(obeyed('::RDS::DBInstance\nAWS::error::x\n# [x]\n·:error::x')).toEqual([]);
  });

  it('is in no text of any words, wherever it is wrapped', async () => {
    const piece = fc.constantFrom(
      '::',
      '##',
      '[',
      ']',
      'error',
      'vso',
      'teamcity',
      ':',
      '#',
      ' ',
      'A',
      'stop-commands',
      '\t',
      '\u0085',
    );
    const words = fc.array(piece, { minLength: 3, maxLength: 40 }).map((parts) => parts.join(''));
    const result = await resultOf(put('plain'));
    await fc.assert(
      fc.asyncProperty(words, fc.integer({ min: 40, max: 90 }), async (text, width) => {
        const findings = result.findings.map((one) => ({
          ...one,
          message: text,
          counterpart: text,
          values: { 'us-east-1': text },
        }));
        const shown = await render('text', { ...result, findings }, { color: false, width });
        expect(obeyed(shown)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
