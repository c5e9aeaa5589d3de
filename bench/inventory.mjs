/**
 * The account that the benchmark audits: the same design in every region, so that an audit of it finds parity. Per
 * region 20 stacks of 15 resources and 3 stacks of another team; among the 300 a VPC, 90 security groups, 10 RDS
 * instances, 20 KMS keys with aliases, a trail and its bucket; 267 carry the tag `app=app`. And 30 IAM roles.
 */

export const ACCOUNT = '111122223333';
export const REGIONS = [
  ...['us-east-1', 'eu-central-1', 'us-west-2', 'eu-west-1', 'us-east-2', 'us-west-1', 'ca-central-1', 'sa-east-1'],
  ...['eu-north-1', 'eu-west-2', 'eu-west-3', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
  ...['ap-southeast-1', 'ap-southeast-2'],
];
export const STACKS = 20;
export const PER_STACK = 15;
export const OTHER_STACKS = 3;
export const TAGGED = 267;
export const ROLES = 30;

const TYPED = { vpc: 1, group: 90, database: 10, key: 20, trail: 1, bucket: 1 };
const UNREAD_KINDS = [
  'AWS::Logs::LogGroup',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SSM::Parameter',
  'AWS::Lambda::Function',
];

const hex = (region, kind, index) => {
  let hash = 2166136261;
  for (const character of `${region}/${kind}/${index}`) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** The 17 hex digits of an EC2 id. */
const id17 = (region, kind, index) => `0${hex(region, kind, index)}${String(index).padStart(8, '0')}`;

const pad = (index) => String(index).padStart(3, '0');

const MAKERS = {
  vpc: (region, arn) => {
    const id = `vpc-${id17(region, 'vpc', 0)}`;
    return { type: 'AWS::EC2::VPC', id, arn: arn('ec2', `vpc/${id}`) };
  },
  group: (region, arn, index) => {
    const id = `sg-${id17(region, 'group', index)}`;
    return {
      type: 'AWS::EC2::SecurityGroup',
      id,
      arn: arn('ec2', `security-group/${id}`),
      name: `app-group-${pad(index)}`,
    };
  },
  database: (_region, arn, index) => {
    const id = `app-database-${pad(index)}`;
    return { type: 'AWS::RDS::DBInstance', id, arn: arn('rds', `db:${id}`), name: id };
  },
  key: (region, arn, index) => {
    const id = `${hex(region, 'key', index)}-0000-4000-8000-${pad(index).padStart(12, '0')}`;
    return { type: 'AWS::KMS::Key', id, arn: arn('kms', `key/${id}`), name: `app-key-${pad(index)}` };
  },
  trail: (region, arn) => {
    const id = `app-trail-${region}`;
    return { type: 'AWS::CloudTrail::Trail', id, arn: arn('cloudtrail', `trail/${id}`), name: id };
  },
  bucket: (region) => {
    const id = `app-trail-${region}-${ACCOUNT}`;
    return { type: 'AWS::S3::Bucket', id, arn: `arn:aws:s3:::${id}`, name: id };
  },
};

/** Types without a collector: known by stack and tag only. Their physical ids take the forms that CloudFormation gives. */
function unread(region, arn, index) {
  const type = UNREAD_KINDS[index % UNREAD_KINDS.length];
  const name = `app-part-${pad(index)}`;
  const forms = {
    'AWS::Logs::LogGroup': { id: name, arn: arn('logs', `log-group:${name}`) },
    'AWS::SNS::Topic': { id: arn('sns', name), arn: arn('sns', name) },
    'AWS::SQS::Queue': { id: `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${name}`, arn: arn('sqs', name) },
    'AWS::SSM::Parameter': { id: name, arn: arn('ssm', `parameter/${name}`) },
    'AWS::Lambda::Function': { id: name, arn: arn('lambda', `function:${name}`) },
  };
  return { type, ...forms[type] };
}

/** @returns the stacks' resources of a region, dealt out to the stacks in turn, the tagged ones first. */
export function regionInventory(region) {
  const arn = (service, rest) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
  const typed = Object.entries(TYPED).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, index) => ({ kind, index, ...MAKERS[kind](region, arn, index) })),
  );
  const rest = STACKS * PER_STACK - typed.length;
  const others = Array.from({ length: rest }, (_, index) => ({ kind: 'unread', index, ...unread(region, arn, index) }));
  const resources = [...typed, ...others].map((resource, index) => ({
    ...resource,
    stack: `app-stack-${pad(index % STACKS)}`,
    logicalId: `${resource.kind[0].toUpperCase()}${resource.kind.slice(1)}${pad(resource.index)}`,
    tagged: index < TAGGED,
  }));
  const stacks = Array.from({ length: STACKS }, (_, index) => `app-stack-${pad(index)}`);
  const foreign = Array.from({ length: OTHER_STACKS }, (_, index) => `other-stack-${pad(index)}`);
  return { region, resources, stacks, foreign, of: (kind) => resources.filter((resource) => resource.kind === kind) };
}

/** @returns the roles of the account, which no stack made: they are in the selection by their tag. */
export function roles() {
  return Array.from({ length: ROLES }, (_, index) => {
    const name = `app-role-${pad(index)}`;
    return {
      id: name,
      arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
      roleId: `AROA${hex('', 'role', index).toUpperCase()}`,
    };
  });
}
