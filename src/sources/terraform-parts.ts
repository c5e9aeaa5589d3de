/** What Terraform declares apart, and in blocks, given to what it is a part of: rules to groups, policies to roles, settings to buckets. */
import { listIn as grouped } from '../common/lists.ts';
import { canonicalRow, type SecurityGroupRow } from '../normalise/security-group-rules.ts';
import { compact } from '../snapshot/compact.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { isObject, listIn, textIn } from './read-json.ts';

/** A resource while it is put together. */
export type TerraformDraft = {
  readonly type: string;
  readonly values: JsonObject;
  /** How others may call it: token, id, ARN, name. */
  readonly keys: readonly string[];
  properties: { [name: string]: Json };
  /** By property: why it is not known. */
  readonly unread: { [property: string]: string };
};

type Part = {
  readonly owner: string;
  /** The property of the owner that it is a part of. */
  readonly property: (values: JsonObject) => string;
  readonly give: (values: JsonObject, owner: TerraformDraft) => void;
};

const set = (owner: string, property: string, make: (values: JsonObject) => Json | undefined): Part => ({
  owner,
  property: () => property,
  give: (values, to) => {
    const value = make(values);
    if (value !== undefined) to.properties[property] = value;
  },
});
const add = (owner: string, property: string, make: (values: JsonObject) => Json): Part => ({
  owner,
  property: () => property,
  give: (values, to) => addTo(to, property, make(values)),
});
const first = (values: JsonObject, block: string): JsonObject => listIn(values, block).find(isObject) ?? {};
const rules = (property: string, direction: 'Source' | 'Destination') => ({
  owner: 'security_group_id',
  property: () => property,
  give: (values: JsonObject, owner: TerraformDraft) => {
    for (const row of rowsOf(values, direction, owner)) addTo(owner, property, row);
  },
});
const INGRESS = rules('SecurityGroupIngress', 'Source');
const EGRESS = rules('SecurityGroupEgress', 'Destination');

function addTo(owner: TerraformDraft, property: string, item: Json): void {
  const before = owner.properties[property];
  const list = Array.isArray(before) ? (before as readonly Json[]) : [];
  const text = JSON.stringify(item);
  if (!list.some((one) => JSON.stringify(one) === text)) owner.properties[property] = [...list, item];
}

const PARTS: { readonly [type: string]: Part } = {
  aws_s3_bucket_public_access_block: set('bucket', 'PublicAccessBlockConfiguration', blocked),
  aws_s3_bucket_policy: set('bucket', 'BucketPolicy', ({ policy }) => documentOf(policy)),
  aws_s3_bucket_versioning: set('bucket', 'VersioningConfiguration', (values) =>
    compact({ Status: first(values, 'versioning_configuration').status }),
  ),
  aws_s3_bucket_server_side_encryption_configuration: set('bucket', 'BucketEncryption', encryption),
  aws_sns_topic_policy: set('arn', 'Policy', ({ policy }) => documentOf(policy)),
  aws_sqs_queue_policy: set('queue_url', 'Policy', ({ policy }) => documentOf(policy)),
  aws_iam_role_policy: add('role', 'Policies', ({ name, policy }) =>
    compact({ PolicyName: name, PolicyDocument: documentOf(policy) }),
  ),
  aws_iam_role_policy_attachment: add('role', 'ManagedPolicyArns', ({ policy_arn }) => policy_arn ?? null),
  aws_security_group_rule: {
    owner: 'security_group_id',
    property: ({ type }) => (type === 'egress' ? EGRESS.property() : INGRESS.property()),
    give: (values, owner) => (values.type === 'egress' ? EGRESS : INGRESS).give(values, owner),
  },
  aws_vpc_security_group_ingress_rule: INGRESS,
  aws_vpc_security_group_egress_rule: EGRESS,
};

/** The drafts that are resources of their own, with what belongs to them; what belongs to nothing here stays by itself. */
export function withParts<D extends TerraformDraft>(
  drafts: readonly D[],
  attributeOf: (draft: D, attribute: string) => Json | undefined,
): readonly D[] {
  const byKey = new Map<string, D[]>();
  for (const draft of drafts) for (const key of draft.keys) grouped(byKey, key).push(draft);
  for (const draft of drafts) finish(draft);
  return drafts.filter((draft) => {
    const part = Object.hasOwn(PARTS, draft.type) ? PARTS[draft.type] : undefined;
    if (part === undefined) return true;
    const called = attributeOf(draft, part.owner);
    const owners =
      typeof called === 'string'
        ? (byKey.get(called) ?? []).filter((one) => one !== draft && !Object.hasOwn(PARTS, one.type))
        : [];
    for (const owner of owners) give(part, resolved(draft, attributeOf), draft, owner);
    return owners.length === 0;
  });
}

