import { describe, expect, it } from 'vitest';
import type { ExampleResource } from '../rules/rule.ts';
import type { Json, Resource, Snapshot } from '../snapshot/snapshot.ts';
import { alignmentOf, judgedBy, ruleOf, unread } from './testing.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
type Properties = { readonly [name: string]: Json };
const of = (type: string, properties: Properties, more: Partial<ExampleResource> = {}): ExampleResource => ({
  type,
  name: 'main',
  logicalId: 'Main',
  stack: 'app',
  properties,
  ...more,
});
const changed = (change: (resource: Resource) => Resource) => (snapshot: Snapshot) => ({
  ...snapshot,
  resources: snapshot.resources.map(change),
});

describe('expected-resource', () => {
  const table = (name: string) => of('AWS::DynamoDB::Table', {}, { name, logicalId: name });
  const expecting = (what: string) =>
    `roles: {${A}: primary, ${B}: standby}\nexpect:\n  - {type: AWS::DynamoDB::Table, ${what}}`;
  const judged = (what: string, left: readonly ExampleResource[], right: readonly ExampleResource[] | 'denied') =>
    judgedBy('expected-resource', { regions: { [A]: left, [B]: right }, baseline: expecting(what) });

  it('holds each region, each role, or the regions named to the number', () => {
    const two = [table('a'), table('b')];
    expect(judged('count: 2', two, [table('a')]).findings).toMatchObject([{ regions: [B], values: { [B]: 1 } }]);
    expect(judged('count: 2, role: primary', two, [table('a')]).findings).toEqual([]);
    expect(judged(`count: 1, regions: [${A}]`, two, [table('a')]).findings).toMatchObject([
      { regions: [A], values: { [A]: 2 } },
    ]);
    expect(judged('counterpart: "?"', two, [table('long')]).findings).toMatchObject([
      { counterpart: '?', regions: [B] },
    ]);
  });

  it('is broken by what is declared of resources that are nowhere, and by a name that fits none', () => {
    const properties = 'properties: {BillingMode: PROVISIONED}';
    const nowhere = { message: expect.stringContaining('BillingMode'), regions: [A, B], severity: 'high' };
    expect(judged(properties, [], []).findings).toMatchObject([nowhere]);
    expect(judged(`${properties}, counterpart: lnog`, [table('long')], [table('long')]).findings).toMatchObject([
      nowhere,
    ]);
    expect(judged(`${properties}, counterpart: long`, [table('long')], []).findings).toEqual([]);
    expect(judged(`${properties}, role: primary`, [], [table('a')]).findings).toMatchObject([{ regions: [A] }]);
    expect(judged(`${properties}, count: 0`, [], []).findings).toEqual([]);
    expect(judged(properties, [], 'denied')).toMatchObject({ state: 'inconclusive', findings: [] });
  });

  it('says where it was declared, and why it is that bad', () => {
    const [finding] = judged('severity: low', [], []).findings;
    expect(finding).toMatchObject({
      message: `AWS::DynamoDB::Table is not there in ${A} and ${B}; at least 1 is declared`,
      stated: 'infra-parity.yaml:3',
      severity: 'low',
      match: null,
    });
  });

  it('ends with the reason that is declared, for a number and for a property', () => {
    expect(judged('why: the orders are kept here', [], [])).toMatchObject({
      findings: [
        {
          message: `AWS::DynamoDB::Table is not there in ${A} and ${B}; at least 1 is declared: the orders are kept here`,
          why: 'the orders are kept here',
        },
      ],
    });
    const set = 'properties: {BillingMode: PROVISIONED}, why: the load is known';
    const { findings } = judgedBy('expected-property', {
      regions: { [A]: [table('a')], [B]: [] },
      baseline: expecting(set),
    });
    expect(findings).toMatchObject([
      {
        message: `BillingMode of app/a is not set in ${A}, and PROVISIONED is declared: the load is known`,
        why: 'the load is known',
      },
    ]);
  });

  it('knows of a region that was not wholly seen only what is certain', () => {
    const partly = (count: string, there: number) =>
      judgedBy('expected-resource', {
        regions: { [A]: [table('a'), table('b')].slice(0, there) },
        baseline: expecting(`count: "${count}"`).replace(`, ${B}: standby`, ''),
        change: (snapshot) => ({
          ...snapshot,
          observations: snapshot.observations.map((one) => ({
            ...one,
            state: 'unknown' as const,
            gaps: [
              {
                region: one.region,
                type: one.type,
                cause: 'throttled' as const,
                operation: null,
                detail: 'page 2',
                remedy: 'again',
              },
            ],
          })),
        }),
      });
    expect(partly('>=1', 1)).toEqual({ state: 'passed', findings: [] });
    expect(partly('>=2', 1)).toEqual({ state: 'inconclusive', findings: [] });
    expect(partly('<=1', 1)).toEqual({ state: 'inconclusive', findings: [] });
    expect(partly('<=1', 2).findings).toHaveLength(1);
    expect(partly('1', 1).state).toBe('inconclusive');
  });

  it('takes a global resource for each region', () => {
    const baseline = 'expect: [{type: AWS::IAM::Role, counterpart: deployer}]';
    const regions = { [A]: [of('AWS::IAM::Role', {}, { name: 'deployer', logicalId: 'deployer' })], [B]: [] };
    const change = changed((one) => ({ ...one, region: 'global' }));
    expect(judgedBy('expected-resource', { regions, baseline, change }).findings).toEqual([]);
    expect(judgedBy('expected-resource', { regions, baseline }).findings).toMatchObject([{ regions: [B] }]);
  });
});

