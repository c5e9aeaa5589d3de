import { mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { run } from '../command.ts';
import { reportJsonSchema } from '../report/schema.ts';
import { snapshot, whole } from './sample-snapshot.ts';
import { recorder, workshop } from './testing.ts';

const { folder, text, put, read, ran } = workshop();

describe('audit', () => {
  it('exits 0 on parity, 1 on deviations, and prints the text report', async () => {
    const same = await ran('audit', '--from', 'whole.jsonl');
    expect({ code: same.code, err: same.err }).toEqual({ code: 0, err: '' });
    expect(same.out).toMatch(/^PARITY {2}us-east-1 5 · eu-central-1 5\n/);
    const other = await ran('audit', '--from', 'broken.jsonl');
    expect(other.code).toBe(1);
    expect(other.out).toMatch(/^DEVIATION {2}us-east-1 5 · eu-central-1 4\n/);
  });

  it('merges several snapshots', async () => {
    const { code, out } = await ran('audit', '--from', 'first.jsonl', '--from', 'second.jsonl');
    expect(out).toMatch(/^PARITY {2}us-east-1 5 · eu-central-1 5\n/);
    expect(code).toBe(0);
  });

  it('refuses one region that is held to nothing', async () => {
    const { code, err } = await ran('audit', '--from', 'first.jsonl');
    expect(err).toMatch(/^infra-parity: --from: us-east-1 is one region; give two or more/);
    expect(code).toBe(2);
  });

  it('lets --fail-on decide', async () => {
    expect((await ran('audit', '--from', 'broken.jsonl', '--fail-on', 'never')).code).toBe(0);
    expect((await ran('audit', '--from', 'broken.jsonl', '--fail-on', 'critical')).code).toBe(1);
  });

  it('leaves out the built-in expectations when asked', async () => {
    const rulesOf = async (...more: string[]) => {
      const { out } = await ran('audit', '--from', 'broken.jsonl', '--report', 'json', ...more);
      return JSON.parse(out).findings.map((finding: { rule: string }) => finding.rule);
    };
    expect(await rulesOf()).toContain('world-open-port');
    expect(await rulesOf('--no-default-expectations')).not.toContain('world-open-port');
  });

  it('prints one JSON document, as the published schema has it', async () => {
    const { out, err, code } = await ran(
      'audit',
      '--from',
      'broken.jsonl',
      '--report',
      'json',
      '--report',
      'text=report.txt',
    );
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(reportJsonSchema());
    expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(read('report.txt')).toBe((await ran('audit', '--from', 'broken.jsonl')).out);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('says the verdict on stderr when every report goes to a file', async () => {
    const { out, err } = await ran('audit', '--from', 'broken.jsonl', '--report', 'json=out.json');
    expect(out).toBe('');
    expect(err).toBe('infra-parity: DEVIATION  us-east-1 5 · eu-central-1 4 → out.json\n');
  });

  it('holds to the reference', async () => {
    const { out } = await ran('audit', '--from', 'broken.jsonl', '--reference', 'eu-central-1');
    expect(out).toContain('us-east-1 has 1 that eu-central-1 lacks:');
    expect((await ran('audit', '--from', 'broken.jsonl', '--reference', 'eu-west-1')).err).toContain(
      'eu-west-1 is not among the regions audited: us-east-1, eu-central-1',
    );
  });

  it('refuses declarations of regions that are not audited', async () => {
    put('elsewhere.yaml', 'expect: [{type: AWS::KMS::Key, regions: [eu-west-1]}]\n');
    for (const command of ['audit', 'explain 0'])
      expect(await ran(...command.split(' '), '--from', 'broken.jsonl', '--baseline', 'elsewhere.yaml')).toMatchObject({
        code: 2,
        err: 'infra-parity: elsewhere.yaml:1 expect.0.regions.0: eu-west-1 is not an audited region; if it belongs to the design, list it under regions too\n',
      });
  });

  it('takes the baseline that it finds, and not with --no-baseline', async () => {
    const inside = mkdtempSync(join(folder, 'with-'));
    writeFileSync(
      join(inside, 'infra-parity.yaml'),
      'regions: [us-east-1, eu-central-1, eu-west-1]\nfailOn: critical\n',
    );
    const from = join(folder, 'whole.jsonl');
    const { io, out } = recorder({ cwd: inside });
    expect(await run(['audit', '--from', from], io)).toBe(3);
    expect(out()).toMatch(/^INCOMPLETE .* · eu-west-1 at least 0 \(5 not seen\)\n/);
    expect(out().replace(/\s+/g, ' ')).toMatch(/baseline: \S*infra-parity\.yaml\. /);
    expect(out()).toContain('infra-parity collect --regions eu-west-1');
    const without = recorder({ cwd: inside });
    expect(await run(['audit', '--from', from, '--no-baseline'], without.io)).toBe(0);
  });

  it('names the line of a baseline that is wrong', async () => {
    put('bad.yaml', 'regions:\n  - us-east-1\nfailOn: sometimes\n');
    const { code, err } = await ran('audit', '--from', 'whole.jsonl', '--baseline', 'bad.yaml');
    expect(err).toMatch(/^infra-parity: .*bad\.yaml:3 failOn: expected one of low, /);
    expect(code).toBe(2);
  });

  it('refuses a snapshot from a newer version, a cut one and something else, each in one line', async () => {
    put('newer.jsonl', text(whole()).replace('"schemaVersion":1', '"schemaVersion":99'));
    put('cut.jsonl', text(whole()).split('\n').slice(0, -3).join('\n'));
    put('other.jsonl', 'hello\n');
    for (const name of ['newer.jsonl', 'cut.jsonl', 'other.jsonl', 'none.jsonl', 'x'.repeat(5000)]) {
      const { code, err, out } = await ran('audit', '--from', name);
      expect(err).toMatch(new RegExp(`^infra-parity: .*${name}.*\n$`));
      expect({ code, out }).toEqual({ code: 2, out: '' });
    }
  });

  it('refuses a selection that fits nothing anywhere: no difference would say nothing', async () => {
    put('empty.jsonl', text(snapshot([], ['us-east-1', 'eu-central-1'])));
    expect(await ran('audit', '--from', 'empty.jsonl')).toEqual({
      code: 2,
      out: '',
      err: 'infra-parity: --stack-prefix shop --tag app=shop: nothing in us-east-1, eu-central-1 fits it, so nothing was compared\n',
    });
    put('none.yaml', 'expect: [{type: AWS::RDS::DBInstance}]\n');
    expect((await ran('audit', '--from', 'empty.jsonl', '--baseline', 'none.yaml')).code).toBe(1);
  });

  it('says where a snapshot was read with another selection than the baseline has', async () => {
    const said = async (select: string, ...more: string[]) => {
      put('selects.yaml', `version: 1\nselect: ${select}\n`);
      return (await ran('audit', '--from', 'whole.jsonl', '--baseline', 'selects.yaml', ...more)).err;
    };
    expect(await said('{stackPrefixes: [shop], tags: {app: shop}}')).toBe('');
    const line =
      'infra-parity: selects.yaml:2: the snapshot was read with --stack-prefix shop --tag app=shop and is judged as it is, not by select\n';
    expect(await said('{types: [AWS::S3::Bucket]}')).toBe(line);
    expect(await said('{types: [AWS::S3::Bucket]}', '--quiet')).toBe('');
    const { header, ...rest } = whole();
    const selection = { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] };
    put('all.jsonl', text({ ...rest, header: { ...header, selection } }));
    const all = await ran('audit', '--from', 'all.jsonl', '--baseline', 'selects.yaml');
    expect(all.err).toContain('was read without a selection and is judged as it is');
  });

  it('says what a file is that is no snapshot', async () => {
    await ran('audit', '--from', 'whole.jsonl', '--report', 'json=result.json');
    const said = async (file: string, command = 'audit') =>
      (await ran(...command.split(' '), '--from', file)).err.replace(`${folder}/`, '');
    const report =
      'is a JSON report and no snapshot; infra-parity report --from shows it, explain --from tells of its findings\n';
    expect(await said('result.json')).toBe(`infra-parity: result.json: ${report}`);
    put('one-line.json', JSON.stringify(JSON.parse(read('result.json'))));
    expect(await said('one-line.json')).toBe(`infra-parity: one-line.json: ${report}`);
    put('open.json', '{');
    expect(await said('open.json')).toContain('open.json:1: the line does not read');
    const [header = '', observation = '', ...more] = read('whole.jsonl').split('\n');
    put('doubled.jsonl', [header, observation, observation, ...more].join('\n'));
    const { region, type } = JSON.parse(observation);
    expect(await said('doubled.jsonl')).toBe(
      `infra-parity: doubled.jsonl:3: ${region} ${type} is observed in line 2 already: the file was put together or edited; write it again\n`,
    );
    writeFileSync(join(folder, 'packed'), gzipSync(read('whole.jsonl')));
    writeFileSync(join(folder, 'wide'), `\ufeff${read('whole.jsonl')}`, 'utf16le');
    for (const command of ['audit', 'report', 'explain 0']) {
      // What is packed is read as what it is.
      expect(await said('packed', command)).not.toContain('gzip');
      expect(await said('wide', command)).toMatch(
        /^infra-parity: (--from )?wide: is UTF-16 text; write it as UTF-8\n$/,
      );
    }
  });

  it('refuses to write over what it reads', async () => {
    const before = read('whole.jsonl');
    symlinkSync('whole.jsonl', join(folder, 'linked'));
    put('held.yaml', 'version: 1\n');
    put('accepted.yaml', 'waivers: []\n');
    await ran('audit', '--from', 'whole.jsonl', '--report', 'json=last.json');
    const reads = ['--from', './whole.jsonl', '--baseline', 'held.yaml', '--waivers', 'accepted.yaml'];
    const living = ['--since', 'last.json', '--history', 'course'];
    for (const [file, flag] of [
      ['whole.jsonl', '--from ./whole.jsonl'],
      ['linked', '--from ./whole.jsonl'],
      ['./held.yaml', '--baseline held.yaml'],
      ['accepted.yaml', '--waivers accepted.yaml'],
    ] as const) {
      const { code, out, err } = await ran('audit', ...reads, ...living, '--report', `json=${file}`);
      const line = `infra-parity: --report json=${file}: is the file that ${flag} reads; write to another one\n`;
      expect({ code, out, err }).toEqual({ code: 2, out: '', err: line });
    }
    expect(read('whole.jsonl')).toBe(before);
    // The next JSON report may take the place of the last one, and nothing else may.
    expect((await ran('audit', ...reads, ...living, '--report', 'json=last.json')).code).toBe(0);
    expect((await ran('audit', ...reads, ...living, '--report', 'text=last.json')).err).toContain(
      'that --since last.json',
    );
    const again = await ran('report', '--from', 'last.json', '--report', 'html=./last.json');
    expect(again.err).toContain('html=./last.json: is the file that --from last.json reads');
    const course = await ran(
      'report',
      '--from',
      'last.json',
      '--history',
      'course',
      '--report',
      'text=course/history.jsonl',
    );
    expect(course.err).toContain('is the file that --history course/history.jsonl reads');
  });

  it('writes through a device', async () => {
    symlinkSync('/dev/null', join(folder, 'null'));
    const { code } = await ran('audit', '--from', 'whole.jsonl', '--report', 'json=null');
    expect(code).toBe(0);
  });
});

describe('colour and width', () => {
  const screen = async (some: Parameters<typeof recorder>[0], ...more: string[]) => {
    const { io, out } = recorder({ cwd: folder, ...some });
    await run(['audit', '--from', 'whole.jsonl', ...more], io);
    return out();
  };
  const colored = (printed: string) => printed.includes('\u001b[');

  it.each([
    ['no terminal', {}, [], false],
    ['a terminal', { columns: 100 }, [], true],
    ['NO_COLOR', { columns: 100, env: { NO_COLOR: '1' } }, [], false],
    ['an empty NO_COLOR', { columns: 100, env: { NO_COLOR: '' } }, [], true],
    ['FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, [], true],
    ['FORCE_COLOR=0', { columns: 100, env: { FORCE_COLOR: '0' } }, [], false],
    ['a dumb terminal', { columns: 100, env: { TERM: 'dumb' } }, [], false],
    ['--color over NO_COLOR', { env: { NO_COLOR: '1' } }, ['--color'], true],
    ['--no-color', { columns: 100, env: { FORCE_COLOR: '1' } }, ['--no-color'], false],
  ])('%s', async (_, some, flags, expected) => {
    expect(colored(await screen(some, ...flags))).toBe(expected);
  });

  it('is as wide as the terminal, 80 without one, or as told', async () => {
    const longest = (printed: string) => Math.max(...printed.split('\n').map((line) => line.length));
    expect(longest(await screen({}))).toBeLessThanOrEqual(80);
    expect(longest(await screen({ columns: 160, env: { NO_COLOR: '1' } }))).toBeGreaterThan(90);
    expect(longest(await screen({}, '--width', '160'))).toBeGreaterThan(90);
  });
});
