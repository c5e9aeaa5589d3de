import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { collectors } from '../collectors/index.ts';
import { UsageError } from '../common/usage-error.ts';
import { rules } from '../rules/index.ts';
import { readSnapshot } from '../snapshot/read.ts';
import { findBaseline, parseBaseline, readBaseline } from './baseline-file.ts';
import { checkRegions } from './check-baseline.ts';

const FILE = 'infra-parity.yaml';
const parse = (text: string) => parseBaseline(text, FILE, { collectors, rules });

function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}
/** `A.B` for each member of an object. */
const membersOf = (name: string, value: unknown) =>
  value && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value).map((key) => `${name}.${key}`) : [];
const refused = (text: string) => problemOf(() => parse(text));

describe('a baseline that reads', () => {
  it('has the defaults of what is left out', () => {
    const { place, ...settings } = parse('');
    expect(settings).toEqual({ version: 1, defaultExpectations: true, file: FILE });
    expect(place(['expect', 0])).toBe(FILE);
  });

  it('may be JSON, with a comment-free first line', () => {
    expect(parse('{"$schema": "x.json", "regions": ["us-east-1"], "failOn": "high"}')).toMatchObject({
      regions: ['us-east-1'],
      failOn: 'high',
    });
  });

  it('may use anchors and merge keys', () => {
    const text =
      'expect:\n  - &db {type: AWS::RDS::DBInstance, count: 1, regions: [us-east-1]}\n  - {<<: *db, count: 2, regions: [eu-central-1]}\n';
    expect(parse(text).expect).toEqual([
      { type: 'AWS::RDS::DBInstance', count: 1, regions: ['us-east-1'] },
      { type: 'AWS::RDS::DBInstance', count: 2, regions: ['eu-central-1'] },
    ]);
  });

  it('knows the line of each member', () => {
    const text = [
      '# a comment',
      'roles:',
      '  us-east-1: primary',
      'expect:',
      '  - type: AWS::RDS::DBInstance',
      '    properties:',
      '      StorageEncrypted: true',
      '  - type: AWS::KMS::Key',
      'comparators: {AWS::EC2::VPC: {EnableDnsSupport: ignored}}',
    ].join('\n');
    const { place } = parse(text);
    expect(place(['roles', 'us-east-1'])).toBe(`${FILE}:3`);
    expect(place(['expect'])).toBe(`${FILE}:4`);
    expect(place(['expect', 0])).toBe(`${FILE}:5`);
    expect(place(['expect', 0, 'properties', 'StorageEncrypted'])).toBe(`${FILE}:7`);
    expect(place(['expect', 1])).toBe(`${FILE}:8`);
    expect(place(['expect', 1, 'properties', 'Enabled'])).toBe(`${FILE}:8`);
    expect(place(['comparators', 'AWS::EC2::VPC', 'EnableDnsSupport'])).toBe(`${FILE}:9`);
  });
});

