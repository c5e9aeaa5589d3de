import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../baseline/baseline.ts';
import { parseBaseline } from '../baseline/baseline-file.ts';
import { collectors } from '../collectors/index.ts';
import { rules } from '../rules/index.ts';
import { broken, resourcesOf, snapshot } from './sample-snapshot.ts';
import { judge } from './stages.ts';
import { workshop } from './testing.ts';

const { folder, text, put, read, ran } = workshop();

describe('init', () => {
  it('writes a baseline that its reader accepts and that the region itself meets', async () => {
    const { code, out } = await ran('init', '--from-snapshot', 'first.jsonl', '--output', '-');
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot('golden/init.golden.yaml');
    const baseline = parseBaseline(out, 'infra-parity.yaml', { collectors, rules });
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

  it('writes none of what is nowhere', async () => {
    const value = snapshot(resourcesOf('us-east-1'), ['us-east-1']);
    const selection = { stackPrefixes: ['shop', 'nosuch'], tags: {}, types: [], excludeTypes: [] };
    put('asked.jsonl', text({ ...value, header: { ...value.header, selection } }));
    const { code, err } = await ran('init', '--from-snapshot', 'asked.jsonl', '--output', '-');
    expect(code).toBe(2);
    expect(err).toBe('infra-parity: --stack-prefix nosuch: nothing in us-east-1 fits it\n');
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
    const found = judge(broken(), parseBaseline(out, 'infra-parity.yaml', { collectors, rules })).findings;
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
    const baseline = parseBaseline(sections, 'infra-parity.yaml', { collectors, rules });
    expect(Object.keys(baseline)).toEqual(expect.arrayContaining(['networks', 'asymmetry', 'pairs', 'roles']));
  });

  it('warns of what is wrong there already', async () => {
    const second = await ran('init', '--from-snapshot', 'broken.jsonl', '--from', 'eu-central-1', '--output', '-');
    expect(second.out).toContain('#   shop-webgroup: tcp 22 from 0.0.0.0/0\n');
    expect(second.out).toMatch(/# {3}high world-open-port: shop\/WebGroup is open to the world/);
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
    expect(parseBaseline(out, 'x', { collectors, rules }).expect).not.toContainEqual(
      expect.objectContaining({ properties: expect.objectContaining({ StorageEncrypted: true }) }),
    );
  });

  it('takes hostile names for text', async () => {
    const hostile = resourcesOf('us-east-1').map((one, index) => ({
      ...one,
      tags: { ...one.tags, 'a: b\n': index === 0 ? 'yes' : '#\u202e' },
      name: 'a\nregions: []\u001b[31m: # "x"',
      properties: { ...one.properties, StorageEncrypted: false },
    }));
    const value = snapshot(hostile, ['us-east-1']);
    const selection = { ...value.header.selection, tags: { 'a: b\n': ['yes', '#\u202e'] } };
    put('hostile.jsonl', text({ ...value, header: { ...value.header, selection } }));
    const { out } = await ran('init', '--from-snapshot', 'hostile.jsonl', '--output', '-');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(parseBaseline(out, 'x', { collectors, rules }).select?.tags).toEqual({ 'a: b\n': ['yes', '#\u202e'] });
  });

  it('says the check that finds what it wrote', async () => {
    const argv = ['init', '--from-snapshot', 'first.jsonl', '--output'];
    const wrote = async (...more: string[]) => (await ran(...argv, ...more)).err;
    const there = 'read it, then run infra-parity check';
    expect(await wrote('held.yaml')).toBe(`infra-parity: wrote held.yaml; ${there} --baseline held.yaml\n`);
    expect(await wrote('./infra-parity.yaml')).toBe(`infra-parity: wrote ./infra-parity.yaml; ${there}\n`);
    // There are two now: neither is found.
    expect(await wrote('infra-parity.yml')).toContain('--baseline infra-parity.yml\n');
    for (const name of ['held.yaml', 'infra-parity.yaml', 'infra-parity.yml']) rmSync(join(folder, name));
    expect(await wrote('first.jsonl', '--force')).toContain('is the file that --from-snapshot first.jsonl reads');
  });

  describe('from a snapshot, with filters', () => {
    const wrote = async (...more: string[]) => {
      const { code, out, err } = await ran('init', '--from-snapshot', 'first.jsonl', '--output', '-', ...more);
      return { code, err, baseline: code === 2 ? {} : parseBaseline(out, 'x', { collectors, rules }) };
    };
    const typesOf = ({ baseline }: Awaited<ReturnType<typeof wrote>>) =>
      (baseline as Baseline).expect?.map((one) => one.type);

    it('holds to what fits them, and declares them', async () => {
      const only = await wrote('--type', 'AWS::KMS::*');
      expect(typesOf(only)).toEqual(['AWS::KMS::Key']);
      expect(only.baseline).toMatchObject({ select: { stackPrefixes: ['shop'], types: ['AWS::KMS::*'] } });
      const others = await wrote('--exclude-type', 'AWS::KMS::Key', '--exclude-type', 'AWS::EC2::*');
      expect(typesOf(others)).toEqual(['AWS::CloudTrail::Trail', 'AWS::RDS::DBInstance']);
      const own = resourcesOf('us-east-1').map((one, index) => ({
        ...one,
        stack: index < 2 ? 'shop-web' : 'shop-data',
        tags: { app: 'shop', tier: index === 4 ? 'data' : 'web' },
      }));
      put('first.jsonl', text(snapshot(own, ['us-east-1'])));
      const web = await wrote('--stack-prefix', 'shop-web');
      expect(typesOf(web)).toEqual(['AWS::CloudTrail::Trail', 'AWS::EC2::SecurityGroup']);
      expect(web.baseline).toMatchObject({ select: { stackPrefixes: ['shop-web'] } });
      const data = await wrote('--tag', 'app=shop', '--tag', 'tier=data');
      expect(typesOf(data)).toEqual(['AWS::RDS::DBInstance']);
      const both = await wrote('--stack-prefix', 'shop-web', '--tag', 'app=shop', '--tag', 'tier=data');
      expect(typesOf(both)).toHaveLength(3);
    });

    it.each([
      [['--type', 'AWS::S3::Bucket'], '--type: nothing that is selected in first.jsonl fits it'],
      [['--type', 'AWS::S3::Bukket'], '--type: unknown type AWS::S3::Bukket; did you mean AWS::S3::Bucket?'],
      [
        ['--stack-prefix', 'other'],
        '--stack-prefix other: first.jsonl holds --stack-prefix shop --tag app=shop only; collect it anew',
      ],
      [
        ['--tag', 'tier=web'],
        '--tag tier=web: first.jsonl holds --stack-prefix shop --tag app=shop only; collect it anew',
      ],
    ])('refuses %j', async (argv, line) => {
      expect(await wrote(...argv)).toMatchObject({ code: 2, err: `infra-parity: ${line}\n` });
    });

    it('refuses a tag where the tags were not read', async () => {
      const untold = resourcesOf('us-east-1').map((one) => ({ ...one, tags: null }));
      put('first.jsonl', text(snapshot(untold, ['us-east-1'])));
      expect((await wrote('--tag', 'app=shop')).err).toMatch(
        /^infra-parity: --tag: first\.jsonl does not hold the tags of /,
      );
    });
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