/** What of a part is not known leaves unknown what it is a part of. */
function give(part: Part, values: JsonObject, { unread }: TerraformDraft, owner: TerraformDraft): void {
  part.give(values, owner);
  const [reason] = Object.values(unread);
  if (reason !== undefined) owner.unread[part.property(values)] = reason;
}

/** The values, with who they lead to in the place of what only an apply will tell. */
function resolved<D extends TerraformDraft>(
  draft: D,
  attributeOf: (draft: D, attribute: string) => Json | undefined,
): JsonObject {
  const names = new Set([...Object.keys(draft.values), ...Object.keys(draft.properties)]);
  return compact(Object.fromEntries([...names].map((name) => [name, attributeOf(draft, name)])));
}

/** Blocks of the resource itself that CloudFormation spells otherwise. */
function finish(draft: TerraformDraft): void {
  const { properties, values } = draft;
  if (draft.type === 'AWS::EC2::SecurityGroup')
    for (const [block, property, side] of [
      ['ingress', 'SecurityGroupIngress', 'Source'],
      ['egress', 'SecurityGroupEgress', 'Destination'],
    ] as const) {
      // With who they lead to, where only an apply will tell.
      const written = properties[block] ?? values[block];
      const rows = (Array.isArray(written) ? (written as readonly Json[]) : [])
        .filter(isObject)
        .flatMap((one) => rowsOf(one, side, draft));
      const { [block]: reason } = draft.unread;
      delete properties[block];
      delete draft.unread[block];
      properties[property] = rows;
      if (reason !== undefined) draft.unread[property] = reason;
    }
  if (draft.type !== 'AWS::S3::Bucket') return;
  const { enabled } = first(values, 'versioning');
  if (enabled !== undefined)
    properties.VersioningConfiguration = { Status: enabled === true ? 'Enabled' : 'Suspended' };
  if (values.policy !== undefined && values.policy !== null && values.policy !== '')
    properties.BucketPolicy = documentOf(values.policy);
  for (const name of ['versioning', 'policy', 'grant', 'server_side_encryption_configuration', 'acl', 'request_payer'])
    delete properties[name];
}

function documentOf(value: Json | undefined): Json {
  if (typeof value !== 'string') return value ?? null;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function blocked(values: JsonObject): Json {
  return {
    BlockPublicAcls: values.block_public_acls === true,
    BlockPublicPolicy: values.block_public_policy === true,
    IgnorePublicAcls: values.ignore_public_acls === true,
    RestrictPublicBuckets: values.restrict_public_buckets === true,
  };
}

function encryption(values: JsonObject): Json {
  const configuration = listIn(values, 'rule')
    .filter(isObject)
    .map((rule) => {
      const { sse_algorithm, kms_master_key_id } = first(rule, 'apply_server_side_encryption_by_default');
      return {
        ServerSideEncryptionByDefault: compact({
          SSEAlgorithm: sse_algorithm,
          KMSMasterKeyID: kms_master_key_id || undefined,
        }),
      };
    });
  return { ServerSideEncryptionConfiguration: configuration };
}

/** One row for each peer of a rule, whichever of the three forms it has. */
function rowsOf(rule: JsonObject, side: 'Source' | 'Destination', owner: TerraformDraft): readonly JsonObject[] {
  const texts = (...names: readonly string[]) =>
    names
      .flatMap((name) => [rule[name] ?? []].flat())
      .filter((one): one is string => typeof one === 'string' && one !== '');
  const groups = texts('security_groups', 'source_security_group_id', 'referenced_security_group_id');
  const peers: JsonObject[] = [
    ...texts('cidr_blocks', 'cidr_ipv4').map((CidrIp) => ({ CidrIp })),
    ...texts('ipv6_cidr_blocks', 'cidr_ipv6').map((CidrIpv6) => ({ CidrIpv6 })),
    ...texts('prefix_list_ids', 'prefix_list_id').map((id) => ({ [`${side}PrefixListId`]: id })),
    ...groups.map((id) => (owner.keys.includes(id) ? { Self: true } : { [`${side}SecurityGroupId`]: id })),
    ...(rule.self === true ? [{ Self: true }] : []),
  ];
  const description = textIn(rule, 'description');
  return peers.map((peer) => {
    const row = {
      IpProtocol: String(rule.protocol ?? rule.ip_protocol ?? '-1'),
      ...(typeof rule.from_port === 'number' && { FromPort: rule.from_port }),
      ...(typeof rule.to_port === 'number' && { ToPort: rule.to_port }),
      ...peer,
      ...(description !== null && description !== '' && { Description: description }),
    };
    return canonicalRow(row as unknown as SecurityGroupRow) as JsonObject;
  });
}
