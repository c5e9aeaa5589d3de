/** Where services put ids that they make themselves, in ARNs and in other texts: what stands there is AWS's, and differs between two deployments. */
import { shapeOfArn } from './arn-shapes.ts';
import { parseArn, typeOfArn } from './arn-types.ts';

/** An id that a service made, where it stands in a text. */
export type MadeId = {
  readonly id: string;
  /** Where it begins. */
  readonly at: number;
  /** True: a name that is unique in the region stands beside it, and it adds nothing to that. */
  readonly named: boolean;
  /** The types whose resources have such ids, the one that has it first. */
  readonly types: readonly string[];
  /** Those of `types` whose resources have the id and go by another: the cluster that an issuer of EKS is of. */
  readonly untold: readonly string[];
};

type Form = Pick<MadeId, 'named' | 'types' | 'untold'> & { readonly pattern: RegExp };

const PARTS: { readonly [part: string]: string } = {
  NAME: '[^/:]+',
  UUID: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-\\w{1,3})?',
  HEX: '[0-9a-f]{16,32}',
  SIX: '[A-Za-z0-9]{6}',
  TIME: '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+',
  DIGITS: '\\d{6,}',
  ID: '[A-Za-z0-9][\\w-]{4,}',
  /** Of an application of myApplications, behind its name in the tag `awsApplication`. */
  APPLICATION: '[a-z0-9]{26}',
  USER: '[0-9a-f]{64}',
  POOL: '[a-z]{2}(?:-[a-z]+)+-\\d_[A-Za-z0-9]{9,}',
  IDENTITIES: '[a-z]{2}(?:-[a-z]+)+-\\d:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
};

/**
 * Resource parts of ARNs by service (Service authorization reference). `<…>` is what the service made; `=` says that the name beside it is
 * unique. Other types than the ARN's own follow after the form.
 */
const ARN_FORMS = `acm certificate/<UUID>
acm-pca certificate-authority/<UUID>
amplify apps/<ID>
aoss collection/<ID>
apigateway /restapis/<ID> ApiGateway::RestApi
apigateway /apis/<ID> ApiGatewayV2::Api
apigateway /vpclinks/<ID> ApiGateway::VpcLink ApiGatewayV2::VpcLink
apigateway /usageplans/<ID> ApiGateway::UsagePlan
apprunner =service/NAME/<HEX>
appconfig application/<ID>
appsync apis/<ID>
autoscaling =autoScalingGroup:<UUID>:autoScalingGroupName/
autoscaling =launchConfiguration:<UUID>:launchConfigurationName/
autoscaling =scalingPolicy:<UUID>:autoScalingGroupName/
backup backup-plan:<UUID>
bedrock guardrail/<ID>
bedrock agent/<ID>
bedrock knowledge-base/<ID>
cloudformation =stack/NAME/<UUID>
cloudfront distribution/<ID>
cloudfront origin-access-control/<ID>
cloudtrail eventdatastore/<UUID>
codeconnections connection/<UUID>
codestar-connections connection/<UUID>
cognito-identity identitypool/<IDENTITIES>
cognito-idp userpool/<POOL>
connect instance/<UUID>
dms endpoint:<ID>
dms rep:<ID>
dms task:<ID>
ds directory/<ID>
dynamodb =table/NAME/stream/<TIME>
eks =nodegroup/NAME/NAME/<UUID>
eks =fargateprofile/NAME/NAME/<UUID>
eks =addon/NAME/NAME/<UUID>
eks =access-entry/NAME/[^:]+/<UUID>
elasticfilesystem file-system/<ID>
elasticfilesystem access-point/<ID>
elasticloadbalancing =(?:loadbalancer|listener|listener-rule)/(?:app|net|gwy)/NAME/<HEX>
elasticloadbalancing =targetgroup/NAME/<HEX>
elasticloadbalancing =truststore/NAME/<HEX>
elasticmapreduce cluster/<ID>
emr-serverless /applications/<ID>
emr-containers /virtualclusters/<ID>
execute-api <ID> ApiGateway::RestApi ApiGatewayV2::Api
fsx file-system/<ID>
globalaccelerator accelerator/<UUID>
guardduty detector/<HEX>
iam oidc-provider/oidc\\.eks\\.[\\w.-]+/id/<HEX> IAM::OIDCProvider ~EKS::Cluster
iam user/CloudFront Origin Access Identity <ID> CloudFront::CloudFrontOriginAccessIdentity
kafka =(?:cluster|topic|group|transactional-id)/NAME/<UUID> MSK::Cluster
kinesis =stream/NAME/consumer/NAME:<DIGITS>
kms key/<UUID>
kms key/<ID>
lambda event-source-mapping:<UUID>
mq =broker:NAME:<ID>
rds-db dbuser:<ID> RDS::DBInstance RDS::DBCluster ~RDS::DBProxy
rds db-proxy:<ID>
redshift-serverless workgroup/<UUID>
redshift-serverless namespace/<UUID>
resource-groups =group/NAME/<APPLICATION>
route53 hostedzone/<ID>
route53 healthcheck/<UUID>
route53resolver resolver-rule/<ID>
route53resolver resolver-endpoint/<ID>
secretsmanager =secret:[^:]+?-<SIX>(?![\\w-])
servicediscovery namespace/<ID> ServiceDiscovery::PrivateDnsNamespace
servicediscovery service/<ID> ServiceDiscovery::Service
states =execution:NAME:<UUID>
transfer server/<ID>
vpc-lattice service/<ID>
vpc-lattice servicenetwork/<ID>
wafv2 =(?:regional|global)/\\w+/NAME/<UUID>`;

