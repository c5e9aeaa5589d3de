import { describe, expect, it } from 'vitest';
import type { Example, ExampleResource, Finding } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { judgedBy, unread } from './testing.ts';

const [A, B, C, D] = ['us-east-1', 'eu-central-1', 'eu-west-1', 'us-west-2'];
const QUEUE: ExampleResource = { type: 'AWS::SQS::Queue', name: 'jobs', logicalId: 'Jobs', stack: 'app' };
const OTHER: ExampleResource = { ...QUEUE, name: 'mail', logicalId: 'Mail' };
/** `1` = has the queue, `0` = lacks it, `?` = denied; one letter for each region. */
const having = (letters: string): Example['regions'] =>
  Object.fromEntries(
    [A, B, C, D]
      .slice(0, letters.length)
      .map((region, at) => [
        region as string,
        letters[at] === '?' ? ('denied' as const) : letters[at] === '1' ? [QUEUE, OTHER] : [OTHER],
      ]),
  );
const said = (findings: readonly Finding[]) => findings.map((one) => `${one.counterpart}: ${one.regions.join(' ')}`);

describe('who deviates, when some have it and some do not', () => {
  it.each([
    ['10', undefined, `app/Jobs: ${B}`, ''],
    ['01', undefined, `app/Jobs: ${A}`, ''],
    ['10', B, '', `app/Jobs: ${A}`],
    ['01', B, `app/Jobs: ${A}`, ''],
    ['110', undefined, `app/Jobs: ${C}`, ''],
    ['100', undefined, '', `app/Jobs: ${A}`],
    ['100', A, `app/Jobs: ${B} ${C}`, ''],
    ['1100', undefined, `app/Jobs: ${C} ${D}`, ''],
    ['1000', undefined, '', `app/Jobs: ${A}`],
    // One that was not read could have it too: then it is a tie, and nobody has too many.
    ['100?', undefined, `app/Jobs: ${B} ${C}`, ''],
    // The reference was not read: what the others have is still not the same.
    ['?10', A, `app/Jobs: ${C}`, ''],
    ['1?', undefined, '', ''],
    ['0?', undefined, '', ''],
    ['11', undefined, '', ''],
  ])('%s with reference %s', (letters, reference, missing, extra) => {
    const world = { regions: having(letters), ...(reference && { baseline: `reference: ${reference}` }) };
    const clean = letters.includes('?') ? 'inconclusive' : 'passed';
    for (const [id, expected] of [
      ['missing-resource', missing],
      ['extra-resource', extra],
    ] as const) {
      const { state, findings } = judgedBy(id, world);
      expect(said(findings).join()).toBe(expected);
      expect(state).toBe(expected === '' ? clean : 'failed');
    }
  });

  it.each([
    // The stack of the primary makes the one global cluster for all its members, and a role for each region.
    ['AWS::RDS::GlobalCluster', [A, B], 'passed'],
    ['AWS::RDS::GlobalCluster', [A], 'failed'],
    ['AWS::RDS::GlobalCluster', [], 'failed'],
    ['AWS::IAM::Role', [], 'failed'],
  ])(
    'of a %s that belongs to no region, with members in %j, and is in the stack of one: %s',
    (type, members, expected) => {
      const GlobalClusterMembers = members.map((region) => ({ DBClusterArn: `arn:aws:rds:${region}:1:cluster:c` }));
      const regions = {
        [A as string]: [QUEUE, { type, name: 'orders', logicalId: 'Orders', stack: 'app' }],
        [B as string]: [QUEUE],
      };
      const change = (snapshot: Snapshot): Snapshot => ({
        ...snapshot,
        resources: snapshot.resources.map((one) =>
          one.type === type
            ? { ...one, region: 'global', stackRegion: A as string, properties: { GlobalClusterMembers } }
            : one,
        ),
      });
      expect(judgedBy('missing-resource', { regions, change }).state).toBe(expected);
    },
  );

  it('says where it is, and what the resource there is called', () => {
    const [finding] = judgedBy('missing-resource', { regions: having('110') }).findings;
    expect(finding).toMatchObject({
      message: `app/Jobs is missing in ${C}; it is in ${A} and ${B}`,
      match: { by: 'logical-id' },
      property: null,
      resources: { [A as string]: { id: 'jobs', name: 'jobs', stack: 'app', logicalId: 'Jobs' } },
    });
    expect(Object.keys(finding?.resources ?? {})).toEqual([A, B]);
  });

  it('finds a missing part, and says nothing of stacks, which show in their resources', () => {
    const route = { ...QUEUE, type: 'AWS::EC2::Route' };
    const stack = { type: 'AWS::CloudFormation::Stack', name: 'app' };
    const regions = { [A as string]: [route, stack], [B as string]: [] };
    expect(judgedBy('missing-resource', { regions }).findings.map((one) => one.type)).toEqual(['AWS::EC2::Route']);
  });
});

