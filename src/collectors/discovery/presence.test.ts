import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Member } from './member.ts';
import { presenceOnly } from './presence.ts';

const US = 'us-east-1';
function row(type: string, logicalId: string, id: string, over: Partial<Member> = {}): Member {
  const arn = id.startsWith('arn:') ? id : null;
  return { region: US, type, stack: 'app', logicalId, id, arn, tags: null, says: 'stack', doubtful: false, ...over };
}
function tagged(type: string, arn: string, tags: Record<string, string> = {}): Member {
  return { region: US, type, stack: null, logicalId: null, id: '', arn, tags, says: 'tag', doubtful: false };
}
const read = (members: readonly Member[]) => presenceOnly(members, () => true);

it.each([
  ['AWS::SQS::Queue', 'https://sqs.us-east-1.amazonaws.com/1/jobs', 'arn:aws:sqs:us-east-1:1:jobs', 'jobs'],
  ['AWS::SNS::Topic', 'arn:aws:sns:us-east-1:1:alarms', 'arn:aws:sns:us-east-1:1:alarms', 'alarms'],
  ['AWS::Logs::LogGroup', '/app/web', 'arn:aws:logs:us-east-1:1:log-group:/app/web:*', '/app/web'],
  ['AWS::Lambda::Function', 'resize', 'arn:aws:lambda:us-east-1:1:function:resize', 'resize'],
  ['AWS::SSM::Parameter', '/app/url', 'arn:aws:ssm:us-east-1:1:parameter/app/url', '/app/url'],
  [
    'AWS::EC2::VPCEndpoint',
    'vpce-0123456789abcdef0',
    'arn:aws:ec2:us-east-1:1:vpc-endpoint/vpce-0123456789abcdef0',
    null,
  ],
])('a row and a tag that mean one %s are one', (type, id, arn, name) => {
  const [one, ...more] = read([row(type, 'Thing', id), tagged(type, arn, { app: 'shop' })]);
  expect(more).toEqual([]);
  expect(one).toEqual({
    type,
    stack: 'app',
    logicalId: 'Thing',
    name,
    selected: true,
    evidence: ['stack', 'tag'],
    properties: null,
    unread: {},
    tags: { app: 'shop' },
    region: US,
    id,
    arn,
  });
});

it('a row and a tag that share no spelling are one by what CloudFormation wrote in the tags', () => {
  const tags = { 'aws:cloudformation:stack-name': 'app', 'aws:cloudformation:logical-id': 'Ip' };
  const arn = 'arn:aws:ec2:us-east-1:1:elastic-ip/eipalloc-1';
  expect(read([row('AWS::EC2::EIP', 'Ip', '52.1.2.3'), tagged('AWS::EC2::EIP', arn, tags)])).toHaveLength(1);
});

it('one ARN is one, whatever the tagging API calls its kind', () => {
  const arn = 'arn:aws:quantum:us-east-1:1:qubit/q';
  const [one, ...more] = read([row('AWS::Quantum::Qubit', 'Q', arn), tagged('quantum:qubit', arn)]);
  expect([one?.type, more]).toEqual(['AWS::Quantum::Qubit', []]);
});

it('two that share a name only in part stay two', () => {
  const found = read([
    row('AWS::SQS::Queue', 'A', 'https://sqs.us-east-1.amazonaws.com/1/jobs'),
    row('AWS::SQS::Queue', 'B', 'https://sqs.us-east-1.amazonaws.com/2/jobs'),
    tagged('AWS::SQS::Queue', 'arn:aws:sqs:us-east-1:1:jobs'),
  ]);
  expect(found).toHaveLength(3);
});

it('rows without a physical id do not become one', () => {
  expect(read([row('AWS::Foo::Bar', 'A', ''), row('AWS::Foo::Bar', 'B', '')])).toHaveLength(2);
});

it("what is global stands once, with its stack's region", () => {
  const zone = (region: string, says: Member['says']) =>
    row('AWS::Route53::HostedZone', 'Zone', 'Z0123456789ABC', { region, says });
  expect(read([zone(US, 'stack')])).toMatchObject([{ region: 'global', stackRegion: US, name: null }]);
  const arn = 'arn:aws:cloudfront::1:distribution/E1';
  const both = read([
    tagged('AWS::CloudFront::Distribution', arn),
    { ...tagged('AWS::CloudFront::Distribution', arn), region: 'eu-west-1' },
  ]);
  expect(both).toHaveLength(1);
});

it('leaves out noise, what is doubtful, attributions, and what belongs to the bootstrap', () => {
  expect(
    read([
      row('AWS::CDK::Metadata', 'CDKMetadata', 'x'),
      tagged('AWS::SSM::Parameter', 'arn:aws:ssm:us-east-1:1:parameter/cdk/exports/App/Value'),
      row('AWS::SQS::Queue', 'Failed', 'q', { doubtful: true }),
      row('AWS::SQS::Queue', 'Hint', 'r', { says: 'attribution' }),
      row('AWS::ECR::Repository', 'Assets', 'cdk-assets', { says: 'excluded', stack: 'CDKToolkit' }),
      tagged('AWS::ECR::Repository', 'arn:aws:ecr:us-east-1:1:repository/cdk-assets'),
    ]),
  ).toEqual([]);
});

