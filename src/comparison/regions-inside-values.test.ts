import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Terse } from '../findings/testing.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { ACCOUNT, AP, allowing, apart, EU, row, subjectOf, US, worldOf } from './testing.ts';

const ALL: readonly string[] = [US, EU, AP];
const three = (value: (region: string) => Json) =>
  Object.fromEntries(ALL.map((region) => [region, { value: value(region) }]));
const others = (region: string) => ALL.filter((one) => one !== region);
const two = (value: (region: string) => Json) => ({ [US]: { value: value(US) }, [EU]: { value: value(EU) } });
const limits = (regions: readonly string[]): Json => ({
  Statement: [
    {
      Effect: 'Deny',
      NotAction: 'iam:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': regions } },
    },
  ],
});

describe('a text that names several regions', () => {
  it.each<[string, (region: string) => Json]>([
    ['a list of all, byte for byte', () => limits(ALL)],
    ['a list of all, each its own first', (region) => limits([region, ...ALL.filter((one) => one !== region)])],
    ['a list of two of three', () => limits([US, EU])],
    ['a list of all others', (region) => limits(ALL.filter((one) => one !== region))],
    ['a list with regions outside of the audit', () => limits([...ALL, 'eu-west-3', 'us-west-2'])],
    ['a Sid', () => ({ Statement: [{ Sid: 'OnlyUsEast1AndEuCentral1AndApSoutheast2', Effect: 'Deny' }] })],
    ['a sentence', () => ({ Text: 'in us-east-1, eu-central-1 and ap-southeast-2' })],
    ['buckets of all', () => allowing(...ALL.map((region) => `arn:aws:s3:::logs-${region}/*`))],
    ['an ordered list', () => ({ Order: [...ALL].reverse() })],
    ['an ordered list, each its own first', (region) => ({ Order: [region, ...others(region)] })],
    ['an ordered list of the others, in any order', (region) => ({ Order: others(region).reverse() })],
    [
      'a Sid of all beside a list of the others',
      (region) => ({ Order: others(region), Text: ALL.join(' and '), Allowed: others(region) }),
    ],
    ['rules, one for each', () => ({ Rules: ALL.map((region) => ({ Region: region, Days: 7 })) })],
  ])('is the same for three: %s', (_what, value) => expect(apart(three(value))).toEqual([]));

  it.each<[string, (region: string) => Json]>([
    ['a list of both', () => limits([US, EU])],
    ['an ordered list of both', () => ({ Order: [US, EU] })],
    ['a Sid', () => ({ Statement: [{ Sid: 'OnlyUsEast1AndEuCentral1', Effect: 'Deny' }] })],
    ['each its own and the other', (region) => ({ Order: [region, region === US ? EU : US] })],
    ['from the own one to the other', (region) => ({ Text: `from ${region} to ${region === US ? EU : US}` })],
  ])('is the same for two: %s', (_what, value) => expect(apart(two(value))).toEqual([]));

  it.each<[string, (region: string) => Json]>([
    ['one region, the same everywhere', () => limits([US])],
    ['one of three lacks one', (region) => limits(region === AP ? [US, EU] : ALL)],
    ['each the next', (region) => limits([ALL[(ALL.indexOf(region) + 1) % 3] as string])],
    ['one lets in one more', (region) => limits(region === AP ? [...ALL, 'eu-west-3'] : ALL)],
    ['one leads the other way', (region) => ({ Text: region === AP ? `${EU} to ${US}` : `${US} to ${EU}` })],
    [
      'another order of the same words',
      (region) => ({ Text: region === US ? `${US} ${US} ${EU}` : `${US} ${EU} ${US}` }),
    ],
  ])('differs: %s', (_what, value) => expect(apart(three(value))).toEqual(['different']));
});