describe('what CDK names after its content', () => {
  it('is the same deployment in both regions', () => {
    const deployment = (hash: string): ExampleResource => ({
      ...QUEUE,
      type: 'AWS::ApiGateway::Deployment',
      name: hash.slice(0, 6),
      logicalId: `ApiDeployment149F1294${hash}`,
    });
    const regions = {
      [A as string]: [deployment('ab0c6f6f8a7d6b5c4d3e2f1a0b9c8d7e')],
      [B as string]: [deployment('11116f6f8a7d6b5c4d3e2f1a0b9c8d7e')],
    };
    expect(judgedBy('missing-resource', { regions })).toEqual({ state: 'passed', findings: [] });
  });
});

describe('drift', () => {
  const database = (properties: ExampleResource['properties'], tags: ExampleResource['tags'] = {}) => [
    { ...QUEUE, type: 'AWS::RDS::DBInstance', properties: properties ?? {}, tags },
  ];

  it('has one finding for each property, with the values of all', () => {
    const regions = {
      [A as string]: database({ Port: 1, MultiAZ: true }),
      [B as string]: database({ Port: 2, MultiAZ: true }),
      [C as string]: database({ Port: 1 }),
    };
    const { findings } = judgedBy('property-drift', { regions });
    expect(findings.map((one) => [one.property, one.regions, one.values])).toEqual(
      expect.arrayContaining([
        ['Port', [B], { [A as string]: 1, [B as string]: 2, [C as string]: 1 }],
        ['MultiAZ', [C], { [A as string]: true, [B as string]: true, [C as string]: null }],
      ]),
    );
    expect(findings).toHaveLength(2);
  });

  it('takes the severity that the baseline gives the comparator, before that of the rule', () => {
    const regions = { [A as string]: database({ Port: 1 }), [B as string]: database({ Port: 2 }) };
    const baseline =
      'rules: {property-drift: low}\ncomparators:\n  AWS::RDS::DBInstance:\n    Port: {compare: same, severity: critical}';
    const [finding] = judgedBy('property-drift', { regions, baseline }).findings;
    expect(finding).toMatchObject({ severity: 'critical', stated: 'infra-parity.yaml:4' });
  });

  it('cannot tell what was not read, and calls nothing equal', () => {
    const regions = { [A as string]: database({ Port: 1 }), [B as string]: database({ Port: 2 }) };
    expect(judgedBy('property-drift', { regions, change: unread(B as string, 'Port') })).toEqual({
      state: 'inconclusive',
      findings: [],
    });
    expect(judgedBy('tag-drift', { regions, change: unread(B as string, 'Port') }).state).toBe('passed');
  });

  it('of tags is for its own rule', () => {
    const regions = { [A as string]: database({}, { owner: 'x' }), [B as string]: database({}, { owner: 'y' }) };
    expect(judgedBy('property-drift', { regions }).findings).toEqual([]);
    expect(judgedBy('tag-drift', { regions }).findings).toMatchObject([{ property: 'Tags.owner', severity: 'low' }]);
  });

  it('that is declared is none', () => {
    const regions = { [A as string]: database({ MultiAZ: true }), [B as string]: database({ MultiAZ: false }) };
    const baseline = 'asymmetry: [{type: AWS::RDS::DBInstance, properties: [MultiAZ], reason: a standby}]';
    expect(judgedBy('property-drift', { regions, baseline })).toEqual({ state: 'passed', findings: [] });
  });
});

describe('names that every object answers to', () => {
  const tagged = { ...QUEUE, tags: { constructor: 'x', toString: 'y' }, properties: { Map: { constructor: 1 } } };
  it('are tags and members like others', () => {
    const regions = { [A]: [tagged], [B]: [{ ...QUEUE, properties: { Map: {} } }] };
    const found = (id: string) => judgedBy(id, { regions }).findings.map((one) => `${one.property} ${one.regions}`);
    expect(found('tag-drift')).toEqual([`Tags.constructor ${B}`, `Tags.toString ${B}`]);
    expect(found('property-drift')).toEqual([`Map.constructor ${A},${B}`]);
  });
});