it('an attribution names the stack of what a tag selected', () => {
  const arn = 'arn:aws:sqs:us-east-1:1:jobs';
  const hint = row('AWS::SQS::Queue', 'Jobs', 'https://sqs.us-east-1.amazonaws.com/1/jobs', { says: 'attribution' });
  expect(read([hint, tagged('AWS::SQS::Queue', arn)])).toMatchObject([
    { stack: 'app', logicalId: 'Jobs', evidence: ['tag'] },
  ]);
});

/** One template deployed to many: the rows share a physical id, and are what each stack declares. */
it.each([
  ['the default stages of two APIs', 'AWS::ApiGatewayV2::Stage', '$default'],
  ['stages `prod` of two APIs', 'AWS::ApiGateway::Stage', 'prod'],
  ['metric filters of two log groups', 'AWS::Logs::MetricFilter', 'errors'],
  ['deployment groups of two applications', 'AWS::CodeDeploy::DeploymentGroup', 'blue'],
  ['weighted records', 'AWS::Route53::RecordSet', 'api.example.com'],
  ['routes of two APIs', 'AWS::ApiGatewayV2::Route', 'abc1234'],
  ['a custom resource that reports one id', 'Custom::Seed', 'seed'],
])('%s are two', (_what, type, id) => {
  const found = read([row(type, 'First', id), row(type, 'Second', id)]);
  expect(found.map(({ logicalId }) => logicalId)).toEqual(['First', 'Second']);
  expect(read([row(type, 'Same', id), row(type, 'Same', id, { stack: 'other' })])).toHaveLength(2);
});

it('failover records that the stacks of two regions made are two, each of its region', () => {
  const record = (region: string) => row('AWS::Route53::RecordSet', 'Api', 'api.example.com', { region });
  const found = read([record('eu-west-1'), record(US)]);
  expect(found).toMatchObject([
    { region: 'global', stackRegion: 'eu-west-1', logicalId: 'Api' },
    { region: 'global', stackRegion: US, logicalId: 'Api' },
  ]);
});

it('a global thing that a stack of one region made and another region names by its tag is one', () => {
  const arn = 'arn:aws:cloudfront::1:distribution/E1ABCDEFGHIJKL';
  const found = read([
    row('AWS::CloudFront::Distribution', 'Cdn', 'E1ABCDEFGHIJKL', { region: 'eu-west-1' }),
    tagged('AWS::CloudFront::Distribution', arn, { app: 'shop' }),
  ]);
  expect(found).toMatchObject([
    { region: 'global', stackRegion: 'eu-west-1', logicalId: 'Cdn', arn, tags: { app: 'shop' } },
  ]);
});

it('what is of CloudFront alone is of no region, by its ARN and by its Ref', () => {
  const id = '4f2a9c81-b0d3-4e5f-8a7b-0c1d2e3f4a5b';
  const arn = `arn:aws:wafv2:us-east-1:1:global/webacl/edge/${id}`;
  expect(read([tagged('AWS::WAFv2::WebACL', arn)])).toMatchObject([{ region: 'global', name: 'edge' }]);
  expect(read([row('AWS::WAFv2::WebACL', 'Edge', `edge|${id}|CLOUDFRONT`)])).toMatchObject([
    { region: 'global', stackRegion: US, name: 'edge' },
  ]);
  expect(read([row('AWS::WAFv2::WebACL', 'Own', `own|${id}|REGIONAL`)])).toMatchObject([{ region: US, name: 'own' }]);
});

const anyMember = fc
  .record({
    type: fc.constantFrom(
      'AWS::SQS::Queue',
      'AWS::Route53::RecordSet',
      'AWS::ApiGatewayV2::Stage',
      'AWS::CloudFront::Distribution',
    ),
    region: fc.constantFrom(US, 'eu-west-1'),
    stack: fc.constantFrom('app', 'other'),
    logicalId: fc.constantFrom('A', 'B'),
    id: fc.constantFrom('jobs', '$default', 'E1', ''),
    says: fc.constantFrom<Member['says'][]>('stack', 'tag', 'attribution', 'excluded'),
    doubtful: fc.boolean(),
  })
  .map((one): Member => {
    if (one.says !== 'tag') return { ...one, arn: null, tags: null };
    const arn =
      one.type === 'AWS::CloudFront::Distribution'
        ? `arn:aws:cloudfront::1:distribution/E1${one.id}`
        : `arn:aws:sqs:${one.region}:1:jobs${one.id}`;
    return {
      ...one,
      stack: null,
      logicalId: null,
      id: '',
      arn,
      tags: { 'aws:cloudformation:stack-name': one.stack, 'aws:cloudformation:logical-id': one.logicalId },
      doubtful: false,
    };
  });

it('answers in any order give the same', () => {
  const sorted = (members: readonly Member[]) =>
    read(members)
      .map((one) => JSON.stringify(one))
      .sort();
  fc.assert(
    fc.property(
      fc
        .array(anyMember, { maxLength: 10 })
        .chain((members) =>
          fc.tuple(fc.constant(members), fc.shuffledSubarray(members, { minLength: members.length })),
        ),
      ([members, shuffled]) => {
        expect(sorted(shuffled)).toEqual(sorted(members));
      },
    ),
    { numRuns: 500 },
  );
});
