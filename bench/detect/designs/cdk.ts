/** Designs as CDK synthesizes them, hashes and helpers included. */
import { createHash } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { World } from '../../../test/simulator/simulator.ts';
import { withClient } from '../../../test/worlds/seed.ts';
import type { At, Design } from '../design.ts';
import * as kit from './kit.ts';

const { att, cidr, ref, resource, sub } = kit;

/** CDK's logical id: the path without separators, then eight hex of an MD5 of it; `Default` and `Resource` are not in the name. */
export function cdkId(...path: readonly string[]): string {
  const digest = createHash('md5').update(path.join('/')).digest('hex').slice(0, 8).toUpperCase();
  const human = path.filter((part) => part !== 'Default' && part !== 'Resource').join('');
  return `${human.replace(/[^A-Za-z0-9]/g, '')}${digest}`;
}

const metadata = { CDKMetadata: resource('AWS::CDK::Metadata', { Analytics: 'v2:deflate64:H4sIAAAAAAAA' }) };
const squeezed = (region: string) => region.replaceAll('-', '');
const VPC = cdkId('Network', 'Vpc', 'Resource');
const SUBNETS = [1, 2].map((at) => cdkId('Network', 'Vpc', `dataSubnet${at}`, 'Subnet'));
const DATABASE_GROUP = cdkId('Database', 'SecurityGroup', 'Resource');
const HANDLER_ROLE = cdkId('Handler', 'ServiceRole', 'Resource');

function networkStack(net: number, name: string): kit.Block {
  const subnets = SUBNETS.map((id, at) => [
    id,
    {
      ...kit.subnet(cidr(net, `${at}.0/24`), at, `${name}/Network/Vpc/dataSubnet${at + 1}`),
    },
  ]);
  const text = JSON.stringify({
    [VPC]: kit.vpc(cidr(net), `${name}/Network/Vpc`),
    ...Object.fromEntries(subnets),
    [DATABASE_GROUP]: kit.group(`${name}/Database/SecurityGroup`, [kit.tcp(5432, kit.fromCidr(cidr(net)))]),
    ...metadata,
  });
  const Resources = JSON.parse(text.replaceAll('{"Ref":"Vpc"}', `{"Ref":"${VPC}"}`)) as kit.Block;
  const output = (key: string, Value: unknown) => ({ [key]: { Value } });
  return kit.template(Resources, {
    Outputs: {
      ...output('Group', att(DATABASE_GROUP, 'GroupId')),
      ...output('First', ref(SUBNETS[0] as string)),
      ...output('Second', ref(SUBNETS[1] as string)),
    },
  });
}

const databaseStack = kit.template(
  {
    [cdkId('Database', 'Key', 'Resource')]: kit.key('database'),
    [cdkId('Database', 'SubnetGroup', 'Default')]: resource('AWS::RDS::DBSubnetGroup', {
      DBSubnetGroupDescription: 'Subnet group for Database',
      SubnetIds: [ref('First'), ref('Second')],
    }),
    [cdkId('Database', 'Resource')]: kit.database({
      KmsKeyId: att(cdkId('Database', 'Key', 'Resource'), 'Arn'),
      DBSubnetGroupName: ref(cdkId('Database', 'SubnetGroup', 'Default')),
      VPCSecurityGroups: [ref('Group')],
      MonitoringInterval: 0,
    }),
    ...metadata,
  },
  { Parameters: { Group: { Type: 'String' }, First: { Type: 'String' }, Second: { Type: 'String' } } },
);

const handlers = {
  [HANDLER_ROLE]: kit.role('lambda.amazonaws.com', {
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
  }),
  [cdkId('Handler', 'ServiceRole', 'DefaultPolicy', 'Resource')]: resource('AWS::IAM::Policy', {
    PolicyName: cdkId('Handler', 'ServiceRole', 'DefaultPolicy', 'Resource'),
    PolicyDocument: kit.policy(
      kit.allowed(['sqs:SendMessage', 'sqs:GetQueueUrl'], att(cdkId('Jobs', 'Resource'), 'Arn')),
    ),
    Roles: [ref(HANDLER_ROLE)],
  }),
  [cdkId('Handler', 'Resource')]: resource('AWS::Lambda::Function', {
    Code: { ZipFile: 'exports.handler = async () => {}' },
    Handler: 'index.handler',
    Runtime: 'nodejs20.x',
    Role: att(HANDLER_ROLE, 'Arn'),
  }),
  [cdkId('Jobs', 'Resource')]: resource('AWS::SQS::Queue'),
  [cdkId('Uploads', 'Resource')]: kit.store(),
};