describe('expected-property', () => {
  const database = (properties: Properties, more: Partial<ExampleResource> = {}) => [
    of('AWS::RDS::DBInstance', properties, more),
  ];
  const expecting = (properties: string, more = '') =>
    `expect: [{type: AWS::RDS::DBInstance, properties: {${properties}}${more}}]`;

  it('looks into objects, and at tags', () => {
    const baseline = expecting('MasterUserSecret.KmsKeyId: one, Tags.owner: {present: true}');
    const regions = {
      [A]: database({ MasterUserSecret: { KmsKeyId: 'one' } }, { tags: { owner: 'x' } }),
      [B]: database({ MasterUserSecret: { KmsKeyId: 'two' } }),
    };
    const { findings } = judgedBy('expected-property', { regions, baseline });
    expect(findings.map((one) => [one.property, one.regions, one.values])).toEqual([
      ['MasterUserSecret.KmsKeyId', [B], { [B]: 'two' }],
      ['Tags.owner', [B], { [B]: null }],
    ]);
  });

  it('names the regions that deviate, where it was declared, and the declared severity', () => {
    const regions = { [A]: database({ MultiAZ: false }), [B]: database({ MultiAZ: false }) };
    const [finding] = judgedBy('expected-property', {
      regions,
      baseline: expecting('MultiAZ: true', ', severity: critical'),
    }).findings;
    expect(finding).toMatchObject({
      message: `MultiAZ of app/Main is not true in ${A} and ${B}`,
      severity: 'critical',
      stated: 'infra-parity.yaml:1',
      resources: { [A]: { id: 'main' }, [B]: { id: 'main' } },
    });
  });

  it('cannot tell a property that was not read, nor one of a resource known by presence only', () => {
    const world = {
      regions: { [A]: database({ MultiAZ: true }), [B]: database({ MultiAZ: false }) },
      baseline: expecting('MultiAZ: true'),
    };
    expect(judgedBy('expected-property', { ...world, change: unread(B, 'MultiAZ') })).toEqual({
      state: 'inconclusive',
      findings: [],
    });
    const presence = changed((one) => ({ ...one, properties: null }));
    expect(judgedBy('expected-property', { ...world, change: presence })).toEqual({
      state: 'inconclusive',
      findings: [],
    });
  });

  it('keeps two expectations of one property apart', () => {
    const baseline =
      'expect:\n  - {type: AWS::RDS::DBInstance, properties: {Port: ">=1"}}\n  - {type: AWS::RDS::DBInstance, counterpart: M*, properties: {Port: "<=9"}}';
    const { findings } = judgedBy('expected-property', { regions: { [A]: database({}), [B]: database({}) }, baseline });
    expect(findings.map((one) => one.property)).toEqual(['Port', 'Port <=9']);
    expect(new Set(findings.map((one) => one.fingerprint)).size).toBe(2);
  });

  it('asks nothing of a resource that is not there, and inconclusive of one that could not be listed', () => {
    const baseline = expecting('MultiAZ: true');
    expect(judgedBy('expected-property', { regions: { [A]: [], [B]: [] }, baseline }).state).toBe('passed');
    expect(
      judgedBy('expected-property', { regions: { [A]: database({ MultiAZ: true }), [B]: 'denied' }, baseline }).state,
    ).toBe('inconclusive');
  });
});