describe('a baseline that does not', () => {
  it.each([
    [
      'a key twice',
      'failOn: low\nfailOn: high',
      `${FILE}:2: this is not YAML that can be read: Map keys must be unique`,
    ],
    [
      'a tag of its own',
      'regions: !secret [a]',
      `${FILE}:1: this is not YAML that can be read: Unresolved tag: !secret`,
    ],
    ['broken YAML', 'roles: {us-east-1: primary', `${FILE}:1: this is not YAML that can be read:`],
    [
      'an alias of nothing',
      'version: 1\nroles: *nowhere',
      `${FILE}:2: *nowhere stands for nothing; no &nowhere comes before it`,
    ],
    [
      'two documents',
      'version: 1\n---\nversion: 1',
      `${FILE}:2: a second document begins here; the file may hold one only`,
    ],
    ['a number in quotes', 'version: "1"', `${FILE}:1 version: "1" is a text; expected the number 1, without quotes`],
    ['a list', '- a', `${FILE}:1: Invalid input: expected object, received array`],
    ['an unknown key', 'failOn: low\nregion: [us-east-1]', `${FILE}:2 region: unknown key; did you mean regions?`],
    [
      'an unknown key inside',
      'expect:\n  - type: AWS::KMS::Key\n    propertys: {}',
      `${FILE}:3 expect.0.propertys: unknown key; did you mean properties?`,
    ],
    [
      'a missing member',
      'asymmetry:\n  - type: AWS::KMS::Key\n    only: [us-east-1]',
      `${FILE}:2 asymmetry.0.reason: is missing`,
    ],
    [
      'a misspelt word',
      'failOn: critcal',
      `${FILE}:1 failOn: expected one of low, medium, high, critical, never; did you mean critical?`,
    ],
    [
      'a wrong kind',
      'defaultExpectations: maybe',
      `${FILE}:1 defaultExpectations: Invalid input: expected boolean, received string`,
    ],
    ['a region that is none', 'regions: [us-east]', `${FILE}:1 regions.0: expected an AWS region such as us-east-1`],
    [
      'a region as a key',
      'roles: {useast1: primary}',
      `${FILE}:1 roles.useast1: "useast1" is not an AWS region; did you mean us-east-1?`,
    ],
    [
      'a type that is none',
      'expect: [{type: Database}]',
      `${FILE}:1 expect.0.type: expected a CloudFormation type such as AWS::RDS::DBInstance`,
    ],
    [
      'a wrong number',
      'expect: [{type: AWS::KMS::Key, count: "many"}]',
      `${FILE}:1 expect.0.count: a number, or ">=1"`,
    ],
    ['a version from the future', 'version: 2', `${FILE}:1 version: expected 1`],
    [
      'a rule that there is not',
      'rules:\n  tag-drft: off',
      `${FILE}:2 rules.tag-drft: there is no such rule; did you mean tag-drift?`,
    ],
    [
      'a setting of a rule',
      'rules: {tag-drift: loud}',
      `${FILE}:1 rules.tag-drift: expected one of off, low, medium, high, critical`,
    ],
    [
      'a severity inside',
      'rules:\n  tag-drift:\n    severity: hihg',
      `${FILE}:3 rules.tag-drift.severity: expected one of low, medium, high, critical; did you mean high?`,
    ],
    [
      'an option',
      'rules:\n  tag-drift:\n    options:\n      ignored: [a]',
      `${FILE}:4 rules.tag-drift.options.ignored: unknown key; did you mean ignore?`,
    ],
    [
      'a value of an option',
      'rules: {trail-coverage: {options: {required: 1}}}',
      `${FILE}:1 rules.trail-coverage.options.required: Invalid input: expected boolean, received number`,
    ],
    [
      'a comparator',
      'comparators: {AWS::EC2::VPC: {EnableDnsSupport: ignore}}',
      `${FILE}:1 comparators.AWS::EC2::VPC.EnableDnsSupport: expected one of same,`,
    ],
    [
      'a type that is not read',
      'comparators: {AWS::RDS::DBInstanc: {Port: same}}',
      `${FILE}:1 comparators.AWS::RDS::DBInstanc: the properties of AWS::RDS::DBInstanc are not read; did you mean AWS::RDS::DBInstance?`,
    ],
    [
      'a property that is not read',
      'comparators: {AWS::RDS::DBInstance: {StorageEncryptd: same}}',
      `${FILE}:1 comparators.AWS::RDS::DBInstance.StorageEncryptd: no property StorageEncryptd is read of AWS::RDS::DBInstance; did you mean StorageEncrypted?`,
    ],
    [
      'a type nearly right',
      'expect: [{type: AWS::RDS::DbInstance}]',
      `${FILE}:1 expect.0.type: there is no type AWS::RDS::DbInstance; did you mean AWS::RDS::DBInstance?`,
    ],
    [
      'a region that is not audited',
      'regions: [us-east-1, us-east-2]\nroles: {us-west-2: standby}',
      `${FILE}:2 roles.us-west-2: us-west-2 is not an audited region`,
    ],
    [
      'a reference that is not audited',
      'regions: [us-east-1, eu-central-1]\nreference: us-east-2',
      `${FILE}:2 reference: us-east-2 is not an audited region; did you mean us-east-1?`,
    ],
    [
      'a role that no region has',
      'roles: {us-east-1: primary}\nexpect:\n  - {type: AWS::KMS::Key, role: primry}',
      `${FILE}:3 expect.0.role: no region has the role primry; did you mean primary?`,
    ],
    [
      'a role in a count',
      'asymmetry: [{type: AWS::KMS::Key, count: {standby: 1}, reason: x}]',
      `${FILE}:1 asymmetry.0.count.standby: no region has the role standby`,
    ],
    [
      'a role that lives',
      'asymmetry: [{type: AWS::KMS::Key, only: {role: standby}, reason: x}]',
      `${FILE}:1 asymmetry.0.only.role: no region has the role standby`,
    ],
    [
      'an asymmetry that says nothing',
      'asymmetry: [{type: AWS::KMS::Key, reason: x}]',
      `${FILE}:1 asymmetry.0: say what may differ: only, count or properties`,
    ],
    [
      'an asymmetry of everything',
      'asymmetry: [{only: [us-east-1], reason: x}]',
      `${FILE}:1 asymmetry.0: say of what: type, counterpart or stack`,
    ],
    [
      'an address range',
      'networks: {office: 203.0.113.0/33}',
      `${FILE}:1 networks.office: 203.0.113.0/33 is not an address range`,
    ],
    [
      'an address range of a region',
      'networks:\n  us-east-1:\n    app: [10.0.0.0/16, 10.1.0.0]',
      `${FILE}:3 networks.us-east-1.app: 10.1.0.0 is not an address range`,
    ],
    [
      'names of a network that is no region',
      'networks: {office: {berlin: 203.0.113.0/24}}',
      `${FILE}:1 networks.office: names of its own can only be given to a region`,
    ],
    [
      'a pair of one',
      'pairs: [{type: AWS::KMS::Key, resources: {us-east-1: a}}]',
      `${FILE}:1 pairs.0.resources: a pair names a resource in two regions or more`,
    ],
    [
      'a resource in two pairs',
      'pairs:\n  - {type: AWS::KMS::Key, resources: {us-east-1: a, us-east-2: b}}\n  - {type: AWS::KMS::Key, resources: {us-east-1: a, us-east-2: c}}',
      `${FILE}:3 pairs.1.resources.us-east-1: a is already paired in pairs.0`,
    ],
    [
      'a region twice in a pair',
      'pairs: [{type: AWS::KMS::Key, resources: {us-east-1: a, 111122223333/us-east-1: b}}]',
      `${FILE}:1 pairs.0.resources.111122223333/us-east-1: us-east-1 is named twice, with and without its account`,
    ],
    [
      'a pair of one stack',
      'stacks:\n  - {us-east-1: shop-orders}',
      `${FILE}:2 stacks.0: a pair names a stack in two regions or more`,
    ],
    [
      'a stack in two pairs',
      'stacks:\n  - {us-east-1: shop, us-east-2: laden}\n  - {us-east-1: shop, us-east-2: boutique}',
      `${FILE}:3 stacks.1.us-east-1: shop is already paired in stacks.0`,
    ],
    [
      'a word of two regions',
      'words:\n  us-east-1: [va, east]\n  us-east-2: East',
      `${FILE}:3 words.us-east-2: east is the word of us-east-1 already: it would tell neither`,
    ],
    ['a word twice', 'words: {us-east-1: [va, VA]}', `${FILE}:1 words.us-east-1: va stands twice`],
    [
      'a word that is the role of another region',
      'roles: {us-east-1: primary, us-east-2: dr}\nwords: {us-east-1: dr}',
      `${FILE}:2 words.us-east-1: dr is the role of us-east-2: it would tell neither`,
    ],
    ['a word that is no word', 'words: {us-east-1: "va-1"}', `${FILE}:1 words.us-east-1: a word is letters and digits`],
    [
      'an expectation twice',
      'expect:\n  - {type: AWS::KMS::Key, count: 1}\n  - {count: 1, type: AWS::KMS::Key, why: once more}',
      `${FILE}:3 expect.1: this is declared already, in expect.0`,
    ],
    [
      'a pattern',
      'expect: [{type: AWS::KMS::Key, properties: {Description: {matches: "("}}}]',
      `${FILE}:1 expect.0.properties.Description.matches: Invalid regular expression`,
    ],
    [
      'a property that is not read',
      'expect:\n  - type: AWS::RDS::DBInstance\n    properties:\n      StorageEncryptd: true',
      `${FILE}:4 expect.0.properties.StorageEncryptd: no property StorageEncryptd is read of AWS::RDS::DBInstance; did you mean StorageEncrypted?`,
    ],
    [
      'a property that is like no other',
      'expect: [{type: AWS::KMS::Key, properties: {Colour: red}}]',
      `${FILE}:1 expect.0.properties.Colour: no property Colour is read of AWS::KMS::Key`,
    ],
    [
      'a member that is not read',
      'expect: [{type: AWS::S3::Bucket, properties: {VersioningConfiguration.Satus: Enabled}}]',
      'Satus is read of AWS::S3::Bucket; did you mean VersioningConfiguration.Status?',
    ],
    [
      'a property that may not differ, for it is not read',
      'asymmetry: [{type: AWS::RDS::DBInstance, properties: [MultiAZ, AllocatedStorag], reason: x}]',
      `${FILE}:1 asymmetry.0.properties.1: no property AllocatedStorag is read of AWS::RDS::DBInstance; did you mean AllocatedStorage?`,
    ],
    [
      'one of no type',
      'asymmetry: [{stack: a*, properties: [AllocatedStorag], reason: x}]',
      `${FILE}:1 asymmetry.0.properties.0: no property AllocatedStorag is read; did you mean AllocatedStorage?`,
    ],
    [
      'a comparison with a text',
      'expect: [{type: AWS::RDS::DBInstance, properties: {BackupRetentionPeriod: ">=x"}}]',
      `${FILE}:1 expect.0.properties.BackupRetentionPeriod: nothing is >= x: numbers and versions such as 15.4 have an order`,
    ],
    [
      'within nothing',
      'comparators: {AWS::RDS::DBInstance: {Iops: within}}',
      `${FILE}:1 comparators.AWS::RDS::DBInstance.Iops: within how much? {compare: within, percent: 20}`,
    ],
    [
      'per cent of nothing',
      'comparators: {AWS::RDS::DBInstance: {Iops: {compare: at-least, percent: 5}}}',
      `${FILE}:1 comparators.AWS::RDS::DBInstance.Iops.percent: belongs to within; at-least has no use for it`,
    ],
    [
      'regions without the role',
      'roles: {us-east-1: primary, us-east-2: standby}\nexpect: [{type: AWS::KMS::Key, regions: [us-east-1], role: standby}]',
      `${FILE}:2 expect.0.role: the role standby is that of us-east-2, and not of us-east-1`,
    ],
    ...['"200-100"', '"1-65536"'].map((port): [string, string, string] => [
      `the ports ${port}`,
      `rules: {world-open-port: {options: {ports: [22, ${port}]}}}`,
      `${FILE}:1 rules.world-open-port.options.ports.1: the lower port of a range stands first, and none is above 65535`,
    ]),
    [
      'a port that there is not',
      'rules: {world-open-port: {options: {allow: [{counterpart: a, ports: [65536]}]}}}',
      `${FILE}:1 rules.world-open-port.options.allow.0.ports.0: Too big: expected number to be <=65535`,
    ],
  ])('%s', (_, text, problem) => {
    expect(refused(text)).toContain(problem);
  });

  it('but not a property that may be there under the name', () => {
    const properties = [
      'Tags.app',
      'MasterUserSecret',
      'MasterUserSecret.KmsKeyId',
      'AssociatedRoles.Any',
      'ServerlessV2ScalingConfiguration.SecondsUntilAutoPause',
    ];
    const expect_ = `expect: [{type: AWS::RDS::DBCluster, properties: {${properties.map((name) => `${name}: 1`).join(', ')}}}]`;
    const other = 'asymmetry: [{type: AWS::MediaLive::Channel, properties: [Anything], reason: x}]';
    expect(() => parse(`${expect_}\n${other}`)).not.toThrow();
    expect(() => parse('expect: [{type: AWS::MediaLive::Channel, properties: {Anything: "> 3"}}]')).not.toThrow();
  });

  it('nor any that a collector reads', () => {
    const worlds = new URL('../../fixtures/worlds/', import.meta.url);
    for (const world of readdirSync(worlds)) {
      const { resources } = readSnapshot(fileURLToPath(new URL(`${world}/snapshot.jsonl`, worlds)));
      const read = resources.map(({ type, properties }, index) => {
        const paths = Object.entries(properties ?? {}).flatMap(([name, value]) => [name, ...membersOf(name, value)]);
        return { type, counterpart: `${index}`, properties: Object.fromEntries(paths.map((path) => [path, null])) };
      });
      expect(() => parse(JSON.stringify({ expect: read })), world).not.toThrow();
    }
  });

  it('says everything that is wrong, a line each', () => {
    expect(refused('failOn: no\nregions: [nowhere]\ncolour: red').split('\n')).toEqual([
      `${FILE}:2 regions.0: expected an AWS region such as us-east-1`,
      `${FILE}:1 failOn: expected one of low, medium, high, critical, never`,
      `${FILE}:3 colour: unknown key`,
    ]);
  });

  it('does not grow without end', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[at]}`).join(', ')}]`),
    ];
    expect(refused(bomb.join('\n'))).toContain('this is not YAML that can be read');
  });
});

