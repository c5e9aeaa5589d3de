import { describe, expect, it } from 'vitest';
import { alignmentOf } from '../findings/testing.ts';
import type { ExampleResource } from '../rules/rule.ts';
import type { Json } from '../snapshot/snapshot.ts';

const ACCOUNT = '111122223333';
const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const QUEUE = 'AWS::SQS::Queue';

/** What is not the same between two regions: what one lacks, and which properties differ. */
function apart(us: readonly ExampleResource[], eu: readonly ExampleResource[]): readonly string[] {
  return alignmentOf({ regions: { [US]: us, [EU]: eu } }).rows.flatMap((row) => [
    ...[...row.cells].flatMap(([region, { state }]) => (state === 'present' ? [] : [`${region} ${state}`])),
    ...row.comparisons.map(({ property, verdict }) => `${property} ${verdict}`),
  ]);
}

/** The same for one statement of a policy, each region its own. */
function apartBy(us: Json, eu: Json): readonly string[] {
  const one = (statement: Json) => [
    { type: 'AWS::IAM::Role', name: 'one', properties: { AssumeRolePolicyDocument: { Statement: [statement] } } },
  ];
  return apart(one(us), one(eu)).map((found) => found.replace('AssumeRolePolicyDocument ', ''));
}

describe('names that differ in case alone', () => {
  const queues = (region: string, led: string): readonly ExampleResource[] => [
    ...['Orders', 'orders'].map((name) => ({ type: QUEUE, name })),
    { type: QUEUE, name: 'reader', properties: { From: `arn:aws:sqs:${region}:${ACCOUNT}:${led}` } },
  ];
  const instance = (group: string): readonly ExampleResource[] => [
    { type: 'AWS::RDS::DBInstance', name: 'db', properties: { DBSubnetGroupName: group } },
    { type: 'AWS::RDS::DBSubnetGroup', name: 'private' },
  ];
  it('are two queues', () => {
    expect(apart(queues(US, 'Orders'), queues(EU, 'orders'))).toEqual(['From different']);
    expect(apart(queues(US, 'Orders'), queues(EU, 'Orders'))).toEqual([]);
  });
  it('are nobody where only the other is there', () => {
    const [, ...us] = queues(US, 'orders');
    const [, ...eu] = queues(EU, 'ORDERS');
    expect(apart(us, eu)).toEqual(['From different']);
  });
  it('are one to RDS, which keeps them in lower case', () => {
    expect(apart(instance('private'), instance('Private'))).toEqual([]);
    expect(apart(instance('private'), instance('public'))).toEqual(['DBSubnetGroupName different']);
  });
});

describe('the account that writes the logs of load balancers', () => {
  const bucket = (account: string, name = 'logs'): readonly ExampleResource[] => [
    {
      type: 'AWS::S3::Bucket',
      name: 'logs',
      properties: { BucketPolicy: { Statement: allowed(account, name) } },
    },
  ];
  const allowed = (account: string, name: string) => [
    { Effect: 'Allow', Action: 's3:PutObject', Principal: { AWS: account }, Resource: `arn:aws:s3:::${name}/*` },
  ];
  const [ofUs, ofEu] = ['arn:aws:iam::127311923021:root', 'arn:aws:iam::054676820928:root'] as const;
  it("is each region's own", () => {
    expect(apart(bucket(ofUs), bucket(ofEu))).toEqual([]);
    expect(apart(bucket(ofUs), bucket('054676820928'))).toEqual([]);
  });
  it("delivers nothing where it is another region's", () => {
    expect(apart(bucket(ofUs), bucket(ofUs))).toEqual(['BucketPolicy different']);
    expect(apart(bucket(ofUs, `logs-${US}`), bucket(ofUs, `logs-${EU}`))).toEqual(['BucketPolicy different']);
  });
  it('may be that of a region outside of the audit', () => {
    expect(apart(bucket('033677994240'), bucket('033677994240'))).toEqual([]);
    expect(apart(bucket('033677994240'), bucket(ofEu))).toEqual(['BucketPolicy different']);
  });
});

