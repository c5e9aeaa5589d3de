/** Gives what a template declares apart to what it is a part of, as the services tell it: rules to groups, policies to roles. */
import type { Comparators } from '../collectors/comparator.ts';
import { collectors } from '../collectors/index.ts';
import { listIn } from '../common/lists.ts';
import { canonicalRow, type SecurityGroupRow } from '../normalise/security-group-rules.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { type Draft, type Said, saidBy, tokenOf } from './draft.ts';
import { unsetValues } from './unset-values.ts';

/** What belongs to a resource, and is declared apart. */
export type Give = { readonly part: Part; readonly said: Said; readonly draft: Draft };

export type Part = {
  /** The property that names what it belongs to, or several of those. */
  readonly owner: string;
  readonly of: string;
  readonly into: string;
  /** What of it becomes a part; a list's items are added, anything else is set. */
  readonly as: (said: Said, token: string) => Json;
  readonly adds: boolean;
  /** It stays a resource of its own as well. */
  readonly stays?: true;
  /** Without this property it is a part of nothing. */
  readonly needs?: string;
};

const comparators = new Map(collectors.map((one) => [one.type, one.comparators ?? {}]));
const comparatorsOf = (type: string): Comparators => comparators.get(type) ?? {};

const document = ({ properties }: Said): Json => properties.PolicyDocument ?? null;
const named = ({ properties }: Said): Json => ({
  ...(properties.PolicyName !== undefined && { PolicyName: properties.PolicyName }),
  PolicyDocument: properties.PolicyDocument ?? null,
});
const inline = (owner: string, of: string): Part => ({ owner, of, into: 'Policies', as: named, adds: true });
const policyOf = (owner: string, of: string, into: string): Part => ({ owner, of, into, as: document, adds: false });
const rule = (into: string): Part => ({
  owner: 'GroupId',
  of: 'AWS::EC2::SecurityGroup',
  into,
  as: ({ properties: { GroupId: _, ...row } }) => row,
  adds: true,
});
const attached = (owner: string, of: string): Part => ({
  owner,
  of,
  into: 'ManagedPolicyArns',
  as: (_, token) => token,
  adds: true,
  stays: true,
});

