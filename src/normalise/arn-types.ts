/** ARNs taken apart, and the CloudFormation type that one is of. */
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

/** Services whose ARNs say no kind: what follows the account is the name. */
const WITHOUT_KIND = new Set(['codecommit', 'codepipeline', 's3', 'sns', 'sqs']);

/** null for what is no ARN. */
export function parseArn(text: string): Arn | null {
  const match = /^arn:[^:]*:([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text);
  if (!match) return null;
  const [, service = '', region = '', account = '', resource = ''] = match;
  const parts = /^(?:\/)?([^:/]+)[:/](.+)$/s.exec(resource);
  if (!parts || WITHOUT_KIND.has(service)) return { service, region, account, kind: '', id: resource };
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
  return CHILDREN.find(([pattern]) => pattern.test(whole))?.[1] ?? TYPES[`${service}:${kind}`];
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
