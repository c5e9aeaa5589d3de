/** ARNs taken apart, and the CloudFormation type that one is of. */
import { own } from '../common/own-member.ts';
import { shapeOfArn, typesWithArn } from './arn-shapes.ts';
import { ARN_TYPES as TYPES } from './arn-type-table.ts';

/** What services make on their own, and mostly throw away: counting it would compare the hour and not the design. */
const TRANSIENT: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /^rds:(cluster-)?snapshot:(rds|awsbackup):/, what: 'automated database snapshots' },
  { pattern: /^rds:(cluster-)?auto-backup:/, what: 'automated database backups' },
  {
    pattern:
      /^(ec2:(snapshot|image|spot-instances-request|fpga-image)|rds:(cluster-)?snapshot|redshift:snapshot|elasticache:snapshot)[:/]/,
    what: 'snapshots and images',
  },
  {
    pattern: /^(fsx:backup|memorydb:snapshot|rds:snapshot-tenant-database|dax:snapshot)[:/]/,
    what: 'snapshots and images',
  },
  { pattern: /^ecs:(task|container-instance|task-set)\//, what: 'running ECS tasks' },
  { pattern: /^(backup:recovery-point|ec2:(export|import)[a-z-]*-task)[:/]/, what: 'recovery points and tasks' },
  {
    pattern:
      /^(bedrock:[a-z-]+-job|comprehend:[a-z-]+-job|sagemaker:(processing|compilation|automl|training|transform|labeling|hyper-parameter-tuning|inference-recommendations|edge-packaging|model-compilation|optimization)-?(job|tuning-job)?|emr-(serverless|containers):.*jobruns|medialive:.*-job|mediaconvert:jobs|transcribe:[a-z-]*job|batch:job|datasync:task\/[^/]+\/execution|states:(execution|express)|codebuild:(build|build-batch)|ssm:(session|automation-execution|opsitem)|imagebuilder:(image|workflow-execution|lifecycle-execution)|devicefarm:run|glue:.*run|deadline:.*job)[:/]/,
    what: 'jobs and other runs',
  },
  { pattern: /^comprehend:document-classifier[:/][^/]+\/version\//, what: 'versions of models' },
  {
    pattern:
      /^(rds:ri|es:ri|elasticache:reserved-instance|memorydb:reservednode|redshift:reservednode|ec2:reserved-instances|savingsplans:savingsplan|opensearch:ri)[:/]/,
    what: 'reservations, which are bills',
  },
  // Named `SERVICE!…` (Secrets Manager user guide, "Managed secrets"): the password of a database, which is a property of that.
  { pattern: /^secretsmanager:secret[:/][a-z0-9-]+!/, what: 'secrets that another service manages' },
];

/** Services whose resources belong to no region, by type. */
const GLOBAL_TYPES =
  /^AWS::(IAM|Route53|CloudFront|GlobalAccelerator|Organizations|Shield|NetworkManager|Route53RecoveryControl|Route53RecoveryReadiness|SSO|IdentityStore|Budgets|CE)::|^AWS::RDS::GlobalCluster$/;

export type Arn = {
  readonly service: string;
  /** '' for a global resource, and for an S3 bucket. */
  readonly region: string;
  readonly account: string;
  /** '' where the ARN has none (a topic, a queue, a bucket). */
  readonly kind: string;
  /** What follows the kind; a function's version, a log group's `:*` and a secret's random tail are still there. */
  readonly id: string;
};

/** Services whose ARNs say no kind: what follows the account is the name. */
const WITHOUT_KIND = new Set(['codecommit', 'codepipeline', 's3', 'sns', 'sqs']);

/** null for what is no ARN. */
export function parseArn(text: string): Arn | null {
  const match = /^arn:[^:]*:([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (!match) return null;
  const [, service = '', region = '', account = '', resource = ''] = match;
  const parts = /^(?:\/)?([^:/]+)[:/](.+)$/s.exec(resource);
  // A bucket's ARN has no account: what has one is an access point, a storage lens.
  const isBare = WITHOUT_KIND.has(service) && (service !== 's3' || account === '');
  if (!parts || isBare) return { service, region, account, kind: '', id: resource };
  return { service, region, account, kind: parts[1] ?? '', id: parts[2] ?? '' };
}

/** The CloudFormation type of an ARN, by its template where one type alone has it; else its `service:kind`. */
export function typeOfArn(text: string): string {
  const arn = parseArn(text);
  if (!arn) return 'unknown:unknown';
  const shape = shapeOfArn(text);
  const [only] = shape?.types.length === 1 ? shape.types : [];
  if (only !== undefined && shape?.exact) return only;
  return overridden(arn) ?? only ?? (arn.kind === '' ? arn.service : `${arn.service}:${arn.kind}`);
}

/** Children whose ARNs go on from their parent's, and that have no template of their own. */
const CHILDREN: readonly (readonly [RegExp, string])[] = [
  [/^apigateway:restapis:[^/]+\/stages\/[^/]+$/, 'AWS::ApiGateway::Stage'],
  [/^apigateway:apis:[^/]+\/stages\/[^/]+$/, 'AWS::ApiGatewayV2::Stage'],
  [/^appmesh:mesh:[^/]+\/virtualGateway\/[^/]+\/gatewayRoute\//, 'AWS::AppMesh::GatewayRoute'],
  [/^appmesh:mesh:[^/]+\/virtualGateway\//, 'AWS::AppMesh::VirtualGateway'],
  [/^appmesh:mesh:[^/]+\/virtualRouter\/[^/]+\/route\//, 'AWS::AppMesh::Route'],
  [/^appmesh:mesh:[^/]+\/virtualRouter\//, 'AWS::AppMesh::VirtualRouter'],
  [/^appmesh:mesh:[^/]+\/virtualNode\//, 'AWS::AppMesh::VirtualNode'],
  [/^appmesh:mesh:[^/]+\/virtualService\//, 'AWS::AppMesh::VirtualService'],
];

function overridden({ service, kind, id }: Arn): string | undefined {
  if (service === 'wafv2') {
    const inner = id.split('/')[0] ?? '';
    return TYPES[`wafv2:${inner}`] ?? `wafv2:${inner}`;
  }
  const whole = `${service}:${kind}:${id}`;
  return CHILDREN.find(([pattern]) => pattern.test(whole))?.[1] ?? own(TYPES, `${service}:${kind}`);
}

/** Types that an ARN can tell. */
export function knownByArn(): readonly string[] {
  return [...new Set([...Object.values(TYPES), ...typesWithArn()])];
}

/** Why an ARN of the tagging API is left out, or null. */
export function transient(text: string): string | null {
  const arn = parseArn(text);
  if (!arn) return null;
  const tail = `${arn.service}:${arn.kind}:${arn.id}`;
  const slashed = `${arn.service}:${arn.kind}/${arn.id}`;
  return TRANSIENT.find(({ pattern }) => pattern.test(tail) || pattern.test(slashed))?.what ?? null;
}

/**
 * Whether a resource belongs to no region. A web ACL for CloudFront, and what belongs to it, can only be made in us-east-1: it is
 * of no region though its ARN names one.
 *
 * @param physical its ARN, or its id as CloudFormation's Ref gives it
 */
export function isGlobal(type: string, physical: string | null): boolean {
  if (GLOBAL_TYPES.test(type)) return true;
  if (physical === null) return false;
  if (isOfCloudFront(type, physical)) return true;
  const arn = parseArn(physical);
  if (arn === null) return false;
  return arn.region === '' && arn.account !== '';
}

/** Whether it is of CloudFront's scope: one for the whole account, which only us-east-1 can make, whatever its name says. */
export function isOfCloudFront(type: string, physical: string): boolean {
  if (/^AWS::WAFv2::/.test(type) && /\|CLOUDFRONT$/.test(physical)) return true;
  const arn = parseArn(physical);
  return arn !== null && arn.service === 'wafv2' && arn.kind === 'global';
}

/** The spellings under which an ARN, a URL, a name or an address may stand for the same thing, the surest first. */
export function identities(physical: string): readonly string[] {
  if (physical === '') return [];
  const arn = parseArn(physical);
  if (arn) {
    // arn:aws:logs:…:log-group:NAME:* is the group NAME; a secret's tail is in its Ref as well.
    const id = arn.id.replace(/:\*$/, '');
    // A parameter's ARN leaves out the first slash of its name.
    return [...new Set([physical, id, `/${id}`, id.split('/').at(-1) ?? id])];
  }
  const url = /^https?:\/\/[^/]+\/(?:.*\/)?([^/]+)$/.exec(physical);
  return url ? [physical, url[1] ?? ''] : [physical];
}