describe('an order that means something', () => {
  const asked = { type: 'AWS::SQS::Queue', property: 'Order' };
  const orders = fc.tuple(...ALL.map(() => fc.shuffledSubarray([...ALL], { minLength: 3 })));
  const isOneLaw = (lists: readonly (readonly string[])[]) =>
    new Set(lists.map((list) => list.join())).size === 1 ||
    new Set(lists.map((list, nth) => list.indexOf(ALL[nth] as string))).size === 1;
  const make: Readonly<Record<string, (list: readonly string[]) => Json>> = {
    'a list': (list) => list.map((region) => `https://api.${region}.acme.com`),
    'a list of objects': (list) => list.map((Region) => ({ Region, Weight: 1 })),
    'one text': (list) => list.join(' then '),
  };
  it.each(Object.keys(make))('is the same only where one law makes all of them: %s', (how) => {
    fc.assert(
      fc.property(orders, (lists) => {
        const found = apart(
          three((region) => make[how]?.(lists[ALL.indexOf(region)] as string[]) as Json),
          asked,
        );
        expect(found.length === 0).toBe(isOneLaw(lists));
      }),
      { numRuns: 60 },
    );
  });
  it('of two regions begins with the own one or with the same one', () => {
    for (const list of Object.values(make))
      for (const value of [() => list([US, EU]), (own: string) => list([own, own === US ? EU : US])])
        expect(apart(two(value), asked)).toEqual([]);
  });
});

describe('rules that let in the VPCs of several regions', () => {
  const blocks: { readonly [region: string]: string } = {
    [US]: '10.1.0.0/16',
    [EU]: '10.2.0.0/16',
    [AP]: '10.3.0.0/16',
  };
  const asked = { type: 'AWS::EC2::SecurityGroup', property: 'SecurityGroupIngress' };
  const world = (lets: (region: string) => readonly string[]) => {
    const beside = (region: string): readonly Terse[] => [
      {
        ...row('AWS::EC2::VPC', region, 'Vpc', `vpc-0000000000000000${ALL.indexOf(region)}`),
        properties: { CidrBlock: blocks[region] as string },
        tags: {},
      },
    ];
    const rules = (region: string) =>
      lets(region).map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 26257, ToPort: 26257, CidrIp }));
    const seen = worldOf(
      Object.fromEntries(ALL.map((region) => [region, { value: rules(region), beside: beside(region) }])),
      asked,
    );
    return seen;
  };
  const found = (lets: (region: string) => readonly string[]) =>
    subjectOf(world(lets))?.comparisons.map((one) => one.verdict);
  // The groups are in no VPC here: their blocks are those of others.
  it('are the same for all, and for all others', () => {
    expect(found(() => Object.values(blocks))).toEqual([]);
    expect(found((region) => ALL.filter((one) => one !== region).map((one) => blocks[one] as string))).toEqual([]);
  });
  it('differ where one region is let in by some only', () => {
    expect(found((region) => (region === AP ? [blocks[US] as string] : Object.values(blocks)))).toContain('different');
  });
});

describe('networks that overlap', () => {
  const asked = { type: 'AWS::EC2::SecurityGroup', property: 'SecurityGroupIngress' };
  const vpc = (region: string, name: string, CidrBlock: string, nth: number): Terse => ({
    ...row('AWS::EC2::VPC', region, name, `vpc-${String(nth).padStart(17, '0')}`),
    properties: { CidrBlock },
    tags: {},
  });
  const rule = (CidrIp: string) => [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp }];
  const red = (region: string, nth: number) => vpc(region, 'Red', '10.0.0.0/16', nth);
  const blue = (region: string, nth: number) => vpc(region, 'Blue', '10.0.0.0/16', nth);

  it('a block that two others hold is itself, whatever their ids', () => {
    for (const [a, b] of [
      [1, 2],
      [2, 1],
    ] as const)
      for (const [c, d] of [
        [1, 2],
        [2, 1],
      ] as const)
        expect(
          apart(
            {
              [US]: { value: rule('10.0.0.0/24'), beside: [red(US, a), blue(US, b)] },
              [EU]: { value: rule('10.0.0.0/24'), beside: [red(EU, c), blue(EU, d)] },
            },
            asked,
          ),
        ).toEqual([]);
  });
  it('a VPC that one region lacks makes no literal rule of another group differ', () => {
    const tools = vpc(US, 'Tools', '10.99.0.0/16', 9);
    expect(
      apart({ [US]: { value: rule('10.99.1.0/24'), beside: [tools] }, [EU]: { value: rule('10.99.1.0/24') } }, asked),
    ).toEqual([]);
    expect(
      apart({ [US]: { value: rule('10.99.1.0/24'), beside: [tools] }, [EU]: { value: rule('10.98.1.0/24') } }, asked),
    ).toEqual(['different']);
  });
});

