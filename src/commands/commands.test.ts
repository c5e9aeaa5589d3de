import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../audit.ts';
import { collectors } from '../collectors/index.ts';
import { regions } from '../collectors/regions.ts';
import type { Snapshot } from '../collectors/snapshot.ts';
import { formatSnapshot } from '../collectors/snapshot-file.ts';
import { run } from '../command.ts';
import { reportJsonSchema } from '../report/schema.ts';
import { parseBaseline } from '../rules/baseline-file.ts';
import { rules } from '../rules/index.ts';
import { checkRegion } from './parse.ts';
import { broken, resourcesOf, snapshot, whole } from './sample-snapshot.ts';
import { recorder } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'infra-parity-'));
const text = (value: Snapshot) => `${[...formatSnapshot(value)].join('\n')}\n`;
const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

async function ran(...argv: string[]) {
  const { io, out, err } = recorder({ cwd: folder });
  const code = await run(argv, io);
  return { code, out: out(), err: err() };
}

beforeAll(() => {
  put('broken.jsonl', text(broken()));
  put('whole.jsonl', text(whole()));
  put('first.jsonl', text(snapshot(resourcesOf('us-east-1'), ['us-east-1'])));
  put('second.jsonl', text(snapshot(resourcesOf('eu-central-1'), ['eu-central-1'])));
});

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
    for (const name of ['newer.jsonl', 'cut.jsonl', 'other.jsonl', 'none.jsonl']) {
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

describe('explain', () => {
  it('tells of a finding the rule, the match and the raw values, from a snapshot or a report', async () => {
    const result = judge(broken(), parseBaseline('', 'infra-parity.yaml', collectors));
    const finding = result.findings.find((one) => one.rule === 'security-group-rules');
    const print = finding?.fingerprint.slice(0, 10) ?? '';
    await ran('audit', '--from', 'broken.jsonl', '--report', 'json=result.json');
    const fromSnapshot = await ran('explain', print, '--from', 'broken.jsonl');
    const fromReport = await ran('explain', print, '--from', 'result.json');
    expect(fromReport).toEqual(fromSnapshot);
    expect(fromReport.code).toBe(0);
    expect(fromReport.out).toContain(`Fingerprint ${finding?.fingerprint}`);
    expect(fromReport.out).toContain('matched by logical id shop/WebGroup');
    expect(fromReport.out).toContain('- eu-central-1 (deviates): present');
    expect(fromReport.out).toContain('    id: shop-webgroup-9f8e');
    expect(fromReport.out).toContain('"FromPort": 22');
    expect(fromReport.out).toContain('What it cannot see');
  });

  it('says that no finding, or several, begin so', async () => {
    expect((await ran('explain', 'zzz', '--from', 'broken.jsonl')).err).toMatch(
      /^infra-parity: explain zzz: none of the 3 findings of broken\.jsonl has a fingerprint that begins so\n$/,
    );
    const several = await ran('explain', '', '--from', 'broken.jsonl');
    expect(several.err).toMatch(/3 findings begin so, [0-9a-f]{16}, .*; give more of it\n$/);
    expect(several.code).toBe(2);
  });

  it('refuses a report of another shape', async () => {
    put('old.json', '{"findings": [], "schemaVersion": 1}');
    expect((await ran('explain', 'a', '--from', 'old.json')).err).toMatch(
      /^infra-parity: --from old\.json: is no JSON report of this version: /,
    );
  });
});

describe('init', () => {
  it('writes a baseline that its reader accepts and that the region itself meets', async () => {
    const { code, out } = await ran('init', '--from-snapshot', 'first.jsonl', '--output', '-');
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot('golden/init.golden.yaml');
    const baseline = parseBaseline(out, 'infra-parity.yaml', collectors);
    expect(baseline).toMatchObject({
      regions: ['us-east-1'],
      select: { stackPrefixes: ['shop'], tags: { app: 'shop' } },
    });
    expect(baseline.expect).toContainEqual({
      type: 'AWS::RDS::DBInstance',
      count: '>=1',
      properties: {
        StorageEncrypted: true,
        BackupRetentionPeriod: '>=7',
        MonitoringInterval: '>=60',
        PubliclyAccessible: false,
      },
    });
    expect(judge(snapshot(resourcesOf('us-east-1'), ['us-east-1']), baseline).findings).toEqual([]);
  });

  it('holds the region that lacks something to it', async () => {
    const { out } = await ran(
      'init',
      '--from-snapshot',
      'broken.jsonl',
      '--from',
      'us-east-1',
      '--regions',
      'us-east-1,eu-central-1',
      '--output',
      '-',
    );
    const found = judge(broken(), parseBaseline(out, 'infra-parity.yaml', collectors)).findings;
    expect(found.map((finding) => `${finding.rule} ${finding.regions}`)).toContain('expected-resource eu-central-1');
  });

  it('comments every line it does not hold, and each still reads as YAML when taken in', async () => {
    const { out } = await ran(
      'init',
      '--from-snapshot',
      'first.jsonl',
      '--regions',
      'us-east-1,eu-central-1',
      '--output',
      '-',
    );
    const block = /(?:^# (?:networks|asymmetry|pairs|roles):\n)(?:^# .*\n)+/gm;
    const sections = out.replace(block, (lines) => lines.replace(/^# /gm, ''));
    expect(sections.match(/^(networks|asymmetry|pairs|roles):$/gm)).toHaveLength(4);
    const baseline = parseBaseline(sections, 'infra-parity.yaml', collectors);
    expect(Object.keys(baseline)).toEqual(expect.arrayContaining(['networks', 'asymmetry', 'pairs', 'roles']));
  });

  it('warns of what is wrong there already', async () => {
    const second = await ran('init', '--from-snapshot', 'broken.jsonl', '--from', 'eu-central-1', '--output', '-');
    expect(second.out).toContain('#   shop-webgroup: tcp 22 from 0.0.0.0/0\n');
    expect(second.out).toMatch(/# {3}high world-open-port: WebGroup is open to the world/);
  });

  it('does not hold what is not so, and says of whom', async () => {
    const bare = resourcesOf('us-east-1').map((one) =>
      one.logicalId === 'Database'
        ? { ...one, properties: { ...one.properties, StorageEncrypted: false, BackupRetentionPeriod: 0 } }
        : one,
    );
    put('bare.jsonl', text(snapshot(bare, ['us-east-1'])));
    const { out } = await ran('init', '--from-snapshot', 'bare.jsonl', '--output', '-');
    expect(out).toContain('      # StorageEncrypted: true   # not so for shop-database\n');
    expect(out).toContain('      # BackupRetentionPeriod: ">=1"   # not so for shop-database\n');
    expect(parseBaseline(out, 'x', collectors).expect).not.toContainEqual(
      expect.objectContaining({ properties: expect.objectContaining({ StorageEncrypted: true }) }),
    );
  });

  it('takes hostile names for text', async () => {
    const hostile = resourcesOf('us-east-1').map((one) => ({
      ...one,
      name: 'a\nregions: []\u001b[31m: # "x"',
      properties: { ...one.properties, StorageEncrypted: false },
    }));
    const value = snapshot(hostile, ['us-east-1']);
    const selection = { ...value.header.selection, tags: { 'a: b\n': ['yes', '#\u202e'] } };
    put('hostile.jsonl', text({ ...value, header: { ...value.header, selection } }));
    const { out } = await ran('init', '--from-snapshot', 'hostile.jsonl', '--output', '-');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(parseBaseline(out, 'x', collectors).select?.tags).toEqual({ 'a: b\n': ['yes', '#\u202e'] });
  });

  it('never overwrites a file unless told', async () => {
    put('infra-parity.kept.yaml', 'mine');
    const argv = ['init', '--from-snapshot', 'first.jsonl', '--output', 'infra-parity.kept.yaml'];
    const { code, err } = await ran(...argv);
    expect(err).toBe(
      'infra-parity: --output infra-parity.kept.yaml: is there already; --force overwrites it, --output writes elsewhere\n',
    );
    expect(code).toBe(2);
    expect(read('infra-parity.kept.yaml')).toBe('mine');
    expect((await ran(...argv, '--force')).code).toBe(0);
    expect(read('infra-parity.kept.yaml')).toMatch(
      /^# yaml-language-server: \$schema=\.\/infra-parity\.schema\.json\n/,
    );
  });
});

describe('pages', () => {
  it.each(rules.map((rule) => rule.meta.id))('rules %s says why, what to do and what it cannot see', async (id) => {
    const { code, out } = await ran('rules', id);
    expect(code).toBe(0);
    for (const title of ['Why it matters', 'What to do', 'What it cannot see', 'Examples'])
      expect(out).toContain(`\n${title}\n`);
  });

  it.each(collectors.map((collector) => collector.type))(
    'types %s says what is read and how it is compared',
    async (type) => {
      const { code, out } = await ran('types', type);
      expect(code).toBe(0);
      for (const title of ['Read by', 'How properties are compared', 'What it cannot see'])
        expect(out).toContain(`\n${title}\n`);
    },
  );

  it('lists all of them', async () => {
    const listed = (await ran('rules')).out;
    for (const { meta } of rules)
      expect(listed).toMatch(new RegExp(`^${meta.id} +${meta.severity} +${meta.family} `, 'm'));
    const types = (await ran('types')).out;
    for (const { type } of collectors) expect(types).toContain(type);
    expect(types).toContain('by presence only');
  });

  it.each(['baseline', 'report', 'snapshot'])('schema %s is a JSON Schema', async (name) => {
    const { code, out } = await ran('schema', name);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });
});

describe('names of regions', () => {
  it('takes every region that there is, and those of merged accounts', () => {
    for (const { name } of regions) expect(checkRegion('--regions', name)).toBe(name);
    expect(checkRegion('--regions', '111122223333/us-east-1')).toBe('111122223333/us-east-1');
    expect(checkRegion('--regions', 'nz-south-9')).toBe('nz-south-9');
  });

  it.each(['us-est-1', 'useast1', 'us-east-1a', 'us-east', 'US-EAST-1'])('refuses %s', (name) => {
    expect(() => checkRegion('--regions', name)).toThrow('did you mean us-east-1?');
  });
});
