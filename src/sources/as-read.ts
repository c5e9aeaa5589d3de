/** Gives what a template declares apart to what it is a part of, as the services tell it: rules to groups, policies to roles. */
import { listIn, pushAll } from '../common/lists.ts';
import { canonicalRow, type SecurityGroupRow } from '../normalise/security-group-rules.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { unsetValues } from './unset-values.ts';

/** A resource while it is put together. */
export type Draft = {
  readonly type: string;
  /** How others refer to it. */
  readonly token: string;
  properties: { [name: string]: Json };
  readonly unread: { [property: string]: string };
};

type Part = {
  /** The property that names what it belongs to, or several of those. */
  readonly owner: string;
  readonly of: string;
  readonly into: string;
  /** What of it becomes a part; a list's items are added, anything else is set. */
  readonly as: (part: Draft) => Json;
  readonly adds: boolean;
  /** It stays a resource of its own as well. */
  readonly stays?: true;
};

const document = ({ properties }: Draft): Json => properties.PolicyDocument ?? null;
const named = ({ properties }: Draft): Json => ({
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
  as: ({ token }) => token,
  adds: true,
  stays: true,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
const PARTS: { readonly [type: string]: readonly Part[] } = {
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

/** The drafts that are resources of their own, each with what belongs to it. What belongs to nothing here stays by itself. */
export function asRead<D extends Draft>(drafts: readonly D[]): readonly D[] {
  if (!drafts.some(({ type }) => Object.hasOwn(PARTS, type))) return finished(drafts);
  const byToken = new Map(drafts.map((draft) => [draft.token, draft]));
  const taken = new Map<D, Draft[]>();
  for (const draft of drafts)
    for (const part of PARTS[draft.type] ?? []) {
      const owners = ownersOf(draft, part).map((token) => byToken.get(token));
      if (owners.length === 0 || owners.some((owner) => owner?.type !== part.of)) continue;
      for (const owner of owners) give(draft, part, owner as D);
      if (part.stays !== true) pushAll(listIn(taken, draft), owners as D[]);
    }
  return finished(drafts.filter((draft) => !taken.has(draft)));
}

function ownersOf({ properties }: Draft, { owner }: Part): readonly string[] {
  return [properties[owner] ?? []].flat().filter((one): one is string => typeof one === 'string');
}

function give(draft: Draft, part: Part, owner: Draft): void {
  const own = Object.entries(draft.unread);
  // What of it is not known is not known of its owner.
  for (const [property, reason] of own) if (property !== part.owner) owner.unread[part.into] ??= reason;
  const value = part.as(draft);
  if (!part.adds) {
    owner.properties[part.into] = value;
    return;
  }
  const before = owner.properties[part.into] ?? unsetValues(owner.type, owner.properties)[part.into];
  owner.properties[part.into] = [...(Array.isArray(before) ? (before as readonly Json[]) : []), value];
}

function finished<D extends Draft>(drafts: readonly D[]): readonly D[] {
  for (const draft of drafts) {
    for (const [name, value] of Object.entries(unsetValues(draft.type, draft.properties)))
      if (draft.properties[name] === undefined && draft.unread[name] === undefined) draft.properties[name] = value;
    if (draft.type === 'AWS::EC2::SecurityGroup')
      for (const name of ['SecurityGroupIngress', 'SecurityGroupEgress'])
        if (draft.properties[name] !== undefined) draft.properties[name] = rowsOf(draft.properties[name], draft.token);
  }
  return drafts;
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
