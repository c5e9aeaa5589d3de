/** ARNs taken apart, and the CloudFormation type that one is of. */
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
  { pattern: /^ecs:(task|container-instance|task-set)\//, what: 'running ECS tasks' },
  { pattern: /^(backup:recovery-point|ec2:(export|import)[a-z-]*-task)[:/]/, what: 'recovery points and tasks' },
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
  if (!parts || TYPES[service] !== undefined) return { service, region, account, kind: '', id: resource };
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
  if (arn.service === 'apigateway') {
    // arn:aws:apigateway:REGION::/restapis/ID/stages/NAME: the last collection says what it is.
    const collections = text.slice(text.indexOf('::/') + 3).split('/');
    if (collections.length === 4 && collections[2] === 'stages')
      return collections[0] === 'apis' ? 'AWS::ApiGatewayV2::Stage' : 'AWS::ApiGateway::Stage';
  }
  return TYPES[key] ?? key;
}

/** Why an ARN of the tagging API is left out, or null. */
export function transient(text: string): string | null {
  const arn = parseArn(text);
  if (!arn) return null;
  const tail = `${arn.service}:${arn.kind}:${arn.id}`;
  const slashed = `${arn.service}:${arn.kind}/${arn.id}`;
  return TRANSIENT.find(({ pattern }) => pattern.test(tail) || pattern.test(slashed))?.what ?? null;
}

/** Whether a resource belongs to no region. */
export function isGlobal(type: string, arn: string | null): boolean {
  if (GLOBAL_TYPES.test(type)) return true;
  const parsed = arn === null ? null : parseArn(arn);
  return parsed !== null && parsed.region === '' && parsed.service !== 's3' && parsed.account !== '';
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