describe('what has no region', () => {
  const role = (name: string, stackRegion: string): Terse => ({
    ...row('AWS::IAM::Role', 'global', 'Monitoring', name, `global-${stackRegion}`),
    ...{ stackRegion, arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, properties: {}, tags: {} },
  });
  const asked = { type: 'AWS::RDS::DBInstance', property: 'MonitoringRoleArn' };
  it('is one role for all, whichever stack made it', () => {
    const value = `arn:aws:iam::${ACCOUNT}:role/monitoring`;
    const seen = worldOf({ [US]: { value, beside: [role('monitoring', US)] }, [EU]: { value } }, asked);
    const subject = subjectOf(seen);
    expect([subject?.comparisons, subject?.crossings]).toEqual([[], []]);
  });
  it("is another's where each region has its own", () => {
    const beside = (region: string) => [role(`monitoring-${region}`, region)];
    const value = `arn:aws:iam::${ACCOUNT}:role/monitoring-${US}`;
    expect(apart({ [US]: { value, beside: beside(US) }, [EU]: { value, beside: beside(EU) } }, asked)).toEqual([
      'different',
    ]);
  });
  it('has the region of Identity Center in its path, which is not its place', () => {
    const value = allowing(
      `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/${EU}/AWSReservedSSO_Admin_0123456789abcdef`,
    );
    expect(apart({ [US]: { value }, [EU]: { value } })).toEqual([]);
  });
});

describe('one bucket for all regions', () => {
  const asked = { type: 'AWS::CloudTrail::Trail', property: 'S3BucketName' };
  const bucket = {
    ...row('AWS::S3::Bucket', US, 'Logs', 'audit-logs'),
    arn: 'arn:aws:s3:::audit-logs',
    properties: {},
    tags: {},
  };
  const world = { [US]: { value: 'audit-logs', beside: [bucket] }, [EU]: { value: 'audit-logs' } };
  it('is one where that is declared', () => {
    const baseline = 'asymmetry: [{type: AWS::S3::Bucket, only: [us-east-1], reason: one log bucket}]';
    expect(apart(world, { ...asked, baseline })).toEqual([]);
  });
  it('is another one where nobody said so', () => expect(apart(world, asked)).toEqual(['different']));
});

