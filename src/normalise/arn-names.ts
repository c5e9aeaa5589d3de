/** Where in an ARN, and in what CloudFormation's Ref gives, the name stands that a person chose, and what of it AWS made up. */
import { shapeOfArn } from './arn-shapes.ts';
import { knownByArn, parseArn } from './arn-types.ts';

const listed = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).map((type) => `AWS::${type}`));

/** Nothing but an id of AWS's follows the kind: what is known by it alone has no name. */
const NAMELESS = listed(
  `ACMPCA::CertificateAuthority Amplify::App ApiGateway::RestApi ApiGateway::UsagePlan ApiGateway::VpcLink ApiGatewayV2::Api
  ApiGatewayV2::VpcLink AppConfig::Application AppConfig::Environment AppConfig::ConfigurationProfile AppSync::GraphQLApi
  Backup::BackupPlan CertificateManager::Certificate Cloud9::EnvironmentEC2 CloudFront::Distribution
  CloudTrail::EventDataStore Cognito::IdentityPool Cognito::UserPool Config::ConfigRule Connect::Instance
  DirectoryService::MicrosoftAD DMS::Endpoint DMS::ReplicationInstance DMS::ReplicationTask EC2::ClientVpnEndpoint
  EC2::CustomerGateway EC2::DHCPOptions EC2::EC2Fleet EC2::EIP EC2::EgressOnlyInternetGateway EC2::FlowLog EC2::Instance
  EC2::InternetGateway EC2::KeyPair EC2::LaunchTemplate EC2::NatGateway EC2::NetworkAcl EC2::NetworkInterface EC2::PrefixList
  EC2::RouteTable EC2::SecurityGroup EC2::SecurityGroupIngress EC2::Subnet EC2::TransitGateway EC2::TransitGatewayAttachment
  EC2::TransitGatewayRouteTable EC2::Volume EC2::VPC EC2::VPCEndpoint EC2::VPCEndpointService EC2::VPCPeeringConnection
  EC2::VPNConnection EC2::VPNGateway EFS::AccessPoint EFS::FileSystem EMR::Cluster FSx::FileSystem
  GlobalAccelerator::Accelerator GlobalAccelerator::Listener GuardDuty::Detector KMS::Key Lambda::EventSourceMapping
  RAM::ResourceShare RDS::DBProxy RedshiftServerless::Namespace RedshiftServerless::Workgroup Route53::HealthCheck
  Route53::HostedZone Route53Resolver::ResolverEndpoint Route53Resolver::ResolverRule ServiceCatalog::Portfolio
  ServiceDiscovery::PrivateDnsNamespace ServiceDiscovery::Service SSM::MaintenanceWindow SSM::PatchBaseline Transfer::Server
  VpcLattice::Listener VpcLattice::Service WorkSpaces::Workspace`,
);

/** Of the nameless those whose Ref is the name all the same. */
const NAMED_BY_REF = listed(
  'Config::ConfigRule EC2::KeyPair RDS::DBProxy RedshiftServerless::Namespace RedshiftServerless::Workgroup',
);

/** What follows the kind where it is a name and more: the groups are the name, and what they leave out AWS made up. */
const FORMS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries({
    // The revision counts deployments.
    'Batch::JobDefinition': /^([^:]+)(?::\d+)?$/,
    'ECS::TaskDefinition': /^([^:]+)(?::\d+)?$/,
    'AmazonMQ::Broker': /^(.+):b-[0-9a-f-]{36}$/,
    'AppRunner::Service': /^([^/]+)\/[0-9a-f]{32}$/,
    'AutoScaling::AutoScalingGroup': /^[^:]+:autoScalingGroupName\/(.+)$/,
    'CloudFormation::Stack': /^([^/]+)\/[^/]+$/,
    'EC2::PlacementGroup': /^(?:pg-[0-9a-f]{17}|(.+))$/,
    'EKS::Addon': /^([^/]+)\/([^/]+)\/[0-9a-f-]{36}$/,
    'EKS::FargateProfile': /^([^/]+)\/([^/]+)\/[0-9a-f-]{36}$/,
    'EKS::Nodegroup': /^([^/]+)\/([^/]+)\/[0-9a-f-]{36}$/,
    // A listener has no name of its own: it is told by the load balancer that it belongs to.
    'ElasticLoadBalancingV2::Listener': /^((?:app|net|gwy)\/[^/]+)\/[0-9a-f]{16,}\/[0-9a-f]{16,}$/,
    'ElasticLoadBalancingV2::ListenerRule': /^((?:app|net|gwy)\/[^/]+)\/[0-9a-f]{16,}\/[0-9a-f]{16,}\/[0-9a-f]{16,}$/,
    'ElasticLoadBalancingV2::LoadBalancer': /^(?:app|net|gwy)\/([^/]+)\/[0-9a-f]{16,}$/,
    'ElasticLoadBalancingV2::TargetGroup': /^([^/]+)\/[0-9a-f]{16,}$/,
    'ElasticLoadBalancingV2::TrustStore': /^([^/]+)\/[0-9a-f]{16,}$/,
    // An issuer is a URL; EKS puts the id of the cluster at its end.
    'IAM::OIDCProvider': /^(?:oidc\.eks\.[^/]+\/id\/[0-9A-F]{32}|(.+))$/,
    // Names are unique in an account whatever the path.
    'IAM::InstanceProfile': /^(?:.+\/)?([^/]+)$/,
    'IAM::ManagedPolicy': /^(?:.+\/)?([^/]+)$/,
    'IAM::Role': /^(?:.+\/)?([^/]+)$/,
    'IAM::ServerCertificate': /^(?:.+\/)?([^/]+)$/,
    'IAM::User': /^(?:.+\/)?([^/]+)$/,
    'Lambda::Function': /^([^:]+)(?::[^:]+)?$/,
    'Logs::LogGroup': /^(.+?)(?::\*)?$/,
    'MSK::Cluster': /^([^/]+)\/[0-9a-f-]{36}-\d+$/,
    'ResourceGroups::Group': /^([^/]+)(?:\/[^/]+)?$/,
    'SecretsManager::Secret': /^(.+)-[A-Za-z0-9]{6}$/,
    // SCOPE/webacl/NAME/ID: the scope stands where others have the kind.
    'WAFv2::IPSet': /^ipset\/([^/]+)\/[0-9a-f-]{36}$/,
    'WAFv2::RegexPatternSet': /^regexpatternset\/([^/]+)\/[0-9a-f-]{36}$/,
    'WAFv2::RuleGroup': /^rulegroup\/([^/]+)\/[0-9a-f-]{36}$/,
    'XRay::Group': /^([^/]+)(?:\/[^/]+)?$/,
    'WAFv2::WebACL': /^webacl\/([^/]+)\/[0-9a-f-]{36}$/,
  }).map(([type, form]) => [`AWS::${type}`, form]),
);