describe('trail-coverage', () => {
  const TRAIL = 'AWS::CloudTrail::Trail';
  const arn = `arn:aws:cloudtrail:${A}:111122223333:trail/main`;
  const own = (properties: Properties) =>
    of(TRAIL, { HomeRegion: A, IsMultiRegionTrail: true, ...properties }, { arn });
  const shadow = (properties: Properties) =>
    of(TRAIL, { HomeRegion: A, IsMultiRegionTrail: true, ...properties }, { arn, context: true });
  const management = { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }] };
  const required = (more = '') => `rules: {trail-coverage: {options: {required: true${more}}}}`;
  const judged = (properties: Properties, baseline = required(), change?: (snapshot: Snapshot) => Snapshot) =>
    judgedBy('trail-coverage', {
      regions: { [A]: [own({ IsLogging: true, ...properties })], [B]: [shadow({ IsLogging: true })] },
      baseline,
      ...(change && { change }),
    });

  it.each([
    ['basic selectors', management, true],
    ['only data events', { EventSelectors: [{ IncludeManagementEvents: false, ReadWriteType: 'All' }] }, false],
    ['only what writes', { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' }] }, false],
    [
      'advanced selectors',
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] },
      true,
    ],
    [
      'advanced ones of data',
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }] },
      false,
    ],
    [
      'advanced ones of what reads',
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Management'] },
              { Field: 'readOnly', Equals: ['true'] },
            ],
          },
        ],
      },
      false,
    ],
  ] as const)('%s: covers %s', (_, properties, covers) => {
    const { state, findings } = judged(properties as unknown as Properties);
    expect(findings.map((one) => one.regions)).toEqual(covers ? [] : [[A, B]]);
    expect(state).toBe(covers ? 'passed' : 'failed');
    expect(judged(properties as unknown as Properties, required(', managementEvents: false')).state).toBe('passed');
  });

  it('cannot tell when the status or the selectors were not read, and finds nothing', () => {
    expect(judged(management, required(), unread(B, 'IsLogging'))).toEqual({ state: 'inconclusive', findings: [] });
    expect(judged(management, required(), unread(A, 'EventSelectors'))).toEqual({
      state: 'inconclusive',
      findings: [],
    });
    expect(judged(management, 'version: 1', unread(A, 'IsLogging'))).toEqual({ state: 'inconclusive', findings: [] });
  });

  it.each([
    ['is abroad', { HomeRegion: 'us-west-2' }, {}, /read in its home region/, /^Audit its home region us-west-2 too/],
    ['is not in the selection', { HomeRegion: A }, { context: true }, /not in the selection/, /^Select the trail too/],
    ['has none', { HomeRegion: A }, {}, /AWS told of none/, /^Give the trail event selectors/],
    [
      'is another account’s',
      { HomeRegion: A },
      { context: true, arn: `arn:aws:cloudtrail:${A}:999999999999:trail/main` },
      /by its owner only/,
      /^Audit its home region/,
    ],
  ] as const)('says why the selectors of a trail are not known: it %s', (_, properties, more, detail, remedy) => {
    const arn = `arn:aws:cloudtrail:${A}:111122223333:trail/main`;
    const seen = alignmentOf(
      { regions: { [A]: [of(TRAIL, { IsLogging: true, ...properties }, { arn, ...more })], [B]: [] } },
      [TRAIL],
    );
    const options = { required: true, managementEvents: true };
    const gaps = ruleOf('trail-coverage').gaps?.(seen, options as never) ?? [];
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ detail: expect.stringMatching(detail), remedy: expect.stringMatching(remedy) });
  });

  it('cannot tell what an organisation’s trail selects from a member account', () => {
    const organisation = of(
      TRAIL,
      { IsLogging: true, HomeRegion: 'us-west-2', IsOrganizationTrail: true },
      { arn: `${arn}-org`, context: true },
    );
    const regions = { [A]: [organisation], [B]: [organisation] };
    expect(judgedBy('trail-coverage', { regions, baseline: required() })).toEqual({
      state: 'inconclusive',
      findings: [],
    });
    expect(judgedBy('trail-coverage', { regions, baseline: required(', managementEvents: false') }).state).toBe(
      'passed',
    );
  });

  it('asks for no trail unless that is required', () => {
    expect(judgedBy('trail-coverage', { regions: { [A]: [], [B]: [] } })).toEqual({ state: 'passed', findings: [] });
  });
});