describe('the rules of security groups', () => {
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '203.0.113.0/24' };
  const group = (...SecurityGroupIngress: ExampleResource['properties'][]) => [
    {
      ...QUEUE,
      type: 'AWS::EC2::SecurityGroup',
      id: 'sg-1',
      properties: { SecurityGroupIngress: SecurityGroupIngress as never },
    },
  ];
  it('are one finding each, critical where one region is open to the world', () => {
    const open = { ...https, FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };
    const more = { ...https, FromPort: 80, ToPort: 80 };
    const regions = { [A as string]: group(https), [B as string]: group(https, open, more) };
    const { findings } = judgedBy('security-group-rules', { regions });
    expect(findings.map((one) => [one.severity, one.property, one.regions])).toEqual([
      ['critical', 'ingress tcp 22 from 0.0.0.0/0', [B]],
      ['high', 'ingress tcp 80 from 203.0.113.0/24', [A]],
    ]);
  });
  it('are told of one region and of several in words that fit', () => {
    const more = group(https, { ...https, FromPort: 80, ToPort: 80 });
    const said = (regions: Example['regions']) =>
      judgedBy('security-group-rules', { regions, baseline: `reference: ${A}` }).findings[0]?.message;
    expect(said({ [A as string]: group(https), [B as string]: more })).toMatch(`; ${B} deviates`);
    expect(said({ [A as string]: group(https), [B as string]: more, [C as string]: more })).toMatch(
      new RegExp(`; ${B} and ${C} deviate$`),
    );
  });
  it('that could not be read are unknown', () => {
    const regions = { [A as string]: group(https), [B as string]: group() };
    const change = unread(B as string, 'SecurityGroupIngress');
    expect(judgedBy('security-group-rules', { regions, change })).toEqual({ state: 'inconclusive', findings: [] });
  });
});

describe('the number of resources', () => {
  const worker = (name: string): ExampleResource => ({ type: 'AWS::SQS::Queue', name, tags: { Name: 'worker' } });
  const baseline =
    'roles: {us-east-1: primary, eu-central-1: standby}\nasymmetry: [{type: AWS::SQS::Queue, count: {standby: 1}, reason: half the load}]';
  it('of one region that is not wholly seen is only judged by what is too many', () => {
    const denied = judgedBy('count-drift', {
      regions: { [A as string]: [worker('a')], [B as string]: 'denied' },
      baseline,
    });
    expect(denied).toEqual({ state: 'inconclusive', findings: [] });
  });
  it('that is declared is held to: too few, as many, too many', () => {
    const names = ['a', 'b'].map((name): ExampleResource => ({ ...QUEUE, name, logicalId: name }));
    const judged = (count: number) =>
      judgedBy('count-drift', { regions: { [A as string]: names, [B as string]: names.slice(0, count) }, baseline })
        .findings;
    expect(judged(1)).toEqual([]);
    for (const count of [0, 2]) {
      expect(judged(count)).toMatchObject([
        {
          message: `AWS::SQS::Queue: ${B} has ${count}, and exactly 1 is declared: half the load`,
          regions: [B],
          stated: 'infra-parity.yaml:2',
        },
      ]);
    }
  });
});

