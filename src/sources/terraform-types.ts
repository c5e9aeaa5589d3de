/** What Terraform's resources are in CloudFormation: the type, and the attributes that both have, each by its name there. */

/** How a Terraform type is read. */
export type TerraformType = {
  readonly type: string;
  /** Attribute to the property that it is, blocks by their path: `versioning.enabled`. */
  readonly properties: ReadonlyMap<string, string>;
};

/**
 * One type a line: Terraform's name, CloudFormation's after `AWS::`, and the properties that are one attribute each. A property
 * alone is the attribute of the same letters (`MultiAZ` is `multi_az`); `attribute=Property` names another one.
 * By the documentation of the AWS provider and the CloudFormation template reference.
 */
const TABLE = `
aws_acm_certificate CertificateManager::Certificate DomainName SubjectAlternativeNames ValidationMethod KeyAlgorithm
aws_alb ElasticLoadBalancingV2::LoadBalancer Name load_balancer_type=Type IpAddressType subnets=Subnets security_groups=SecurityGroups
aws_lb ElasticLoadBalancingV2::LoadBalancer Name load_balancer_type=Type IpAddressType subnets=Subnets security_groups=SecurityGroups
aws_lb_listener ElasticLoadBalancingV2::Listener LoadBalancerArn Port Protocol SslPolicy
aws_lb_target_group ElasticLoadBalancingV2::TargetGroup Name Port Protocol TargetType VpcId
aws_api_gateway_rest_api ApiGateway::RestApi Name Description
aws_apigatewayv2_api ApiGatewayV2::Api Name ProtocolType Description
aws_appautoscaling_target ApplicationAutoScaling::ScalableTarget MaxCapacity MinCapacity ResourceId ScalableDimension ServiceNamespace
aws_athena_workgroup Athena::WorkGroup Name
aws_autoscaling_group AutoScaling::AutoScalingGroup name=AutoScalingGroupName MinSize MaxSize DesiredCapacity HealthCheckType vpc_zone_identifier=VPCZoneIdentifier
aws_backup_plan Backup::BackupPlan
aws_backup_vault Backup::BackupVault name=BackupVaultName kms_key_arn=EncryptionKeyArn
aws_cloudfront_distribution CloudFront::Distribution
aws_cloudtrail CloudTrail::Trail name=TrailName S3BucketName S3KeyPrefix enable_logging=IsLogging IsMultiRegionTrail IsOrganizationTrail include_global_service_events=IncludeGlobalServiceEvents enable_log_file_validation=EnableLogFileValidation kms_key_id=KMSKeyId cloud_watch_logs_role_arn=CloudWatchLogsRoleArn
aws_cloudwatch_event_rule Events::Rule Name Description EventPattern ScheduleExpression State EventBusName
aws_cloudwatch_log_group Logs::LogGroup name=LogGroupName RetentionInDays KmsKeyId log_group_class=LogGroupClass
aws_cloudwatch_metric_alarm CloudWatch::Alarm AlarmName AlarmDescription ComparisonOperator EvaluationPeriods DatapointsToAlarm MetricName Namespace Period Statistic Threshold TreatMissingData ActionsEnabled AlarmActions
aws_codebuild_project CodeBuild::Project
aws_codepipeline CodePipeline::Pipeline
aws_cognito_user_pool Cognito::UserPool name=UserPoolName MfaConfiguration
aws_config_config_rule Config::ConfigRule
aws_db_instance RDS::DBInstance identifier=DBInstanceIdentifier Engine EngineVersion instance_class=DBInstanceClass AllocatedStorage MaxAllocatedStorage StorageType StorageEncrypted KmsKeyId Iops MultiAZ PubliclyAccessible DeletionProtection BackupRetentionPeriod CopyTagsToSnapshot AutoMinorVersionUpgrade db_name=DBName username=MasterUsername Port db_subnet_group_name=DBSubnetGroupName parameter_group_name=DBParameterGroupName option_group_name=OptionGroupName vpc_security_group_ids=VPCSecurityGroups MonitoringInterval MonitoringRoleArn iam_database_authentication_enabled=EnableIAMDatabaseAuthentication performance_insights_enabled=EnablePerformanceInsights performance_insights_retention_period=PerformanceInsightsRetentionPeriod enabled_cloudwatch_logs_exports=EnableCloudwatchLogsExports ca_cert_identifier=CACertificateIdentifier LicenseModel NetworkType
aws_db_parameter_group RDS::DBParameterGroup name=DBParameterGroupName Description Family
aws_db_subnet_group RDS::DBSubnetGroup name=DBSubnetGroupName description=DBSubnetGroupDescription SubnetIds
aws_rds_cluster RDS::DBCluster cluster_identifier=DBClusterIdentifier Engine EngineVersion EngineMode StorageEncrypted KmsKeyId DeletionProtection BackupRetentionPeriod database_name=DatabaseName master_username=MasterUsername Port db_subnet_group_name=DBSubnetGroupName db_cluster_parameter_group_name=DBClusterParameterGroupName vpc_security_group_ids=VpcSecurityGroupIds iam_database_authentication_enabled=EnableIAMDatabaseAuthentication CopyTagsToSnapshot GlobalClusterIdentifier
aws_rds_cluster_instance RDS::DBInstance identifier=DBInstanceIdentifier cluster_identifier=DBClusterIdentifier Engine EngineVersion instance_class=DBInstanceClass PubliclyAccessible MonitoringInterval MonitoringRoleArn PromotionTier AutoMinorVersionUpgrade performance_insights_enabled=EnablePerformanceInsights
aws_rds_cluster_parameter_group RDS::DBClusterParameterGroup name=DBClusterParameterGroupName Description Family
aws_rds_global_cluster RDS::GlobalCluster GlobalClusterIdentifier Engine EngineVersion StorageEncrypted DeletionProtection
aws_docdb_cluster DocDB::DBCluster cluster_identifier=DBClusterIdentifier EngineVersion StorageEncrypted KmsKeyId DeletionProtection BackupRetentionPeriod
aws_dynamodb_table DynamoDB::Table name=TableName BillingMode deletion_protection_enabled=DeletionProtectionEnabled table_class=TableClass
aws_ebs_volume EC2::Volume Size Encrypted KmsKeyId Iops Throughput type=VolumeType
aws_ecr_repository ECR::Repository name=RepositoryName ImageTagMutability
aws_ecs_cluster ECS::Cluster name=ClusterName
aws_ecs_service ECS::Service name=ServiceName Cluster DesiredCount LaunchType PlatformVersion SchedulingStrategy EnableExecuteCommand
aws_ecs_task_definition ECS::TaskDefinition Family Cpu Memory NetworkMode ExecutionRoleArn TaskRoleArn RequiresCompatibilities
aws_efs_file_system EFS::FileSystem Encrypted KmsKeyId PerformanceMode ThroughputMode
aws_eip EC2::EIP Domain
aws_eks_cluster EKS::Cluster Name RoleArn Version
aws_eks_node_group EKS::Nodegroup cluster_name=ClusterName node_group_name=NodegroupName node_role_arn=NodeRole subnet_ids=Subnets instance_types=InstanceTypes CapacityType AmiType DiskSize
aws_elasticache_cluster ElastiCache::CacheCluster cluster_id=ClusterName Engine EngineVersion node_type=CacheNodeType num_cache_nodes=NumCacheNodes
aws_elasticache_replication_group ElastiCache::ReplicationGroup ReplicationGroupId Engine EngineVersion node_type=CacheNodeType AtRestEncryptionEnabled TransitEncryptionEnabled AutomaticFailoverEnabled MultiAZEnabled SnapshotRetentionLimit
aws_elasticache_subnet_group ElastiCache::SubnetGroup name=CacheSubnetGroupName Description SubnetIds
aws_flow_log EC2::FlowLog LogDestination LogDestinationType TrafficType
aws_glue_catalog_database Glue::Database
aws_glue_job Glue::Job Name
aws_guardduty_detector GuardDuty::Detector Enable FindingPublishingFrequency
aws_iam_group IAM::Group name=GroupName Path
aws_iam_instance_profile IAM::InstanceProfile name=InstanceProfileName Path
aws_iam_policy IAM::ManagedPolicy name=ManagedPolicyName Path Description policy=PolicyDocument
aws_iam_role IAM::Role name=RoleName Path Description MaxSessionDuration PermissionsBoundary assume_role_policy=AssumeRolePolicyDocument managed_policy_arns=ManagedPolicyArns
aws_iam_user IAM::User name=UserName Path
aws_instance EC2::Instance InstanceType ami=ImageId SubnetId EbsOptimized Monitoring key_name=KeyName iam_instance_profile=IamInstanceProfile vpc_security_group_ids=SecurityGroupIds
aws_internet_gateway EC2::InternetGateway
aws_kinesis_firehose_delivery_stream KinesisFirehose::DeliveryStream name=DeliveryStreamName
aws_kinesis_stream Kinesis::Stream Name ShardCount retention_period=RetentionPeriodHours
aws_kms_alias KMS::Alias name=AliasName target_key_id=TargetKeyId
aws_kms_key KMS::Key Description enable_key_rotation=EnableKeyRotation rotation_period_in_days=RotationPeriodInDays key_usage=KeyUsage customer_master_key_spec=KeySpec is_enabled=Enabled multi_region=MultiRegion policy=KeyPolicy
aws_kms_replica_key KMS::ReplicaKey Description Enabled policy=KeyPolicy primary_key_arn=PrimaryKeyArn
aws_lambda_function Lambda::Function FunctionName Description Handler Runtime MemorySize Timeout Role PackageType Architectures reserved_concurrent_executions=ReservedConcurrentExecutions
aws_lambda_event_source_mapping Lambda::EventSourceMapping EventSourceArn FunctionName BatchSize Enabled
aws_launch_template EC2::LaunchTemplate name=LaunchTemplateName
aws_mq_broker AmazonMQ::Broker BrokerName EngineType EngineVersion HostInstanceType DeploymentMode PubliclyAccessible AutoMinorVersionUpgrade
aws_msk_cluster MSK::Cluster ClusterName KafkaVersion NumberOfBrokerNodes
aws_nat_gateway EC2::NatGateway SubnetId AllocationId ConnectivityType
aws_network_acl EC2::NetworkAcl VpcId
aws_opensearch_domain OpenSearchService::Domain DomainName EngineVersion
aws_redshift_cluster Redshift::Cluster ClusterIdentifier Encrypted KmsKeyId NodeType PubliclyAccessible
aws_route53_record Route53::RecordSet Name Type TTL
aws_route53_zone Route53::HostedZone Name
aws_route_table EC2::RouteTable VpcId
aws_s3_bucket S3::Bucket bucket=BucketName
aws_secretsmanager_secret SecretsManager::Secret Name Description KmsKeyId
aws_security_group EC2::SecurityGroup name=GroupName description=GroupDescription VpcId
aws_sfn_state_machine StepFunctions::StateMachine name=StateMachineName type=StateMachineType RoleArn definition=DefinitionString
aws_sns_topic SNS::Topic name=TopicName DisplayName kms_master_key_id=KmsMasterKeyId FifoTopic
aws_sns_topic_subscription SNS::Subscription Protocol TopicArn Endpoint
aws_sqs_queue SQS::Queue name=QueueName visibility_timeout_seconds=VisibilityTimeout message_retention_seconds=MessageRetentionPeriod DelaySeconds max_message_size=MaximumMessageSize receive_wait_time_seconds=ReceiveMessageWaitTimeSeconds kms_master_key_id=KmsMasterKeyId sqs_managed_sse_enabled=SqsManagedSseEnabled fifo_queue=FifoQueue
aws_ssm_parameter SSM::Parameter Name Type Description Tier
aws_subnet EC2::Subnet VpcId CidrBlock AvailabilityZone MapPublicIpOnLaunch
aws_vpc EC2::VPC CidrBlock EnableDnsHostnames EnableDnsSupport InstanceTenancy
aws_vpc_endpoint EC2::VPCEndpoint VpcId ServiceName VpcEndpointType PrivateDnsEnabled SubnetIds SecurityGroupIds RouteTableIds
aws_wafv2_web_acl WAFv2::WebACL Name Scope Description
`;

let known: ReadonlyMap<string, TerraformType> | undefined;

function made(): ReadonlyMap<string, TerraformType> {
  const rows = TABLE.trim()
    .split('\n')
    .map((line) => line.split(' '));
  return new Map(
    rows.map(([name = '', type = '', ...given]) => [name, { type: `AWS::${type}`, properties: propertiesOf(given) }]),
  );
}

function propertiesOf(given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    given.map((one) => {
      const at = one.indexOf('=');
      return at < 0 ? [one.toLowerCase(), one] : [one.slice(0, at).replaceAll('_', ''), one.slice(at + 1)];
    }),
  );
}

/** What a Terraform type is; null for one of which the table says nothing. The Cloud Control provider's are CloudFormation's own. */
export function terraformType(name: string): TerraformType | null {
  known ??= made();
  return known.get(name) ?? null;
}

/** Every type of the table. */
export function terraformTypes(): readonly string[] {
  known ??= made();
  return [...known.keys()];
}

/** The property that an attribute is, or undefined. */
export function propertyOf({ properties }: TerraformType, attribute: string): string | undefined {
  return properties.get(attribute.replaceAll('_', '').toLowerCase());
}