describe('the regions that are audited', () => {
  it('are regions of AWS', () => {
    expect(refused('regions: [us-east-1, us-esat-2]')).toBe(
      `${FILE}:1 regions.1: "us-esat-2" is not an AWS region; did you mean us-east-2?`,
    );
    expect(refused('expect: [{type: AWS::KMS::Key, regions: [eu-cental-1]}]')).toBe(
      `${FILE}:1 expect.0.regions.0: "eu-cental-1" is not an AWS region; did you mean eu-central-1?`,
    );
  });

  const baseline = parse(
    'regions: [us-east-1, us-east-2, us-west-2]\nreference: us-east-1\nroles: {us-west-2: standby}',
  );
  it('may be fewer than the baseline lists', () => {
    expect(() => checkRegions(baseline, ['us-east-1', 'us-east-2'])).not.toThrow();
    expect(() => checkRegions(baseline, ['111122223333/us-east-1', '444455556666/us-east-1'])).not.toThrow();
  });
  it('are those that declarations speak of, when the baseline lists none', () => {
    const bare = parse('\nroles: {us-west-2: standby}');
    expect(problemOf(() => checkRegions(bare, ['us-east-1', 'us-east-2']))).toBe(
      `${FILE}:2 roles.us-west-2: us-west-2 is not an audited region; if it belongs to the design, list it under regions too`,
    );
  });
});