describe('world-open-port', () => {
  const group = (rule: Properties, direction = 'Ingress') => [
    of('AWS::EC2::SecurityGroup', { [`SecurityGroup${direction}`]: [rule] }, { id: 'sg-1' }),
  ];
  const judged = (rule: Properties, options = '', direction?: string) =>
    judgedBy('world-open-port', {
      regions: { [A]: group(rule, direction), [B]: group(rule, direction) },
      baseline: `rules: {world-open-port: {options: {${options}}}}`,
    }).findings.map((one) => `${one.severity} ${one.property}`);
  const WORLD = { CidrIp: '0.0.0.0/0' };

  it.each([
    ['a port', { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...WORLD }, '', ['high ingress tcp 22 from 0.0.0.0/0']],
    ['IPv6', { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv6: '::/0' }, '', ['high ingress tcp 22 from ::/0']],
    [
      'a range around it',
      { IpProtocol: 'tcp', FromPort: 0, ToPort: 1023, ...WORLD },
      '',
      ['high ingress tcp 0-1023 from 0.0.0.0/0'],
    ],
    ['every protocol', { IpProtocol: '-1', ...WORLD }, '', ['critical ingress all all ports from 0.0.0.0/0']],
    [
      'every protocol, no port listed',
      { IpProtocol: '-1', ...WORLD },
      'ports: [all]',
      ['critical ingress all all ports from 0.0.0.0/0'],
    ],
    [
      'a port by number of protocol',
      { IpProtocol: '17', FromPort: 11211, ToPort: 11211, ...WORLD },
      '',
      ['high ingress udp 11211 from 0.0.0.0/0'],
    ],
    ['a port that is not listed', { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...WORLD }, '', []],
    [
      'another list of ports',
      { IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, ...WORLD },
      'ports: ["8000-8999"]',
      ['high ingress tcp 8080 from 0.0.0.0/0'],
    ],
    ['a source that is not the world', { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' }, '', []],
    ['ICMP', { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, ...WORLD }, '', []],
    ['an allowed group', { IpProtocol: '-1', ...WORLD }, 'allow: [{counterpart: Main}]', []],
    [
      'an allowed port',
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...WORLD },
      'allow: [{counterpart: main, ports: [22]}]',
      [],
    ],
    [
      'more than the allowed port',
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 3389, ...WORLD },
      'allow: [{counterpart: main, ports: [22]}]',
      ['high ingress tcp 22-3389 from 0.0.0.0/0'],
    ],
    [
      'an allowed other group',
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...WORLD },
      'allow: [{counterpart: Bastion}]',
      ['high ingress tcp 22 from 0.0.0.0/0'],
    ],
  ])('%s', (_, rule, options, expected) => {
    expect(judged(rule, options)).toEqual(expected);
  });

  it('does not judge what leaves the group', () => {
    expect(judged({ IpProtocol: '-1', ...WORLD }, '', 'Egress')).toEqual([]);
  });

  it('finds the world in a prefix list', () => {
    const list = { SourcePrefixListId: 'pl-1', PrefixListName: 'partners' };
    const row = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...list };
    expect(judged({ ...row, PrefixListEntries: ['10.0.0.0/8', '0.0.0.0/0', '::/0'] })).toEqual([
      'high ingress tcp 22 from 0.0.0.0/0 in a prefix list',
      'high ingress tcp 22 from ::/0 in a prefix list',
    ]);
    expect(judged({ ...row, PrefixListEntries: ['10.0.0.0/8'] })).toEqual([]);
    expect(judged(row)).toEqual([]);
  });

  it('finds what is known to be open where only the names of prefix lists could not be read', () => {
    const list = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, SourcePrefixListId: 'pl-1' };
    const open = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...WORLD };
    // The listing gave the rows; the part that names the lists was denied.
    const unnamed = (snapshot: Snapshot): Snapshot => {
      const { resources } = unread(B, 'SecurityGroupIngress')(snapshot);
      const properties = (index: number) => snapshot.resources[index]?.properties ?? null;
      return { ...snapshot, resources: resources.map((one, index) => ({ ...one, properties: properties(index) })) };
    };
    const of = (rules: readonly Properties[]) => {
      const groups = [{ ...(group({})[0] as ExampleResource), properties: { SecurityGroupIngress: [...rules] } }];
      const { state, findings } = judgedBy('world-open-port', {
        regions: { [A]: groups, [B]: groups },
        change: unnamed,
      });
      return [state, findings.map((one) => [one.property, one.regions])];
    };
    expect(of([open, list])).toEqual(['failed', [['ingress tcp 22 from 0.0.0.0/0', [A, B]]]]);
    expect(of([list])).toEqual(['inconclusive', []]);
  });

  it('cannot tell of rules that were not read', () => {
    const regions = { [A]: group({ IpProtocol: '-1', ...WORLD }), [B]: group({ IpProtocol: '-1', ...WORLD }) };
    const { state, findings } = judgedBy('world-open-port', { regions, change: unread(B, 'SecurityGroupIngress') });
    expect([state, findings.map((one) => one.regions)]).toEqual(['failed', [[A]]]);
  });
});

