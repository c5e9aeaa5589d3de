/** Types of ARNs that no template tells, or that several types share: `service:kind` as in the ARN, and the type that is meant. */
export const ARN_TYPES: Readonly<Record<string, string>> = Object.fromEntries(
  `apigateway:domainnames ApiGateway::DomainName
apigateway:vpclinks ApiGateway::VpcLink
apprunner:service AppRunner::Service
appsync:apis AppSync::GraphQLApi
autoscaling:autoScalingGroup AutoScaling::AutoScalingGroup
backup:backup-vault Backup::BackupVault
batch:job-definition Batch::JobDefinition
cloudformation:stack CloudFormation::Stack
cloudwatch:alarm CloudWatch::Alarm
codeartifact:repository CodeArtifact::Repository
codedeploy:deploymentgroup CodeDeploy::DeploymentGroup
cognito-identity:identitypool Cognito::IdentityPool
ds:directory DirectoryService::MicrosoftAD
ec2:security-group-rule EC2::SecurityGroupIngress
ec2:transit-gateway-attachment EC2::TransitGatewayAttachment
ecs:service ECS::Service
ecs:task-definition ECS::TaskDefinition
eks:addon EKS::Addon
eks:fargateprofile EKS::FargateProfile
eks:nodegroup EKS::Nodegroup
elasticbeanstalk:environment ElasticBeanstalk::Environment
elasticloadbalancing:listener ElasticLoadBalancingV2::Listener
elasticloadbalancing:listener-rule ElasticLoadBalancingV2::ListenerRule
elasticloadbalancing:loadbalancer ElasticLoadBalancingV2::LoadBalancer
elasticloadbalancing:targetgroup ElasticLoadBalancingV2::TargetGroup
elasticloadbalancing:truststore ElasticLoadBalancingV2::TrustStore
es:domain OpenSearchService::Domain
iam:policy IAM::ManagedPolicy
kafka:cluster MSK::Cluster
kinesisanalytics:application KinesisAnalyticsV2::Application
lambda:function Lambda::Function
mq:broker AmazonMQ::Broker
network-firewall:stateless-rulegroup NetworkFirewall::RuleGroup
rds:cluster RDS::DBCluster
rds:cluster-pg RDS::DBClusterParameterGroup
rds:db RDS::DBInstance
rds:es RDS::EventSubscription
rds:global-cluster RDS::GlobalCluster
rds:pg RDS::DBParameterGroup
rds:subgrp RDS::DBSubnetGroup
secretsmanager:secret SecretsManager::Secret
servicecatalog:portfolio ServiceCatalog::Portfolio
servicediscovery:namespace ServiceDiscovery::PrivateDnsNamespace
ses:identity SES::EmailIdentity
wafv2:ipset WAFv2::IPSet
wafv2:rulegroup WAFv2::RuleGroup
wafv2:webacl WAFv2::WebACL
xray:group XRay::Group`
    .split('\n')
    .map((line) => line.split(' ') as [string, string])
    .map(([kind, type]) => [kind, `AWS::${type}`]),
);