describe('the file', () => {
  const root = mkdtempSync(join(tmpdir(), 'baseline-'));
  const below = join(root, 'a', 'b');
  mkdirSync(below, { recursive: true });
  afterAll(() => rmSync(root, { recursive: true }));

  it('is found in the directory or the nearest above', () => {
    writeFileSync(join(root, 'infra-parity.yml'), 'failOn: low');
    expect(findBaseline(below)).toBe(join(root, 'infra-parity.yml'));
    writeFileSync(join(root, 'a', 'infra-parity.json'), '{"failOn": "high"}');
    expect(findBaseline(below)).toBe(join(root, 'a', 'infra-parity.json'));
    expect(readBaseline(findBaseline(below) as string, { collectors, rules }).failOn).toBe('high');
  });

  it('is refused when there are two of them', () => {
    writeFileSync(join(below, 'infra-parity.yaml'), '');
    writeFileSync(join(below, 'infra-parity.json'), '{}');
    expect(problemOf(() => findBaseline(below))).toContain('there are several baselines');
  });

  it('is said to be no text', () => {
    const path = join(root, 'a.yaml');
    writeFileSync(path, Buffer.from([0x1f, 0x8b, 8, 0]));
    expect(problemOf(() => readBaseline(path, { collectors, rules }, 'a.yaml'))).toBe(
      'a.yaml: is compressed by gzip; unpack it first',
    );
    writeFileSync(path, '\ufeffversion: 1', 'utf16le');
    expect(problemOf(() => readBaseline(path, { collectors, rules }, 'a.yaml'))).toBe(
      'a.yaml: is UTF-16 text; write it as UTF-8',
    );
  });

  it('is said to be missing, or to be a directory', () => {
    expect(problemOf(() => readBaseline(join(root, 'none.yaml'), { collectors, rules }))).toContain(
      'none.yaml: the baseline cannot be read: there is no such file',
    );
    expect(problemOf(() => readBaseline(root, { collectors, rules }))).toContain('it is a directory');
  });
});

