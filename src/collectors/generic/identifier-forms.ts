/** How the id that CloudFormation gives becomes the one that Cloud Control wants, for the types where that is known from live accounts. */

/** `whole`: as it is. `parents`: beside the values of the other identifier properties. `arn`: grown to an ARN. `cut`: the last part of an ARN. */
export type Form = 'whole' | 'parents' | 'arn' | 'cut';

const of = (form: Form, services: string) =>
  services.split('\n').flatMap((line) => {
    const [service, types = ''] = line.trim().split(': ');
    return types.split(' ').map((type) => [`AWS::${service}::${type}`, form] as const);
  });

/**
 * Proven: a "not found" for an identifier of this form says that the resource is gone, as the form itself is known to be right
 * (read on live accounts by users of the API, and held against their models by the tests).
 */
export const PROVEN: ReadonlyMap<string, Form> = new Map([
  ...of(
    'parents',
    `ApiGateway: Authorizer BasePathMapping Deployment DocumentationPart DocumentationVersion Model RequestValidator Resource Stage
     ApiGatewayV2: ApiMapping Authorizer Deployment Integration IntegrationResponse Model Route RouteResponse Stage
     AppConfig: ConfigurationProfile Deployment Environment HostedConfigurationVersion
     AutoScaling: LifecycleHook ScheduledAction
     CodeDeploy: DeploymentGroup
     Cognito: UserPoolClient UserPoolDomain UserPoolGroup UserPoolIdentityProvider UserPoolResourceServer UserPoolUser
     ECS: Service
     ElasticBeanstalk: ApplicationVersion ConfigurationTemplate
     GuardDuty: Filter IPSet PublishingDestination ThreatIntelSet
     Logs: LogStream SubscriptionFilter
     SSM: MaintenanceWindowTarget MaintenanceWindowTask`,
  ),
  ...of('arn', 'Events: Rule'),
  ...of('cut', 'Batch: JobDefinition'),
  ...of(
    'whole',
    `APS: RuleGroupsNamespace Workspace
     AccessAnalyzer: Analyzer
     Amplify: Branch
     ApiGateway: ApiKey ClientCertificate GatewayResponse Method UsagePlanKey
     ApiGatewayV2: DomainName
     AppConfig: Application DeploymentStrategy Extension
     AppRunner: Service
     AppSync: DataSource GraphQLApi Resolver
     ApplicationAutoScaling: ScalableTarget
     Athena: WorkGroup
     AutoScaling: AutoScalingGroup ScalingPolicy WarmPool
     Backup: BackupSelection BackupVault RestoreTestingPlan
     Batch: ComputeEnvironment
     Bedrock: Agent AgentAlias
     BedrockAgentCore: WorkloadIdentity
     CE: AnomalySubscription
     Cassandra: Keyspace
     CloudFront: ContinuousDeploymentPolicy Function KeyGroup PublicKey RealtimeLogConfig ResponseHeadersPolicy VpcOrigin
     CloudTrail: Trail
     CloudWatch: Alarm CompositeAlarm
     CodeArtifact: Repository
     CodeDeploy: Application
     CodePipeline: Pipeline
     Cognito: IdentityPoolRoleAttachment UserPoolRiskConfigurationAttachment UserPoolUICustomizationAttachment
     Config: ConfigRule
     DataBrew: Dataset
     DataSync: Task
     DynamoDB: GlobalTable Table
     EC2: CapacityReservation CustomerGateway DHCPOptions EgressOnlyInternetGateway FlowLog Instance KeyPair NatGateway NetworkInterface PlacementGroup RouteTable SubnetCidrBlock TrafficMirrorFilter TrafficMirrorFilterRule TransitGatewayRouteTableAssociation VPC VPCEndpoint VPCEndpointService VPCEndpointServicePermissions VPCGatewayAttachment VPCPeeringConnection VPNConnection VPNGateway Volume VolumeAttachment
     ECR: PullThroughCacheRule RegistryPolicy ReplicationConfiguration
     ECS: CapacityProvider Cluster
     EFS: AccessPoint FileSystem MountTarget
     EKS: AccessEntry
     EMR: SecurityConfiguration
     ElastiCache: ServerlessCache
     ElasticLoadBalancingV2: TargetGroup TrustStore TrustStoreRevocation
     EventSchemas: Registry
     Events: ApiDestination Archive Connection EventBusPolicy
     GlobalAccelerator: Accelerator Listener
     Glue: Database Job
     Grafana: Workspace
     GuardDuty: Detector
     IAM: User UserPolicy
     ImageBuilder: Component
     KMS: Key
     Kinesis: Stream StreamConsumer
     KinesisFirehose: DeliveryStream
     Lambda: Alias CodeSigningConfig Function
     Lex: Bot BotVersion
     Location: GeofenceCollection Map PlaceIndex Tracker
     Logs: AccountPolicy DeliveryDestination Destination LogGroup ResourcePolicy
     MSK: ServerlessCluster
     MemoryDB: Cluster ParameterGroup SubnetGroup User
     Neptune: DBCluster DBInstance DBSubnetGroup
     NetworkFirewall: FirewallPolicy
     NetworkManager: Site
     OpenSearchServerless: AccessPolicy
     Pipes: Pipe
     RDS: DBCluster DBInstance DBProxy OptionGroup
     RUM: AppMonitor
     Rbin: Rule
     Redshift: Cluster ClusterSubnetGroup
     RedshiftServerless: Namespace
     ResourceExplorer2: View
     RolesAnywhere: Profile TrustAnchor
     Route53: CidrCollection
     Route53Profiles: Profile ProfileAssociation
     Route53Resolver: FirewallDomainList FirewallRuleGroup ResolverRuleAssociation
     S3: AccessPoint BucketPolicy
     S3Express: DirectoryBucket
     S3Tables: TableBucketPolicy
     SES: ConfigurationSet DedicatedIpPool EmailIdentity
     SNS: Topic TopicInlinePolicy
     SQS: Queue
     SSM: Association PatchBaseline
     SageMaker: Model
     SecretsManager: ResourcePolicy RotationSchedule Secret
     ServiceCatalog: PortfolioProductAssociation
     StepFunctions: Activity StateMachineVersion
     Synthetics: Canary
     Transfer: Workflow
     VerifiedPermissions: PolicyStore
     VpcLattice: Listener ServiceNetwork ServiceNetworkServiceAssociation TargetGroup
     WAFv2: RegexPatternSet RuleGroup WebACL
     XRay: Group ResourcePolicy SamplingRule`,
  ),
]);

/** The parent's value inside the child's own ARN, where no template names it so. */
export const PARENT_IN_ARN: { readonly [type: string]: { readonly property: string; readonly pattern: RegExp } } = {
  // The long form of ECS ARNs: service/CLUSTER/NAME.
  'AWS::ECS::Service': { property: 'Cluster', pattern: /:service\/([^/]+)\/[^/]+$/ },
};
