// Holds that no CI runner and no terminal obeys what anybody may write into a name, a tag or a value: every format, every command, both streams.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../src/command.ts';
import { resourcesOf, snapshot } from '../src/commands/sample-snapshot.ts';
import { recorder } from '../src/commands/testing.ts';
import { formats, render } from '../src/report/index.ts';
import type { AuditResult } from '../src/report/report.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import type { Resource, Snapshot } from '../src/snapshot/snapshot.ts';
import { makeFolder } from './folder.ts';

/** The commands that GitHub's runner knows (ActionCommandManager registers them); others are printed. */
const GITHUB =
  /^(?:add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|internal-set-repo-path|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)$/i;

/** A line as GitHub's runner reads it: `::name …::` at its start, blanks of all kinds taken off, else `##[name …]` anywhere. */
function githubObeys(line: string): boolean {
  const trimmed = line.replace(/^[\s\u0085\ufeff]+/, '');
  const end = trimmed.startsWith('::') ? trimmed.indexOf('::', 2) : -1;
  if (end > 0 && GITHUB.test(trimmed.slice(2, end).trim().split(' ')[0] ?? '')) return true;
  const old = line.indexOf('##[');
  return old >= 0 && line.indexOf(']', old) > old;
}

/** As Azure's agent and TeamCity do: anywhere in a line. */
const azureObeys = (line: string) => /##vso\[[\w.]+[^\]]*\]/i.test(line) || /^\s*##\[/.test(line);
const teamcityObeys = (line: string) => /##teamcity\[/i.test(line);

/** What a terminal obeys or does not show, joiners between letters that do not join among it. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** Lines that some runner or a terminal obeys. */
function obeyed(text: string): readonly string[] {
  const lines = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const asLines = (line: string) =>
    line.split('\r').some((part) => githubObeys(part) || azureObeys(part) || teamcityObeys(part));
  return lines.filter((line) => asLines(line) || HIDDEN.test(line));
}

const CORPUS = [
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007',
  '\u009b31mred\u0085::error::x',
  'user\u202egpj.exe',
  'ad\u200dmin \u200c \u034f a\ufe0f a\u{e0100}',
  'zero\u200bwidth\u2060\ufeff \u{e0041} \u115f\u3164 \u180b',
  'bell\u0007\u0000\u007f\r\n\u2028\u2029',
  '::error::owned',
  '::stop-commands::zz',
  ':::error::owned',
  'x ::add-mask::a',
  '\u00a0::set-output name=verdict::parity',
  '\u0085::group::a',
  '##[error]owned',
  'x##[group]owned]',
  '###[command]rm -rf',
  '##vso[task.setvariable variable=PATH]x',
  '##VSO[task.prependpath]x',
  '##teamcity[buildStatus text=owned]',
  'line\n::error::owned',
  'line\r##[error]owned',
  ...Array.from({ length: 6 }, (_, index) => `${'A'.repeat(50 + index * 6)}::stop-commands::zz`),
  ...Array.from({ length: 2 }, (_, index) => `${'A'.repeat(70 + index)}##vso[task.complete result=Failed]`),
];

function hostileResource(resource: Resource, text: string, differs: boolean): Resource {
  return {
    ...resource,
    name: text,
    stack: text,
    tags: { [text]: differs ? `${text}2` : text, Name: text },
    properties: { ...resource.properties, [text]: differs ? text : `${text} other`, Description: `${text}${differs}` },
  };
}

/** `text` in all places that somebody else may fill. */
function hostile(text: string): Snapshot {
  const regions = ['us-east-1', 'eu-central-1'];
  const resources = regions.flatMap((region, index) =>
    resourcesOf(region).flatMap((one, at) => {
      if (at === 0 && index === 1) return [];
      const id = `${text}${index}`;
      return [
        {
          ...hostileResource(one, text, index === 0),
          id,
          arn: `arn:aws:x:${region}:1:${text}`,
          logicalId: `${text}${at}`,
        },
      ];
    }),
  );
  const own: Resource = { ...(resources[0] as Resource), type: `AWS::X::${text}`, properties: null };
  const gaps = [
    {
      region: 'us-east-1',
      type: 'AWS::RDS::DBInstance',
      cause: 'denied' as const,
      operation: 'rds:DescribeDBInstances' as const,
      detail: text,
      remedy: text,
    },
  ];
  const made = snapshot([...resources, own], regions, gaps);
  const more = regions.map((region) => ({ region, type: own.type, state: 'observed' as const, gaps: [] }));
  return {
    ...made,
    observations: [...made.observations, ...more],
    header: { ...made.header, notes: [text], caller: { ...made.header.caller, arn: text } },
  };
}

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

/** The same report with every text of it, names of members too, made hostile: a report may come from anywhere. */
function foreign(result: AuditResult, text: string): AuditResult {
  const own =
    /^(?:parity|deviation|incomplete|error|open|waived|low|medium|high|critical|never|same|drifted|missing|exempt|unknown|present|absent|denied|[0-9a-f]{16}|\d{4}-.*)$/;
  const change = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return own.test(value) || ['by', 'state', 'cause', 'scope'].includes(key) ? value : text;
    if (Array.isArray(value)) return value.map((one) => change(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member, name)]));
  };
  const regions = result.regions.map((region) => `${region} ${text}`);
  const rename = (json: string) =>
    result.regions.reduce(
      (all, region, index) => all.replaceAll(JSON.stringify(region), JSON.stringify(regions[index])),
      json,
    );
  const { findings, rows, gaps, rules } = result;
  const changed = { ...result, findings: change(findings, ''), rows: change(rows, ''), gaps: change(gaps, ''), rules };
  return JSON.parse(rename(JSON.stringify(changed))) as AuditResult;
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