async function putTemplate(world: World, region: string, name: string, body: kit.Block): Promise<void> {
  const Bucket = `cdk-assets-${world.account}-${region}`;
  await withClient(S3Client, world, region, async (s3) => {
    const Location =
      region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
    await s3.send(new CreateBucketCommand({ Bucket, ...Location })).catch(() => undefined);
    await s3.send(new PutObjectCommand({ Bucket, Key: name, Body: JSON.stringify(body) }));
  });
}

const nested = (region: string, file: string, Parameters: kit.Block = {}) =>
  resource('AWS::CloudFormation::Stack', {
    TemplateURL: sub(`https://s3.${region}.amazonaws.com/cdk-assets-\${AWS::AccountId}-${region}/${file}`),
    Parameters,
  });

/** A CDK application: one stack a region, named with the region squeezed, and nested stacks for network and data. */
export const cdkNested: Design = {
  name: 'cdk-nested',
  regions: ['us-east-1', 'us-east-2'],
  stackPrefixes: ['TapStack'],
  before: async (world, { region, index }) => {
    await putTemplate(world, region, 'network.json', networkStack(index, `TapStack-${squeezed(region)}`));
    await putTemplate(world, region, 'database.json', databaseStack);
  },
  stacks: ({ region }) => {
    const network = cdkId('Network.NestedStack', 'Network.NestedStackResource');
    const output = (name: string) => att(network, `Outputs.${name}`);
    return [
      {
        name: `TapStack-${squeezed(region)}`,
        template: kit.template({
          [network]: nested(region, 'network.json'),
          [cdkId('Data.NestedStack', 'Data.NestedStackResource')]: nested(region, 'database.json', {
            Group: output('Group'),
            First: output('First'),
            Second: output('Second'),
          }),
          ...handlers,
          ...metadata,
        }),
      },
    ];
  },
};

/** Sibling stacks of one CDK application, the region in their names and in the path of every construct, so in every hash. */
export const cdkSiblings: Design = {
  name: 'cdk-siblings',
  regions: ['us-east-1', 'eu-central-1', 'ap-northeast-1'],
  stackPrefixes: ['Orders'],
  stacks: (at) => [
    { name: `OrdersNetwork${squeezed(at.region)}`, template: sibling(at, 'Network') },
    { name: `OrdersStorage${squeezed(at.region)}`, template: sibling(at, 'Storage') },
  ],
};

function sibling({ region, index }: At, part: 'Network' | 'Storage'): kit.Block {
  const id = (...path: readonly string[]) => cdkId(`${path[0]}-${region}`, ...path.slice(1), 'Resource');
  if (part === 'Storage') {
    return kit.template({
      [id('Archive')]: kit.store({ VersioningConfiguration: { Status: 'Enabled' } }),
      [id('Key')]: kit.key('storage'),
      [id('Reader')]: kit.role('ec2.amazonaws.com', {
        Policies: [kit.inline('read', kit.allowed('s3:GetObject', sub(`\${${id('Archive')}.Arn}/*`)))],
      }),
      [id('Dead')]: resource('AWS::SQS::Queue'),
      ...metadata,
    });
  }
  const text = JSON.stringify({
    [id('Vpc')]: kit.vpc(cidr(index + 20), 'Orders/Vpc'),
    [id('App')]: kit.group('Orders/App', [kit.tcp(443, kit.fromCidr('0.0.0.0/0'))]),
    [id('Db')]: kit.group('Orders/Db', [kit.tcp(3306, kit.fromGroup(id('App')))]),
    ...metadata,
  });
  return kit.template(JSON.parse(text.replaceAll('{"Ref":"Vpc"}', `{"Ref":"${id('Vpc')}"}`)) as kit.Block);
}

export const cdkDesigns = [cdkNested, cdkSiblings];