/** Names, though the templates call them ids. */
const NAMED = listed('ElastiCache::CacheCluster ElastiCache::ParameterGroup SageMaker::Endpoint');

let known: ReadonlySet<string> | undefined;

/** Whether it is described where the names of the type stand. */
function isKnown(type: string): boolean {
  known ??= new Set([...knownByArn(), ...NAMELESS, ...Object.keys(FORMS)]);
  return known.has(type);
}

/**
 * The name that a person gave, by what is known of the type; null where what is there is AWS's id alone.
 *
 * @param physical an ARN, or an id as CloudFormation's Ref gives it: a name, a URL, `name|id|scope`
 */
export function nameIn(type: string, physical: string): string | null {
  if (physical === '') return null;
  const arn = parseArn(physical);
  if (arn !== null) return nameInArn(type, physical, arn.id);
  if (NAMELESS.has(type) && !NAMED_BY_REF.has(type)) return null;
  const url = /^https?:\/\/[^/]+\/(?:.*\/)?([^/]+)$/.exec(physical)?.[1];
  if (url !== undefined) return url;
  // name|id|scope: the name is first where there is one.
  if (/^AWS::WAFv2::/.test(type)) return physical.split('|')[0] || null;
  if (isKnown(type)) return isAnId(physical) ? null : physical;
  const left = isMadeUp(physical) ? null : partsOf(physical);
  return left !== null && isWhole(physical, left) ? physical : left;
}

/** Whether nothing was left out: then the text stands as it is, slashes and all. */
function isWhole(text: string, left: string): boolean {
  return text.split(SEPARATORS).filter((part) => part !== '').length === left.split('/').length;
}

/** What keeps apart the parts of an ARN's end, and of an identifier of several parts. */
const SEPARATORS = /[:/|]/;

function nameInArn(type: string, arn: string, rest: string): string | null {
  if (NAMELESS.has(type)) return null;
  // A parameter's ARN leaves out the first slash of a name that has any.
  if (type === 'AWS::SSM::Parameter') return rest.includes('/') ? `/${rest}` : rest;
  const form = FORMS[type];
  if (form !== undefined) {
    const found = form.exec(rest);
    // An ARN in no known form is told by its parts, as that of an unknown type.
    if (found === null) return partsOf(rest);
    return found.slice(1).filter(Boolean).join('/') || null;
  }
  const shape = shapeOfArn(arn);
  if (NAMED.has(type) || shape === null || !shape.types.includes(type)) return isKnown(type) ? rest : partsOf(rest);
  const given = shape.variables.filter(({ made }) => !made).map(({ value }) => value);
  return given.join('/') || null;
}

/** Of a type that nobody described: what is left of the parts that nobody can have chosen. */
function partsOf(rest: string): string | null {
  const parts = rest.split(SEPARATORS).filter((part) => part !== '' && part !== '*' && !isMadeUp(part));
  return parts.length > 0 ? parts.join('/') : null;
}

const UUID = /^(?:[a-z]{1,4}-|[a-z]{2}(?:-[a-z]+)+-\d[:_])?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-\w{1,3})?$/;
/** Seventeen digits behind a prefix, the first of them 0, as EC2 counts since 2018. */
const COUNTED = /^[a-z]+(?:-[a-z]+)*-0[0-9a-f]{16}$/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Beyond doubt: a name may end in the account's number, in a day or a commit, or be written in capitals. */
function isAnId(text: string): boolean {
  return UUID.test(text) || COUNTED.test(text) || ADDRESS.test(text);
}

/** Letters and digits of the sixteen, both there: neither a day nor a number. */
const HEX = /^(?:[a-z]+(?:-[a-z]+)*-)?(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,}$/;
const POOL = /^[a-z]{2}(?:-[a-z]+)+-\d_[A-Za-z0-9]{9}$/;
const RANDOM = /^(?:[a-z]{1,5}-)?([a-z0-9]{7,52}|[A-Z0-9]{9,52})$/;

/** Whether nobody can have chosen it, as far as its looks tell. */
function isMadeUp(text: string): boolean {
  if (isAnId(text) || HEX.test(text) || POOL.test(text)) return true;
  const random = RANDOM.exec(text)?.[1];
  if (random === undefined) return false;
  const turns = turnsIn(random);
  return turns >= 6 || (turns >= 4 && !/[a-z]{6}|\d{6}/i.test(random));
}

/** How often letters and digits take turns: four times in an id of ten, hardly ever in a word. */
function turnsIn(text: string): number {
  return [...text.matchAll(/(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/gi)].length;
}