const block = (into: string, name: string): Part => ({
  owner: 'VpcId',
  of: 'AWS::EC2::VPC',
  into,
  as: ({ properties }) => properties[name] ?? null,
  adds: true,
  needs: name,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
const PARTS: { readonly [type: string]: readonly Part[] } = {
  'AWS::EC2::VPCCidrBlock': [block('AdditionalCidrBlocks', 'CidrBlock')],
  'AWS::EC2::SecurityGroupIngress': [rule('SecurityGroupIngress')],
  'AWS::EC2::SecurityGroupEgress': [rule('SecurityGroupEgress')],
  'AWS::IAM::Policy': [
    inline('Roles', 'AWS::IAM::Role'),
    inline('Groups', 'AWS::IAM::Group'),
    inline('Users', 'AWS::IAM::User'),
  ],
  'AWS::IAM::RolePolicy': [inline('RoleName', 'AWS::IAM::Role')],
  'AWS::IAM::GroupPolicy': [inline('GroupName', 'AWS::IAM::Group')],
  'AWS::IAM::UserPolicy': [inline('UserName', 'AWS::IAM::User')],
  'AWS::IAM::ManagedPolicy': [
    attached('Roles', 'AWS::IAM::Role'),
    attached('Groups', 'AWS::IAM::Group'),
    attached('Users', 'AWS::IAM::User'),
  ],
  'AWS::S3::BucketPolicy': [policyOf('Bucket', 'AWS::S3::Bucket', 'BucketPolicy')],
  'AWS::SNS::TopicPolicy': [policyOf('Topics', 'AWS::SNS::Topic', 'Policy')],
  'AWS::SNS::TopicInlinePolicy': [policyOf('TopicArn', 'AWS::SNS::Topic', 'Policy')],
  'AWS::SQS::QueuePolicy': [policyOf('Queues', 'AWS::SQS::Queue', 'Policy')],
  'AWS::SQS::QueueInlinePolicy': [policyOf('Queue', 'AWS::SQS::Queue', 'Policy')],
};

/** What belongs to others. `taken`: drafts that are no resources of their own. What belongs to nothing here stays by itself. */
export function givenTo(drafts: readonly Draft[]): {
  readonly taken: ReadonlySet<Draft>;
  readonly gives: ReadonlyMap<Draft, readonly Give[]>;
} {
  const gives = new Map<Draft, Give[]>();
  const taken = new Set<Draft>();
  if (!drafts.some(({ type }) => Object.hasOwn(PARTS, type))) return { taken, gives };
  const owning = new Set(Object.values(PARTS).flatMap((parts) => parts.map(({ of }) => of)));
  const byToken = new Map(drafts.filter(({ type }) => owning.has(type)).map((draft) => [tokenOf(draft), draft]));
  for (const draft of drafts) {
    const parts = Object.hasOwn(PARTS, draft.type) ? (PARTS[draft.type] ?? []) : [];
    if (parts.length === 0) continue;
    const said = saidBy(draft);
    for (const part of parts) {
      if (part.needs !== undefined && said.properties[part.needs] === undefined) continue;
      const owners = ownersOf(said, part).map((token) => byToken.get(token));
      if (owners.length === 0 || owners.some((owner) => owner?.type !== part.of)) continue;
      for (const owner of owners) listIn(gives, owner as Draft).push({ part, said, draft });
      if (part.stays !== true) taken.add(draft);
    }
  }
  return { taken, gives };
}

function ownersOf({ properties }: Said, { owner }: Part): readonly string[] {
  return [properties[owner] ?? []].flat().filter((one): one is string => typeof one === 'string');
}

/** What a resource says with what belongs to it, and with what AWS makes of what is not set. */
export function asRead(draft: Draft, said: Said, gives: readonly Give[]): Said {
  for (const one of gives) give(one, draft.type, said);
  const { properties, unread } = said;
  asTyped(draft.type, properties);
  for (const [name, value] of Object.entries(unsetValues(draft.type, properties)))
    if (properties[name] === undefined && unread[name] === undefined) properties[name] = value;
  if (draft.type === 'AWS::EC2::SecurityGroup')
    for (const name of ['SecurityGroupIngress', 'SecurityGroupEgress'])
      if (properties[name] !== undefined) properties[name] = rowsOf(properties[name], tokenOf(draft));
  return said;
}

/** CloudFormation takes `"true"` for true and `"20"` for 20: what a type declares to be a switch or an amount is read as that. */
function asTyped(type: string, properties: { [name: string]: Json }): void {
  for (const [name, comparator] of Object.entries(comparatorsOf(type))) {
    const value = properties[name];
    if (typeof value !== 'string' || typeof comparator === 'string') continue;
    const { worse, best } = comparator;
    const isSwitch = worse === 'false' || worse === 'true' || typeof best === 'boolean';
    if (isSwitch && /^(?:true|false)$/i.test(value)) properties[name] = value.toLowerCase() === 'true';
    if ((worse === 'smaller' || worse === 'larger') && /^\d+$/.test(value)) properties[name] = Number(value);
  }
}

function give({ part, said, draft }: Give, type: string, { properties, unread }: Said): void {
  // What of it is not known is not known of its owner.
  for (const [property, reason] of Object.entries(said.unread))
    if (property !== part.owner) unread[part.into] ??= reason;
  const value = part.as(said, tokenOf(draft));
  if (!part.adds) {
    properties[part.into] = value;
    return;
  }
  const before = properties[part.into] ?? unsetValues(type, properties)[part.into];
  properties[part.into] = [...(Array.isArray(before) ? (before as readonly Json[]) : []), value];
}

/** Rules in the spelling in which they are compared: numbers as numbers, the group itself as such. */
function rowsOf(rules: Json, own: string): readonly JsonObject[] {
  const list = (Array.isArray(rules) ? rules : [rules]) as readonly Json[];
  return list
    .filter((row): row is JsonObject => typeof row === 'object' && row !== null && !Array.isArray(row))
    .map((row) => canonicalRow(withSelf(withNumbers(row), own) as SecurityGroupRow) as JsonObject);
}

function withNumbers(row: JsonObject): JsonObject {
  const number = (value: Json | undefined) =>
    typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  const ports = Object.entries({ FromPort: number(row.FromPort), ToPort: number(row.ToPort) });
  const given = ports.filter(([, value]) => value !== undefined) as [string, Json][];
  return { ...row, IpProtocol: String(row.IpProtocol ?? '-1'), ...Object.fromEntries(given) };
}

function withSelf(row: JsonObject, own: string): JsonObject {
  const { SourceSecurityGroupId: source, DestinationSecurityGroupId: destination, ...rest } = row;
  return source === own || destination === own ? { ...rest, Self: true } : row;
}
