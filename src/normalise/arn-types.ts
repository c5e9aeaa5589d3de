/** What an ARN says: its parts, the type it is of, whether it passes, whether it belongs to a region, and how else it may be spelt. */
import { NESTED_ARN_TYPES, ARN_TYPES as TYPES } from './arn-type-table.ts';

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

/** null for what is no ARN. */
export function parseArn(text: string): Arn | null {
  const match = /^arn:[^:]*:([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (!match) return null;
  const [, service = '', region = '', account = '', resource = ''] = match;
  const parts = /^(?:\/)?([^:/]+)[:/](.+)$/s.exec(resource);
  // A bucket's ARN has no account: what has one is an access point, a storage lens.
  const isBare = TYPES[service] !== undefined && (service !== 's3' || account === '');
  if (!parts || isBare) return { service, region, account, kind: '', id: resource };
  return { service, region, account, kind: parts[1] ?? '', id: parts[2] ?? '' };
}

/** The CloudFormation type of an ARN, else its `service:kind`. A classic load balancer and its successors share their kind. */
export function typeOfArn(text: string): string {
  const arn = parseArn(text);
  if (!arn) return 'unknown:unknown';
  const key = arn.kind === '' ? arn.service : `${arn.service}:${arn.kind}`;
  if (key === 'elasticloadbalancing:loadbalancer' && !/^(app|net|gwy)\//.test(arn.id))
    return 'AWS::ElasticLoadBalancing::LoadBalancer';
  if (arn.service === 'wafv2') {
    const kind = arn.id.split('/')[0] ?? '';
    return TYPES[`wafv2:${kind}`] ?? `wafv2:${kind}`;
  }
  return nestedType(arn) ?? TYPES[key] ?? key;
}

/** `restapis/ID/stages/NAME`, `mesh/M/virtualGateway/G`: the words between the ids say what it is; undefined for what is not nested. */
function nestedType({ service, kind, id }: Arn): string | undefined {
  const parts = id.split('/');
  if (parts.length < 3 || parts.length % 2 === 0) return undefined;
  const words = [kind, ...parts.filter((_, index) => index % 2 === 1)].join('/');
  return NESTED_ARN_TYPES[`${service}:${words}`];
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
