/** `pulumi stack export`: the classic provider's resources as Terraform's, those of aws-native as CloudFormation's. */
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { isObject, listIn, objectIn, textIn } from './read-json.ts';
import type { Source, SourceOptions } from './source.ts';
import { sourceOf } from './terraform.ts';
import type { TerraformFile, TerraformResource } from './terraform-file.ts';
import { terraformTypes } from './terraform-types.ts';

/** Classic tokens (`aws:rds/instance:Instance` without its last part) whose Terraform name does not follow from them. */
const NAMES: { readonly [token: string]: string } = {
  'alb/listener': 'aws_lb_listener',
  'alb/loadBalancer': 'aws_lb',
  'alb/targetGroup': 'aws_lb_target_group',
  'cloudtrail/trail': 'aws_cloudtrail',
  'cloudwatch/eventRule': 'aws_cloudwatch_event_rule',
  'cloudwatch/logGroup': 'aws_cloudwatch_log_group',
  'cloudwatch/metricAlarm': 'aws_cloudwatch_metric_alarm',
  'ec2/instance': 'aws_instance',
  'lb/loadBalancer': 'aws_lb',
  'rds/cluster': 'aws_rds_cluster',
  'rds/instance': 'aws_db_instance',
  'rds/parameterGroup': 'aws_db_parameter_group',
  'rds/subnetGroup': 'aws_db_subnet_group',
  's3/bucketV2': 'aws_s3_bucket',
  's3/bucketVersioningV2': 'aws_s3_bucket_versioning',
  's3/bucketServerSideEncryptionConfigurationV2': 'aws_s3_bucket_server_side_encryption_configuration',
  'vpc/securityGroupIngressRule': 'aws_vpc_security_group_ingress_rule',
  'vpc/securityGroupEgressRule': 'aws_vpc_security_group_egress_rule',
};

/** What Pulumi writes in the place of a secret: a key that is always this one, and its ciphertext. */
const SECRET = '4dabf18193072939515e22adb298388d';

/** Whether a document is an export of a stack of Pulumi. */
export function isPulumi(value: JsonObject): boolean {
  return isObject(value.deployment) && typeof value.version === 'number';
}

/** @throws UsageError where no resource of it says where it is */
export function readPulumi(value: JsonObject, shown: string, options: SourceOptions): Source {
  const all = listIn(objectIn(value, 'deployment'), 'resources').filter(isObject);
  const regions = new Map<string, string>();
  for (const one of all) {
    const region = textIn(objectIn(one, 'inputs'), 'region');
    if (textIn(one, 'type')?.startsWith('pulumi:providers:') && region !== null)
      regions.set(`${textIn(one, 'urn')}`, region);
  }
  const resources = all.flatMap((one) => resourceOf(one));
  const file: TerraformFile = { kind: 'recorded', resources, regions, account: null, unfinished: null };
  return sourceOf(file, shown, options, 'pulumi');
}

function resourceOf(one: JsonObject): readonly TerraformResource[] {
  const [urn, token] = [textIn(one, 'urn'), textIn(one, 'type')];
  if (urn === null || token === null || one.custom !== true || one.delete === true || /^pulumi:/.test(token)) return [];
  const native = /^aws-native:(\w+):(\w+)$/.exec(token);
  const classic = /^aws:(\w+\/\w+):\w+$/.exec(token);
  if (native === null && classic === null) return [];
  const given = { ...objectIn(one, 'inputs'), ...objectIn(one, 'outputs') };
  const spell = native === null ? snake : pascal;
  const { __defaults: _, ...values } = spelled(given, spell) as JsonObject;
  const id = textIn(one, 'id');
  return [
    {
      // Without stack and project: urn:pulumi:STACK::PROJECT::TYPES::NAME.
      address: urn.split('::').slice(2).join('::'),
      type: native === null ? terraformName(classic?.[1] ?? '') : nativeType(native[1] ?? '', native[2] ?? ''),
      provider: textIn(one, 'provider')?.replace(/::[^:]*$/, '') ?? null,
      values: { ...values, ...(id !== null && { id }) },
      sensitive: {},
      unknown: secretsIn(given, spell),
      expressions: null,
    },
  ];
}

function terraformName(token: string): string {
  const known = NAMES[token];
  if (known !== undefined) return known;
  const [module = '', kind = ''] = token.split('/');
  const names = [`aws_${module.toLowerCase()}_${snake(kind)}`, `aws_${snake(kind)}`];
  return names.find((one) => terraformTypes().includes(one)) ?? (names[0] as string);
}

function nativeType(service: string, kind: string): string {
  const wanted = `AWS::${service}::${kind}`.toLowerCase();
  return typeKnowledge().types.find((type) => type.toLowerCase() === wanted) ?? `AWS::${service}::${kind}`;
}

function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function pascal(name: string): string {
  return /^(?:id|arn|tags|region)$/.test(name) ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Names of members in the other spelling; keys of tags are no names. */
function spelled(value: Json, spell: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => spelled(item, spell));
  if (!isObject(value) || Object.hasOwn(value, SECRET)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [spell(name), /^tags/i.test(name) ? item : spelled(item, spell)]),
  );
}

/** Which members hold a secret: their ciphertext is another in every export. */
function secretsIn(value: JsonObject, spell: (name: string) => string): JsonObject {
  const marked = Object.entries(value).filter(([, item]) => JSON.stringify(item)?.includes(SECRET));
  return Object.fromEntries(marked.map(([name]) => [spell(name), 'it is encrypted in the export']));
}