describe('customer-key', () => {
  const GOOD = {
    KeyState: 'Enabled',
    Enabled: true,
    EnableKeyRotation: true,
    KeyManager: 'CUSTOMER',
    Origin: 'AWS_KMS',
  };
  const judged = (properties: Properties, baseline = 'version: 1', type = 'AWS::KMS::Key') =>
    judgedBy('customer-key', {
      regions: { [A]: [of(type, { ...GOOD, ...properties })], [B]: [of(type, GOOD)] },
      baseline,
    }).findings.map((one) => `${one.property}: ${one.message}`);

  it.each([
    [
      'waiting for its deletion, which also stops rotation',
      { KeyState: 'PendingDeletion', EnableKeyRotation: false },
      [`KeyState: app/Main is about to be deleted (PendingDeletion) in ${A}`],
    ],
    [
      'a replica waiting for its deletion',
      { KeyState: 'PendingReplicaDeletion' },
      [`KeyState: app/Main is about to be deleted (PendingReplicaDeletion) in ${A}`],
    ],
    [
      'without its material',
      { KeyState: 'PendingImport', Origin: 'EXTERNAL', EnableKeyRotation: false },
      [`KeyState: app/Main cannot be used (PendingImport) in ${A}`],
    ],
    ['without rotation', { EnableKeyRotation: false }, [`EnableKeyRotation: app/Main does not rotate in ${A}`]],
    ['imported, which cannot rotate', { Origin: 'EXTERNAL', EnableKeyRotation: false }, []],
    ['asymmetric', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY', EnableKeyRotation: false }, []],
    ['HMAC', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC', EnableKeyRotation: false }, []],
    ['AWS’s own', { KeyManager: 'AWS', KeyState: 'Disabled' }, []],
    ['only just made', { KeyState: 'Creating' }, []],
  ])('%s', (_, properties, expected) => {
    expect(judged(properties)).toEqual(expected);
  });

  it('leaves the rotation of a replica to its primary', () => {
    expect(judged({ EnableKeyRotation: false }, 'version: 1', 'AWS::KMS::ReplicaKey')).toEqual([]);
  });
  it('does without rotation when told so', () => {
    expect(judged({ EnableKeyRotation: false }, 'rules: {customer-key: {options: {rotation: false}}}')).toEqual([]);
  });
  it('wants a usable one where one is required', () => {
    const baseline = 'rules: {customer-key: {options: {required: true}}}';
    expect(judged({ KeyState: 'Disabled' }, baseline)).toEqual([
      `KeyState: app/Main cannot be used (Disabled) in ${A}`,
      `null: No usable customer-managed key is there in ${A}, and one is required`,
    ]);
  });
  it('cannot tell of a key that could not be described', () => {
    const regions = { [A]: [of('AWS::KMS::Key', GOOD)], [B]: [of('AWS::KMS::Key', GOOD)] };
    for (const property of ['KeyState', 'EnableKeyRotation', 'KeyManager']) {
      const baseline = 'rules: {customer-key: {options: {required: true}}}';
      expect(judgedBy('customer-key', { regions, baseline, change: unread(B, property) })).toEqual({
        state: 'inconclusive',
        findings: [],
      });
    }
  });
});

describe('database-encryption', () => {
  const judged = (type: string, properties: Properties, change?: (snapshot: Snapshot) => Snapshot) =>
    judgedBy('database-encryption', {
      regions: { [A]: [of(type, properties)], [B]: [of(type, { StorageEncrypted: true })] },
      ...(change && { change }),
    });
  it('judges instances and clusters, and leaves an instance that says nothing to its cluster', () => {
    expect(judged('AWS::RDS::DBCluster', { StorageEncrypted: false }).findings).toMatchObject([
      { type: 'AWS::RDS::DBCluster', regions: [A] },
    ]);
    expect(judged('AWS::RDS::DBInstance', {}).findings).toMatchObject([{ regions: [A], values: { [A]: null } }]);
    expect(judged('AWS::RDS::DBInstance', { DBClusterIdentifier: 'main' }).findings).toEqual([]);
  });
  it('cannot tell what was not read', () => {
    expect(judged('AWS::RDS::DBInstance', { StorageEncrypted: false }, unread(A, 'StorageEncrypted'))).toEqual({
      state: 'inconclusive',
      findings: [],
    });
  });
});

describe('public-bucket', () => {
  const policy = (statement: Properties) => ({
    BucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', ...statement }] },
  });
  const judged = (properties: Properties, change?: (snapshot: Snapshot) => Snapshot) =>
    judgedBy('public-bucket', {
      regions: { [A]: [of('AWS::S3::Bucket', properties)], [B]: [of('AWS::S3::Bucket', {})] },
      ...(change && { change }),
    });
  it.each([
    ['everybody', policy({}), 1],
    ['everybody, spelt with AWS', policy({ Principal: { AWS: ['*'] } }), 1],
    ['one statement that is not a list', { BucketPolicy: { Statement: { Effect: 'Allow', Principal: '*' } } }, 1],
    ['an account', policy({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), 0],
    ['everybody under a condition', policy({ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }), 0],
    ['nobody', policy({ Effect: 'Deny' }), 0],
    [
      'everybody, and the block stops it',
      { ...policy({}), PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } },
      0,
    ],
    [
      'everybody, and half a block does not',
      { ...policy({}), PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
      1,
    ],
  ])('%s', (_, properties, findings) => {
    expect(judged(properties as unknown as Properties).findings).toHaveLength(findings);
  });
  it('cannot tell what was not read', () => {
    for (const property of ['BucketPolicy', 'PublicAccessBlockConfiguration']) {
      expect(judged(policy({}) as unknown as Properties, unread(A, property))).toEqual({
        state: 'inconclusive',
        findings: [],
      });
    }
  });
});