describe('a resource that is declared to live in some regions only', () => {
  const declared = (only: string, more = '') =>
    `roles: {${A}: primary, ${B}: standby}\n${more}asymmetry: [{counterpart: Jobs, only: ${only}, reason: one writer}]`;
  const extra = (letters: string, baseline: string) =>
    judgedBy('extra-resource', { regions: having(letters), baseline });

  it('is extra wherever else it is, and the declaration says why', () => {
    expect(extra('111', declared(`[${B}]`)).findings).toMatchObject([
      {
        message: `app/Jobs is extra in ${A} and ${C}; it is declared to live only in ${B}: one writer`,
        regions: [A, C],
        stated: 'infra-parity.yaml:2',
        why: 'one writer',
        resources: { [A as string]: { name: 'jobs' } },
      },
    ]);
    expect(extra('11', declared('{role: primary}')).findings).toMatchObject([
      {
        message: `app/Jobs is extra in ${B}; it is declared to live only in regions with the role primary: one writer`,
      },
    ]);
    expect(extra('01', declared(`[${B}]`))).toEqual({ state: 'passed', findings: [] });
  });

  it('is said to be extra once, whatever else speaks against it', () => {
    expect(said(extra('10', declared(`[${B}]`, `reference: ${B}\n`)).findings)).toEqual([`app/Jobs: ${A}`]);
    const also = `${declared(`[${B}]`).slice(0, -1)}, {type: AWS::SQS::Queue, only: [${B}, ${C}], reason: too}]`;
    expect(said(extra('111', also).findings).sort()).toEqual([`app/Jobs: ${A} ${C}`, `app/Mail: ${A}`]);
    expect(said(extra('1101', declared(`[${A}, ${C}]`, `reference: ${C}\n`)).findings).sort()).toEqual([
      `app/Jobs: ${B} ${D}`,
      `app/Jobs: ${A}`,
    ]);
  });

  it('is not known to be where nothing could be read', () => {
    expect(extra('1?', declared(`[${A}]`))).toEqual({ state: 'inconclusive', findings: [] });
  });

  it('may belong to no region at all, and a stack is spoken of by its type alone', () => {
    const change = (snapshot: Snapshot): Snapshot => ({
      ...snapshot,
      resources: snapshot.resources.map((one) => ({ ...one, region: 'global' })),
    });
    const stack = { type: 'AWS::CloudFormation::Stack', name: 'jobs', properties: { StackStatus: 'CREATE_COMPLETE' } };
    const regions = { [A as string]: [stack], [B as string]: [stack] };
    const only = (what: string) => `asymmetry: [{${what}, only: [${A}], reason: one}]`;
    const role = { ...QUEUE, type: 'AWS::IAM::Role' };
    const judged = (world: Parameters<typeof judgedBy>[1]) => said(judgedBy('extra-resource', world).findings);
    expect(
      judged({ regions: { [A as string]: [role], [B as string]: [] }, baseline: only('type: AWS::IAM::Role'), change }),
    ).toEqual([]);
    expect(judged({ regions, baseline: only('counterpart: jobs') })).toEqual([]);
    expect(judged({ regions, baseline: only(`type: ${stack.type}`) })).toEqual([`jobs: ${B}`]);
  });
});

describe('a region that leans on another', () => {
  const bucket = (queues: readonly string[]): ExampleResource => ({
    ...QUEUE,
    type: 'AWS::S3::Bucket',
    properties: { NotificationConfiguration: { QueueConfigurations: queues.map((Queue) => ({ Queue })) } },
  });
  const arn = (region: string, name = 'events') => `arn:aws:sqs:${region}:111122223333:${name}`;
  it('is named once for each property, with all that it leans on', () => {
    const regions = {
      [A as string]: [bucket([arn(A as string)])],
      [B as string]: [bucket([arn(A as string), arn('ap-south-1')])],
      [C as string]: [bucket([arn(C as string)])],
    };
    const { findings } = judgedBy('region-isolation', { regions });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ regions: [B] });
    expect(findings[0]?.message).toContain(`leads from ${B} to ap-south-1 and us-east-1`);
    expect(findings[0]?.values).toEqual({ [B as string]: `${arn('ap-south-1')} and ${arn(A as string)}` });
  });
});

describe('what AWS does not tell', () => {
  const KEY = 'AWS::KMS::Key';
  const key = (properties: { readonly [name: string]: string | number | boolean }) => [
    { type: KEY, name: 'data', logicalId: 'Key', stack: 'app', properties: { KeyState: 'Enabled', ...properties } },
  ];
  const rotating = { EnableKeyRotation: true, RotationPeriodInDays: 365 };
  const drifts = (regions: { readonly [region: string]: ReturnType<typeof key> }) =>
    judgedBy('property-drift', { regions }).findings.map(({ property }) => property);

  it('the rotation of a key that waits for its deletion is no difference; its state is', () => {
    expect(drifts({ 'us-east-1': key(rotating), 'eu-central-1': key({ KeyState: 'PendingDeletion' }) })).toEqual([
      'KeyState',
    ]);
  });

  it('the keys that do tell are compared all the same', () => {
    expect(
      drifts({
        'us-east-1': key(rotating),
        'eu-central-1': key({ KeyState: 'PendingDeletion' }),
        'eu-west-1': key({ EnableKeyRotation: true, RotationPeriodInDays: 90 }),
      }),
    ).toEqual(['KeyState', 'RotationPeriodInDays']);
  });

  it('a key that does not rotate has no period: one change is one difference', () => {
    expect(drifts({ 'us-east-1': key(rotating), 'eu-west-1': key({ EnableKeyRotation: false }) })).toEqual([
      'EnableKeyRotation',
    ]);
  });
});