describe('what leads to nothing that was read', () => {
  const bucket = (...names: string[]) => ({
    Effect: 'Allow',
    Action: 's3:*',
    Resource: names.map((name) => `arn:aws:s3:::${name}/*`),
  });
  const trusting = (arn: string) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: arn } });
  const asking = (id: string, key = 'sts:ExternalId') => ({
    ...trusting('arn:aws:iam::999988887777:root'),
    Condition: { StringEquals: { [key]: id } },
  });
  const role = (name: string, account = ACCOUNT) => trusting(`arn:aws:iam::${account}:role/${name}`);
  const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-1111-4111-8111-111111111111'] as const;
  const key = (id: string, region: string, account = ACCOUNT) => `arn:aws:kms:${region}:${account}:key/${id}`;

  it.each<[string, Json, Json]>([
    ['names with the number of an account', bucket('logs-999988887777'), bucket('logs-888877776666')],
    ['names with a number', bucket('acme-production01'), bucket('acme-production02')],
    ['names with a word', bucket('acme-v2production'), bucket('acme-v3production')],
    ['a name more', bucket('acme-production01'), bucket('acme-production01', 'acme-production02')],
    ['a generated name more', bucket('shop-a-kdwwxmddtr2g'), bucket('shop-a-1q5b0vj9zt3x', 'shop-a-h4s81pw6nd2k')],
    ['roles of another account', role('a-production01', '999988887777'), role('a-production02', '999988887777')],
    [
      'generated roles of another account',
      role('ci-Deploy-1QK5B0VJ9ZT3X', '999988887777'),
      role('ci-Deploy-H4S81PW6ND2K', '999988887777'),
    ],
    ['ids that a trust asks for', asking(one), asking(other)],
    // A bucket's name says no account: the second may be anybody's.
    ['generated names', bucket('shop-a-kdwwxmddtr2g'), bucket('shop-a-1q5b0vj9zt3x')],
    ['two of them', bucket('a-b-kdwwxmddtr2g', 'a-b-1q5b0vj9zt3x'), bucket('a-b-h4s81pw6nd2k', 'a-b-z7c2m0yq8r5t')],
    ['a bucket with another spelling', bucket('logs-us-east-1'), bucket('logs-eucentral1')],
    // Roles were all listed, and these are not among them.
    ['generated roles', role('shop-App-1QK5B0VJ9ZT3X'), role('shop-App-H4S81PW6ND2K')],
    ['ids alone', { ...bucket('a'), Resource: one }, { ...bucket('a'), Resource: other }],
    ['ids inside a text', { ...bucket('a'), Resource: `x/${one}` }, { ...bucket('a'), Resource: `x/${other}` }],
  ])('is different: %s', (_what, us, eu) => expect(apartBy(us, eu)).toEqual(['different']));

  it.each<[string, Json, Json]>([
    ['one id that a trust asks for', asking(one), asking(one)],
    ['a bucket with the same spelling', bucket('logs-useast1'), bucket('logs-eucentral1')],
    [
      "another account's one key",
      { ...bucket('a'), Resource: key(one, 'us-west-2', '999988887777') },
      { ...bucket('a'), Resource: key(one, 'us-west-2', '999988887777') },
    ],
  ])('is the same: %s', (_what, us, eu) => expect(apartBy(us, eu)).toEqual([]));

  it.each<[string, Json, Json]>([
    [
      "another account's keys, each region's own",
      { ...bucket('a'), Resource: key(one, US, '999988887777') },
      { ...bucket('a'), Resource: key(other, EU, '999988887777') },
    ],
    // Keys were all listed, and these are not among them: what they were cannot be told any more.
    [
      'ARNs of keys that a trust asks for',
      asking(key(one, US), 'aws:SourceArn'),
      asking(key(other, EU), 'aws:SourceArn'),
    ],
    [
      'functions that CloudFormation named',
      { ...bucket('a'), Resource: `arn:aws:lambda:${US}:${ACCOUNT}:function:shop-Fn-oglb6MR7K6Er` },
      { ...bucket('a'), Resource: `arn:aws:lambda:${EU}:${ACCOUNT}:function:shop-Fn-Qx2rT8vLw0Zp` },
    ],
  ])('is unknown: %s', (_what, us, eu) => expect(apartBy(us, eu)).toEqual(['unknown']));
});