describe('named places', () => {
  const known = { collectors: [], rules: [] };
  const read = (text: string) => parseBaseline(text, 'infra-parity.yaml', known);
  const problem = (text: string) => {
    try {
      read(text);
    } catch (error) {
      return (error as Error).message;
    }
    return null;
  };
  const TWO = 'places:\n  production: {region: us-east-1, profile: prod}\n  standby: {region: eu-central-1}\n';

  it('may be spoken of by every declaration', () => {
    const text = `${TWO}reference: production\nroles: {production: primary}\nwords: {standby: [dr]}\nnetworks: {standby: {app: 10.2.0.0/16}}
expect: [{type: 'AWS::SQS::Queue', regions: [standby]}]
asymmetry: [{type: 'AWS::SNS::Topic', only: [production], reason: once}, {type: 'AWS::SNS::Topic', count: {production: 2, standby: 1}, reason: less}]
pairs: [{type: 'AWS::SQS::Queue', resources: {production: a, standby: b}}]`;
    expect(Object.keys(read(text).places ?? {})).toEqual(['production', 'standby']);
  });

  it.each([
    ['a name that is none', `${TWO}reference: productoin`, 'there is no place productoin; did you mean production?'],
    ['a region that is none', 'places: {a: {region: us-est-1}}', 'did you mean us-east-1?'],
    ['regions beside them', `${TWO}regions: [us-east-1]`, 'the places have their regions already'],
    ['a region called after another', 'places: {us-west-2: {region: us-east-1}}', 'nobody would read it right'],
    ['one place twice', 'places: {a: {region: us-east-1}, b: {region: us-east-1}}', 'is the same place as a'],
    [
      'two accounts',
      "places: {a: {region: us-east-1, account: '111122223333', roleArn: 'arn:aws:iam::444455556666:role/r'}}",
      'the role is one of account 444455556666',
    ],
    ['an external id without a role', 'places: {a: {region: us-east-1, externalIdFrom: ID}}', 'belongs to a role'],
    ['an account that is a number', 'places: {a: {region: us-east-1, account: 111122223333}}', 'account'],
  ])('refuse %s', (_, text, why) => {
    expect(problem(text)).toContain(why);
  });
});