describe('the same in other words', () => {
  const logs = (principal: Json): Json => ({
    Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Principal: principal, Resource: '*' }],
  });
  it.each<[string, Json, Json]>([
    [
      'load balancers',
      { AWS: 'arn:aws:iam::127311923021:root' },
      { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    ],
    ['Redshift', { AWS: 'arn:aws:iam::193672423079:user/logs' }, { AWS: 'arn:aws:iam::053454850223:user/logs' }],
    ['Redshift by its service', { AWS: 'arn:aws:iam::193672423079:user/logs' }, { Service: 'redshift.amazonaws.com' }],
    ['CloudTrail', { AWS: '086441151436' }, { Service: 'cloudtrail.amazonaws.com' }],
    ['a service with its region', { Service: `states.${US}.amazonaws.com` }, { Service: `states.${EU}.amazonaws.com` }],
    [
      'a service with and without its region',
      { Service: `states.${US}.amazonaws.com` },
      { Service: 'states.amazonaws.com' },
    ],
    ["China's domain", { Service: 'ec2.amazonaws.com' }, { Service: 'ec2.amazonaws.com.cn' }],
  ])('is the same: %s', (_what, us, eu) =>
    expect(apart({ [US]: { value: logs(us) }, [EU]: { value: logs(eu) } })).toEqual([]),
  );
  it.each<[string, Json, Json]>([
    ["the other region's account", { AWS: '127311923021' }, { AWS: '127311923021' }],
    ['an account that delivers nothing', { AWS: '127311923021' }, { AWS: '999988887777' }],
    ['another user', { AWS: 'arn:aws:iam::193672423079:user/logs' }, { AWS: 'arn:aws:iam::053454850223:user/other' }],
    ["Redshift's account itself", { AWS: 'arn:aws:iam::193672423079:root' }, { Service: 'redshift.amazonaws.com' }],
    ["another region's service", { Service: `states.${US}.amazonaws.com` }, { Service: `states.${US}.amazonaws.com` }],
    ['another service', { Service: 'ec2.amazonaws.com' }, { Service: 'ecs.amazonaws.com.cn' }],
  ])('differs: %s', (_what, us, eu) =>
    expect(apart({ [US]: { value: logs(us) }, [EU]: { value: logs(eu) } })).toEqual(['different']),
  );
});

describe('words for people', () => {
  it.each([
    ['AWS::RDS::DBSubnetGroup', 'DBSubnetGroupDescription'],
    ['AWS::KMS::Key', 'Description'],
    ['AWS::CloudFormation::Stack', 'Description'],
    ['AWS::EC2::SecurityGroup', 'GroupDescription'],
  ])('of %s: %s', (type, property) => {
    const asked = { type, property };
    const says = (us: string, eu: string) => apart({ [US]: { value: us }, [EU]: { value: eu } }, asked);
    expect(says('the network in us-east-1', 'the network in us-east-1')).toEqual([]);
    expect(says('the network in us-east-1', 'the network in eu-central-1')).toEqual([]);
    expect(says('the network', 'the other network')).toEqual(['different, low']);
  });
  const tagged = (us: { readonly [key: string]: string }, eu: { readonly [key: string]: string }) =>
    worldOf(
      {
        [US]: {
          value: '',
          beside: [{ ...row('AWS::EC2::VPC', US, 'Vpc', 'vpc-00000001', 'Tap-prod-us'), properties: {}, tags: us }],
        },
        [EU]: {
          value: '',
          beside: [{ ...row('AWS::EC2::VPC', EU, 'Vpc', 'vpc-00000002', 'Tap-prod-eu'), properties: {}, tags: eu }],
        },
      },
      { baseline: 'pairs: [{type: AWS::EC2::VPC, resources: {us-east-1: vpc-00000001, eu-central-1: vpc-00000002}}]' },
    )
      .rows.find((one) => one.type === 'AWS::EC2::VPC')
      ?.comparisons.map(({ property }) => property);
  it('keys of tags may carry the region, and values the name of the own stack', () => {
    expect(
      tagged({ 'kubernetes.io/cluster/app-us-east-1': 'owned' }, { 'kubernetes.io/cluster/app-eu-central-1': 'owned' }),
    ).toEqual([]);
    expect(tagged({ Name: 'Tap-prod-us/Net' }, { Name: 'Tap-prod-eu/Net' })).toEqual([]);
    expect(tagged({ Name: 'Tap-prod-us/Net' }, { Name: 'Tap-prod-eu/Other' })).toEqual(['Tags.Name']);
    expect(tagged({ Name: 'Tap-prod-usa' }, { Name: 'Tap-prod-eua' })).toEqual(['Tags.Name']);
    expect(tagged({ 'cluster/app-us-east-1': 'owned' }, { 'cluster/app-eu-central-1': 'shared' })).toEqual([
      'Tags.cluster/app-<region>',
    ]);
  });
});