describe('stacks and names that end in something like a random tail', () => {
  const keys = (stacks: { readonly [stack: string]: boolean }): readonly ExampleResource[] =>
    Object.entries(stacks).map(([stack, EnableKeyRotation], at) => ({
      ...{ type: 'AWS::KMS::Key', name: `${at}`, stack, logicalId: 'Key', properties: { EnableKeyRotation } },
    }));
  const queue = (name: string) => [{ type: QUEUE, name }];
  const rotated = 'EnableKeyRotation different';
  const absent = [`${US} absent`, `${EU} absent`];

  it.each([
    ['words with a number', 'shop-development1', 'shop-development2'],
    ['what CloudFormation could have made', 'shop-1QK5B0VJ9ZT3X', 'shop-H4S81PW6ND2K'],
  ])('are two stacks where both regions have both: %s', (_what, one, other) => {
    const us = keys({ [one]: true, [other]: false });
    expect(apart(us, keys({ [one]: true, [other]: false }))).toEqual([]);
    expect(apart(us, keys({ [one]: false, [other]: true }))).toEqual([rotated, rotated]);
    expect(apart(us, keys({ [one]: true }))).toEqual([`${EU} absent`]);
  });
  it('are one stack where each region has its own', () => {
    expect(apart(keys({ 'shop-1QK5B0VJ9ZT3X': true }), keys({ 'shop-H4S81PW6ND2K': true }))).toEqual([]);
    expect(apart(keys({ 'shop-1QK5B0VJ9ZT3X': true }), keys({ 'shop-H4S81PW6ND2K': false }))).toEqual([rotated]);
  });
  it('are two names, when a person gave them', () => {
    expect(apart(queue('orders-production01'), queue('orders-production02')).toSorted()).toEqual(absent.toSorted());
    expect(apart(queue('logs-999988887777'), queue('logs-888877776666')).toSorted()).toEqual(absent.toSorted());
  });
  it('are one name, when nobody writes so and what they name is alike; by its looks alone nothing is', () => {
    const [us, eu] = ['shop-Orders-1QK5B0VJ9ZT3X', 'shop-Orders-H4S81PW6ND2K'];
    const alike = (name: string) => [{ type: QUEUE, name, properties: { DelaySeconds: 5 } }];
    expect(apart(alike(us), alike(eu))).toEqual([]);
    expect(apart(queue(us), queue(eu)).toSorted()).toEqual(absent.toSorted());
  });
});

describe('what a person wrote', () => {
  const one = (value: Json, tag = ''): readonly ExampleResource[] => [
    { type: QUEUE, name: 'one', properties: { Value: value }, tags: { site: tag } },
    { type: QUEUE, name: 'orders' },
  ];
  const led = (region: string) => `arn:aws:sqs:${region}:${ACCOUNT}:orders`;
  it.each([
    ['nothing that could not be told', '<unknown>', 'x'],
    ['no region', US, '<region>'],
    ['no other region', EU, '<other>'],
    ['no account', ACCOUNT, '<account>'],
    ['no id', '11111111-1111-4111-8111-111111111111', '<id>'],
    ['no queue', led(US), '@Queue:orders'],
    ['no queue inside of a text', `to ${led(US)}, daily`, 'to @Queue:orders, daily'],
  ])('is %s', (_what, us, eu) => {
    expect(apart(one(us), one(eu))).toEqual(['Value different']);
    expect(apart(one('', us), one('', eu))).toEqual(['Tags.site different']);
  });
  it('switches no statement off', () => {
    const role = (Sid: string) => ({ Sid, Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' });
    expect(apartBy(role('<unknown>'), role('x'))).toEqual(['different']);
    expect(apartBy(role('<unknown>'), role('<unknown>'))).toEqual([]);
  });
  it.each([
    ['with brackets', 'a <b> \\ @c', 'a <b> \\ @c'],
    ['with a region in brackets', `<${US}>`, `<${EU}>`],
    ['with a zone in brackets', '<use1-az1>', '<euc1-az1>'],
    ['with what it leads to', `<${led(US)}>`, `<${led(EU)}>`],
    ['and what it leads to', `me@x to ${led(US)}, daily`, `me@x to ${led(EU)}, daily`],
  ])('is the same: %s', (_what, us, eu) => expect(apart(one(us, us), one(eu, eu))).toEqual([]));
});