/** The same in texts that are no ARNs: issuers, hosts, ids that say what they are. */
const TEXT_FORMS = `oidc\\.eks\\.[\\w-]+\\.amazonaws\\.com(?:\\.cn)?/id/<HEX> IAM::OIDCProvider ~EKS::Cluster
^<USER>$ ~CloudFront::CloudFrontOriginAccessIdentity
cognito-idp\\.[\\w-]+\\.amazonaws\\.com/<POOL> Cognito::UserPool
^<POOL>$ Cognito::UserPool
^<IDENTITIES>$ Cognito::IdentityPool
(?<![\\w-])<ID>\\.execute-api\\.[\\w-]+\\.amazonaws\\.com ApiGateway::RestApi ApiGatewayV2::Api
(?<![\\w-])<ID>\\.cloudfront\\.net CloudFront::Distribution
(?<![\\w-])<ID>\\.appsync-api\\.[\\w-]+\\.amazonaws\\.com AppSync::GraphQLApi
=(?<=[\\w-]-)<DIGITS>(?=\\.[\\w-]+\\.elb\\.amazonaws\\.com) ElasticLoadBalancingV2::LoadBalancer
=(?<=[\\w-]-)<HEX>(?=\\.elb\\.[\\w-]+\\.amazonaws\\.com) ElasticLoadBalancingV2::LoadBalancer
=(?<=\\.(?:cluster-(?:ro-|custom-)?|proxy-)?)<ID>(?=\\.[\\w-]+\\.rds\\.amazonaws\\.com) RDS::DBInstance`;

const arnForms = new Map<string, Form[]>();
for (const line of ARN_FORMS.split('\n')) {
  const [, service = '', form = '', types = ''] = /^(\S+) (.+?)((?: ~?[A-Z]\w+::\w+)*)$/.exec(line) ?? [];
  arnForms.set(service, [...(arnForms.get(service) ?? []), formOf(form, types, '^')]);
}
const textForms = TEXT_FORMS.split('\n').map((line) => {
  const [, form = '', types = ''] = /^(.+?)((?: ~?[A-Z]\w+::\w+)*)$/.exec(line) ?? [];
  return formOf(form, types, '');
});

function formOf(form: string, types: string, begin: string): Form {
  const named = form.startsWith('=');
  const source = (named ? form.slice(1) : form)
    .replace(/<(\w+)>/, (_, part: string) => `(?<id>${PARTS[part]})`)
    .replace(/NAME/g, PARTS.NAME as string);
  const flags = `d${form.includes('<HEX>') ? 'i' : ''}`;
  const all = types.split(' ').filter((type) => type !== '');
  const full = (type: string) => `AWS::${type.replace('~', '')}`;
  return {
    pattern: new RegExp(begin + source, flags),
    named,
    types: all.map(full),
    untold: all.filter((type) => type.startsWith('~')).map(full),
  };
}

/** The id that a service made in an ARN; null where what stands there was given, or where the form of the ARN is not known. */
export function madeIdIn(arn: string): MadeId | null {
  const fields = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:/.exec(arn);
  if (fields === null) return null;
  const [before, service = ''] = fields;
  for (const form of arnForms.get(service) ?? []) {
    const made = found(form, arn.slice(before.length), before.length, () => [typeOfArn(arn)]);
    if (made !== null) return made;
  }
  return parseArn(arn)?.service === 'ec2' ? ofEc2(arn) : byShape(arn);
}

/** What nobody writes: a UUID, sixteen hex digits and more, an id of EC2's make, ten and more letters and digits by turns. */
const MADE =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{16,}|[a-z]+(?:-[a-z]+)*-(?:0[0-9a-f]{16}|[0-9a-f]{32,})|(?=(?:[a-z]*\d+[a-z]+){2})[a-z0-9]{10,}|(?=(?:[A-Z]*\d+[A-Z]+){2})[A-Z0-9]{10,})$/;

/** Of the services above none: where the template of the type has an id, and what stands there looks made as well. */
function byShape(arn: string): MadeId | null {
  const variable = shapeOfArn(arn)?.variables.at(-1);
  if (variable === undefined || !variable.made || !MADE.test(variable.value)) return null;
  const at = arn.lastIndexOf(variable.value);
  return { id: variable.value, at, named: false, types: [typeOfArn(arn)], untold: [] };
}

/** The id that a service made in any other text. */
export function madeIdInText(text: string): MadeId | null {
  if (!/amazonaws|cloudfront|_|:|^[0-9a-f]{64}$/.test(text)) return null;
  for (const form of textForms) {
    const made = found(form, text, 0, () => []);
    if (made !== null) return made;
  }
  return null;
}

function found(form: Form, text: string, offset: number, otherwise: () => readonly string[]): MadeId | null {
  const match = form.pattern.exec(text);
  const id = match?.groups?.id;
  const at = match?.indices?.groups?.id?.[0];
  if (id === undefined || at === undefined) return null;
  const types = form.types.length > 0 ? form.types : otherwise();
  return { id, at: offset + at, named: form.named, types, untold: form.untold };
}

function ofEc2(arn: string): MadeId | null {
  const id = /\/([a-z]+-[0-9a-f]{8,17})$/.exec(arn)?.[1];
  return id === undefined
    ? null
    : { id, at: arn.length - id.length, named: false, types: [typeOfArn(arn)], untold: [] };
}

/** Types that go by an id of the service's alone, which says nothing by its looks: an API's ten letters, a distribution's. */
export const OPAQUE_TYPES: ReadonlySet<string> = new Set(
  [...arnForms.values(), textForms]
    .flat()
    .flatMap(({ named, types, untold }) => (named ? [] : types.filter((type) => !untold.includes(type)))),
);

/** How the ids of EC2 begin, and of what is built on it. */
const PREFIXES =
  'acl|ami|cgw|dopt|eigw|eipalloc|eipassoc|eni|fl|fs|fsap|fsmt|i|igw|lgw|lt|nat|pcx|pl|rtb|rtbassoc|sg|sgr|snap|subnet|tgw|tgw-attach|tgw-rtb|vgw|vol|vpc|vpce|vpce-svc|vpn';
/** The whole of an id that EC2 made. */
export const EC2_ID = new RegExp(`^(?:${PREFIXES})-(?:[0-9a-f]{17}|[0-9a-f]{8})$`);
const ARN = /arn:aws[\w-]*:[\w-]+:[\w-]*:\d{0,12}:[^\s"',]*/;
/** ARNs, ids of EC2 and what stands for those not made yet, wherever they stand inside a text. */
export const EMBEDDED = new RegExp(
  `\\{design:[^{}\\s"']+\\}|${ARN.source}|(?<![A-Za-z0-9])(?:${PREFIXES})-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![A-Za-z0-9])`,
  'g',
);

/** An ARN without the id that its service made beside a unique name (`group/shop/…` of `awsApplication`); any other text as it is. */
export function withoutNamedId(text: string): string {
  const made = text.startsWith('arn:') ? madeIdIn(text) : null;
  return made?.named ? text.slice(0, made.at) + text.slice(made.at + made.id.length) : text;
}

/**
 * The tail that CloudFormation gives a name, as it is found at the end of a word: twelve or thirteen letters and digits, of either case
 * since 2023, of one case before. Only a guess: two words that end so may be two names of one person's.
 */
export function tailIn(text: string): { readonly at: number; readonly tail: string } | null {
  for (const match of text.matchAll(/(?<=[A-Za-z0-9]-)[A-Za-z0-9]{12,13}(?![\w-])/g)) {
    const [tail] = match;
    const turns = [...tail.matchAll(/(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)|(?<=[a-z])(?=[A-Z])/g)].length;
    if (turns >= 2) return { at: match.index, tail };
  }
  return null;
}
