"""Types that the launcher makes through a service's API: one row each, the properties being the call's parameters."""

from typing import NamedTuple


class ApiType(NamedTuple):
    """Members of `id`, `attributes` and `delete` in braces are looked up in the answer, then in the parameters."""

    service: str
    create: str
    # What Ref gives.
    id: str
    attributes: dict = {}
    # (operation, {parameter: value}); None where nothing can be taken away.
    delete: tuple = None
    # Property -> parameter, where the names differ; None leaves it out.
    rename: dict = {}
    # The property that names it, with the longest name.
    name: tuple = None
    # Everything goes into this member.
    wrap: str = None
    # Parameters that no property gives.
    fixed: dict = {}


def _ec2(kind, member, given, delete=True, **more):
    answer = f"{{{member}.{given}}}"
    take_away = (f"Delete{kind}", {given: "{Ref}"}) if delete else None
    return ApiType("ec2", f"Create{kind}", answer, {given: answer, "Id": answer}, take_away, **more)


API = "{RestApiId}"
TYPES = {
    "AWS::EC2::DHCPOptions": ApiType(
        "ec2", "CreateDhcpOptions", "{DhcpOptions.DhcpOptionsId}", {"DhcpOptionsId": "{DhcpOptions.DhcpOptionsId}"},
        ("DeleteDhcpOptions", {"DhcpOptionsId": "{Ref}"}),
    ),
    "AWS::EC2::VPCDHCPOptionsAssociation": ApiType("ec2", "AssociateDhcpOptions", "{DhcpOptionsId}|{VpcId}", {}, ("AssociateDhcpOptions", {"DhcpOptionsId": "default", "VpcId": "{VpcId}"})),
    "AWS::EC2::EIPAssociation": ApiType("ec2", "AssociateAddress", "{AssociationId}", {"Id": "{AssociationId}"}),
    "AWS::EC2::CustomerGateway": _ec2("CustomerGateway", "CustomerGateway", "CustomerGatewayId", rename={"IpAddress": "PublicIp"}),
    "AWS::EC2::VPNConnection": _ec2("VpnConnection", "VpnConnection", "VpnConnectionId"),
    "AWS::EC2::TransitGatewayRouteTable": _ec2("TransitGatewayRouteTable", "TransitGatewayRouteTable", "TransitGatewayRouteTableId"),
    "AWS::EC2::TransitGatewayAttachment": _ec2(
        "TransitGatewayVpcAttachment", "TransitGatewayVpcAttachment", "TransitGatewayAttachmentId"
    ),
    "AWS::EC2::TransitGatewayVpcAttachment": _ec2(
        "TransitGatewayVpcAttachment", "TransitGatewayVpcAttachment", "TransitGatewayAttachmentId"
    ),
    "AWS::EC2::TransitGatewayRouteTableAssociation": ApiType(
        "ec2", "AssociateTransitGatewayRouteTable", "{TransitGatewayRouteTableId}_{TransitGatewayAttachmentId}"
    ),
    "AWS::EC2::TransitGatewayRouteTablePropagation": ApiType(
        "ec2", "EnableTransitGatewayRouteTablePropagation", "{TransitGatewayRouteTableId}_{TransitGatewayAttachmentId}"
    ),
    "AWS::EC2::TransitGatewayRoute": ApiType(
        "ec2", "CreateTransitGatewayRoute", "{TransitGatewayRouteTableId}_{DestinationCidrBlock}"
    ),
    "AWS::Lambda::Alias": ApiType(
        "lambda", "CreateAlias", "{AliasArn}", {"AliasArn": "{AliasArn}"}, ("DeleteAlias", {"FunctionName": "{FunctionName}", "Name": "{Name}"})
    ),
    "AWS::Lambda::Version": ApiType("lambda", "PublishVersion", "{FunctionArn}", {"FunctionArn": "{FunctionArn}", "Version": "{Version}"}),
    "AWS::Lambda::Url": ApiType(
        "lambda", "CreateFunctionUrlConfig", "{FunctionArn}", {"FunctionUrl": "{FunctionUrl}", "FunctionArn": "{FunctionArn}"},
        ("DeleteFunctionUrlConfig", {"FunctionName": "{FunctionName}"}), rename={"TargetFunctionArn": "FunctionName"},
    ),
    "AWS::Lambda::EventInvokeConfig": ApiType("lambda", "PutFunctionEventInvokeConfig", "{FunctionName}|{Qualifier}"),
    "AWS::Lambda::Permission": ApiType(
        "lambda", "AddPermission", "{StatementId}", {"Id": "{StatementId}"}, ("RemovePermission", {"FunctionName": "{FunctionName}", "StatementId": "{Ref}"}), {"Id": "StatementId"}, ("Id", 100),
    ),
    "AWS::ECS::CapacityProvider": ApiType("ecs", "CreateCapacityProvider", "{capacityProvider.name}", {}, ("DeleteCapacityProvider", {"capacityProvider": "{Ref}"}), name=("Name", 255)),
    "AWS::EKS::Cluster": ApiType(
        "eks", "CreateCluster", "{cluster.name}",
        {"Arn": "{cluster.arn}", "Endpoint": "{cluster.endpoint}", "OpenIdConnectIssuerUrl": "{cluster.identity.oidc.issuer}", "CertificateAuthorityData": "{cluster.certificateAuthority.data}"},
        ("DeleteCluster", {"name": "{Ref}"}), name=("Name", 100),
    ),
    "AWS::EKS::Addon": ApiType(
        "eks", "CreateAddon", "{addon.clusterName}|{addon.addonName}", {"Arn": "{addon.addonArn}"}, ("DeleteAddon", {"clusterName": "{ClusterName}", "addonName": "{AddonName}"}),
    ),
    "AWS::EKS::Nodegroup": ApiType(
        "eks", "CreateNodegroup", "{nodegroup.clusterName}/{nodegroup.nodegroupName}", {"Arn": "{nodegroup.nodegroupArn}", "NodegroupName": "{nodegroup.nodegroupName}", "ClusterName": "{nodegroup.clusterName}"},
        ("DeleteNodegroup", {"clusterName": "{ClusterName}", "nodegroupName": "{NodegroupName}"}), name=("NodegroupName", 63),
    ),
    "AWS::EKS::FargateProfile": ApiType(
        "eks", "CreateFargateProfile", "{fargateProfile.clusterName}|{fargateProfile.fargateProfileName}", {"Arn": "{fargateProfile.fargateProfileArn}"},
        ("DeleteFargateProfile", {"clusterName": "{ClusterName}", "fargateProfileName": "{FargateProfileName}"}), name=("FargateProfileName", 100),
    ),
    "AWS::AutoScaling::ScalingPolicy": ApiType(
        "autoscaling", "PutScalingPolicy", "{PolicyARN}", {"Arn": "{PolicyARN}", "PolicyName": "{PolicyName}"}, ("DeletePolicy", {"PolicyName": "{PolicyName}", "AutoScalingGroupName": "{AutoScalingGroupName}"}), name=("PolicyName", 255),
    ),
    "AWS::AutoScaling::LifecycleHook": ApiType(
        "autoscaling", "PutLifecycleHook", "{LifecycleHookName}", {}, ("DeleteLifecycleHook", {"LifecycleHookName": "{Ref}", "AutoScalingGroupName": "{AutoScalingGroupName}"}), name=("LifecycleHookName", 255),
    ),
    "AWS::AutoScaling::ScheduledAction": ApiType(
        "autoscaling", "PutScheduledUpdateGroupAction", "{ScheduledActionName}", {}, ("DeleteScheduledAction", {"ScheduledActionName": "{Ref}", "AutoScalingGroupName": "{AutoScalingGroupName}"}), name=("ScheduledActionName", 255),
    ),
    "AWS::ApplicationAutoScaling::ScalableTarget": ApiType(
        "application-autoscaling", "RegisterScalableTarget", "{ResourceId}|{ScalableDimension}|{ServiceNamespace}", {},
        ("DeregisterScalableTarget", {"ResourceId": "{ResourceId}", "ScalableDimension": "{ScalableDimension}", "ServiceNamespace": "{ServiceNamespace}"}),
    ),
    "AWS::ApiGateway::Stage": ApiType("apigateway", "CreateStage", "{stageName}", {}, ("DeleteStage", {"restApiId": API, "stageName": "{Ref}"})),
    "AWS::ApiGateway::Deployment": ApiType("apigateway", "CreateDeployment", "{id}", {"DeploymentId": "{id}"}, ("DeleteDeployment", {"restApiId": API, "deploymentId": "{Ref}"})),
    "AWS::ApiGateway::RequestValidator": ApiType("apigateway", "CreateRequestValidator", "{id}", {"RequestValidatorId": "{id}"}, ("DeleteRequestValidator", {"restApiId": API, "requestValidatorId": "{Ref}"})),
    "AWS::ApiGateway::Authorizer": ApiType("apigateway", "CreateAuthorizer", "{id}", {"AuthorizerId": "{id}"}, ("DeleteAuthorizer", {"restApiId": API, "authorizerId": "{Ref}"})),
    "AWS::ApiGateway::Model": ApiType("apigateway", "CreateModel", "{name}", {}, name=("Name", 128)),
    "AWS::ApiGateway::ApiKey": ApiType("apigateway", "CreateApiKey", "{id}", {"APIKeyId": "{id}"}, ("DeleteApiKey", {"apiKey": "{Ref}"}), name=("Name", 128)),
    "AWS::ApiGateway::UsagePlan": ApiType("apigateway", "CreateUsagePlan", "{id}", {"Id": "{id}"}, ("DeleteUsagePlan", {"usagePlanId": "{Ref}"}), {"UsagePlanName": "name"}, ("UsagePlanName", 128)),
    "AWS::ApiGateway::UsagePlanKey": ApiType("apigateway", "CreateUsagePlanKey", "{KeyId}:{UsagePlanId}", {"Id": "{KeyId}:{UsagePlanId}"}, ("DeleteUsagePlanKey", {"usagePlanId": "{UsagePlanId}", "keyId": "{KeyId}"})),
    "AWS::ApiGateway::DomainName": ApiType(
        "apigateway", "CreateDomainName", "{domainName}", {"RegionalDomainName": "{regionalDomainName}", "RegionalHostedZoneId": "{regionalHostedZoneId}"}, ("DeleteDomainName", {"domainName": "{Ref}"})
    ),
    "AWS::ApiGateway::BasePathMapping": ApiType("apigateway", "CreateBasePathMapping", "{DomainName}|{BasePath}", rename={"Stage": "stage"}),
    "AWS::ApiGatewayV2::Api": ApiType(
        "apigatewayv2", "CreateApi", "{ApiId}", {"ApiId": "{ApiId}", "ApiEndpoint": "{ApiEndpoint}"}, ("DeleteApi", {"ApiId": "{Ref}"})
    ),
    "AWS::ApiGatewayV2::Stage": ApiType("apigatewayv2", "CreateStage", "{StageName}", {}, ("DeleteStage", {"ApiId": "{ApiId}", "StageName": "{Ref}"})),
    "AWS::ApiGatewayV2::Integration": ApiType("apigatewayv2", "CreateIntegration", "{IntegrationId}", {"IntegrationId": "{IntegrationId}"}, ("DeleteIntegration", {"ApiId": "{ApiId}", "IntegrationId": "{Ref}"})),
    "AWS::ApiGatewayV2::Route": ApiType("apigatewayv2", "CreateRoute", "{RouteId}", {"RouteId": "{RouteId}"}, ("DeleteRoute", {"ApiId": "{ApiId}", "RouteId": "{Ref}"})),
    "AWS::ApiGatewayV2::Authorizer": ApiType("apigatewayv2", "CreateAuthorizer", "{AuthorizerId}", {"AuthorizerId": "{AuthorizerId}"}, ("DeleteAuthorizer", {"ApiId": "{ApiId}", "AuthorizerId": "{Ref}"})),
    "AWS::CertificateManager::Certificate": ApiType("acm", "RequestCertificate", "{CertificateArn}", {}, ("DeleteCertificate", {"CertificateArn": "{Ref}"})),
    "AWS::WAFv2::WebACL": ApiType(
        "wafv2", "CreateWebACL", "{Summary.Name}|{Summary.Id}|{Scope}", {"Arn": "{Summary.ARN}", "Id": "{Summary.Id}"},
        ("DeleteWebACL", {"Name": "{Name}", "Id": "{Id}", "Scope": "{Scope}", "LockToken": "-"}), name=("Name", 128),
    ),
    "AWS::WAFv2::IPSet": ApiType(
        "wafv2", "CreateIPSet", "{Summary.Name}|{Summary.Id}|{Scope}", {"Arn": "{Summary.ARN}", "Id": "{Summary.Id}"},
        ("DeleteIPSet", {"Name": "{Name}", "Id": "{Id}", "Scope": "{Scope}", "LockToken": "-"}), name=("Name", 128),
    ),
    "AWS::WAFv2::WebACLAssociation": ApiType(
        "wafv2", "AssociateWebACL", "{WebACLArn}|{ResourceArn}", {}, ("DisassociateWebACL", {"ResourceArn": "{ResourceArn}"})
    ),
    "AWS::CloudFront::Distribution": ApiType(
        "cloudfront", "CreateDistribution", "{Distribution.Id}", {"Id": "{Distribution.Id}", "DomainName": "{Distribution.DomainName}"}
    ),
    "AWS::CloudFront::OriginAccessControl": ApiType("cloudfront", "CreateOriginAccessControl", "{OriginAccessControl.Id}", {"Id": "{OriginAccessControl.Id}"}),
    "AWS::DynamoDB::GlobalTable": ApiType(
        "dynamodb", "CreateTable", "{TableDescription.TableName}", {"Arn": "{TableDescription.TableArn}", "TableId": "{TableDescription.TableId}", "StreamArn": "{TableDescription.LatestStreamArn}"},
        ("DeleteTable", {"TableName": "{Ref}"}), name=("TableName", 255),
    ),
    "AWS::ElastiCache::SubnetGroup": ApiType(
        "elasticache", "CreateCacheSubnetGroup", "{CacheSubnetGroup.CacheSubnetGroupName}", {}, ("DeleteCacheSubnetGroup", {"CacheSubnetGroupName": "{Ref}"}), {"Description": "CacheSubnetGroupDescription"}, ("CacheSubnetGroupName", 255),
    ),
    "AWS::ElastiCache::ReplicationGroup": ApiType(
        "elasticache", "CreateReplicationGroup", "{ReplicationGroup.ReplicationGroupId}", {"PrimaryEndPoint.Address": "{ReplicationGroup.NodeGroups.0.PrimaryEndpoint.Address}", "PrimaryEndPoint.Port": "{ReplicationGroup.NodeGroups.0.PrimaryEndpoint.Port}"},
        ("DeleteReplicationGroup", {"ReplicationGroupId": "{Ref}"}), name=("ReplicationGroupId", 40),
    ),
    "AWS::ElastiCache::CacheCluster": ApiType(
        "elasticache", "CreateCacheCluster", "{CacheCluster.CacheClusterId}", {}, ("DeleteCacheCluster", {"CacheClusterId": "{Ref}"}), {"VpcSecurityGroupIds": "SecurityGroupIds", "ClusterName": "CacheClusterId"}, ("ClusterName", 50),
    ),
    "AWS::EFS::AccessPoint": ApiType(
        "elasticfilesystem", "CreateAccessPoint", "{AccessPointId}", {"AccessPointId": "{AccessPointId}", "Arn": "{AccessPointArn}"}, ("DeleteAccessPoint", {"AccessPointId": "{Ref}"}), name=("ClientToken", 64),
    ),
    "AWS::OpenSearchService::Domain": ApiType(
        "opensearch", "CreateDomain", "{DomainStatus.DomainName}", {"Arn": "{DomainStatus.ARN}", "DomainArn": "{DomainStatus.ARN}", "Id": "{DomainStatus.DomainId}", "DomainEndpoint": "{DomainStatus.Endpoint}"},
        ("DeleteDomain", {"DomainName": "{Ref}"}), name=("DomainName", 28),
    ),
    "AWS::MSK::Cluster": ApiType("kafka", "CreateCluster", "{ClusterArn}", {"Arn": "{ClusterArn}"}, ("DeleteCluster", {"ClusterArn": "{Ref}"})),
    "AWS::KinesisFirehose::DeliveryStream": ApiType(
        "firehose", "CreateDeliveryStream", "{DeliveryStreamName}", {"Arn": "{DeliveryStreamARN}"}, ("DeleteDeliveryStream", {"DeliveryStreamName": "{Ref}"}), name=("DeliveryStreamName", 64),
    ),
    "AWS::Redshift::Cluster": ApiType(
        "redshift", "CreateCluster", "{Cluster.ClusterIdentifier}", {"Endpoint.Address": "{Cluster.Endpoint.Address}", "Endpoint.Port": "{Cluster.Endpoint.Port}"},
        ("DeleteCluster", {"ClusterIdentifier": "{Ref}", "SkipFinalClusterSnapshot": "true"}), name=("ClusterIdentifier", 63),
    ),
    "AWS::Backup::BackupVault": ApiType("backup", "CreateBackupVault", "{BackupVaultName}", {"BackupVaultArn": "{BackupVaultArn}", "BackupVaultName": "{BackupVaultName}"}, ("DeleteBackupVault", {"BackupVaultName": "{Ref}"})),
    "AWS::Backup::BackupPlan": ApiType(
        "backup", "CreateBackupPlan", "{BackupPlanId}", {"BackupPlanId": "{BackupPlanId}", "BackupPlanArn": "{BackupPlanArn}", "VersionId": "{VersionId}"},
        ("DeleteBackupPlan", {"BackupPlanId": "{Ref}"}),
    ),
    "AWS::Logs::MetricFilter": ApiType("logs", "PutMetricFilter", "{filterName}", {}, ("DeleteMetricFilter", {"logGroupName": "{LogGroupName}", "filterName": "{Ref}"}), name=("FilterName", 512)),
    "AWS::Logs::SubscriptionFilter": ApiType(
        "logs", "PutSubscriptionFilter", "{filterName}", {}, ("DeleteSubscriptionFilter", {"logGroupName": "{LogGroupName}", "filterName": "{Ref}"}), name=("FilterName", 512)
    ),
    "AWS::Logs::LogStream": ApiType("logs", "CreateLogStream", "{logStreamName}", {}, ("DeleteLogStream", {"logGroupName": "{LogGroupName}", "logStreamName": "{Ref}"}), name=("LogStreamName", 512)),
    "AWS::CloudWatch::CompositeAlarm": ApiType("monitoring", "PutCompositeAlarm", "{AlarmName}", {"Arn": "arn:aws:cloudwatch:{Region}:{Account}:alarm:{AlarmName}"}, ("DeleteAlarms", {"AlarmNames": "{Ref}"}), name=("AlarmName", 255)),
    "AWS::Events::EventBus": ApiType("events", "CreateEventBus", "{Name}", {"Arn": "{EventBusArn}", "Name": "{Name}"}, ("DeleteEventBus", {"Name": "{Ref}"})),
    "AWS::Events::Connection": ApiType("events", "CreateConnection", "{Name}", {"Arn": "{ConnectionArn}"}, ("DeleteConnection", {"Name": "{Ref}"}), name=("Name", 64)),
    "AWS::Events::ApiDestination": ApiType("events", "CreateApiDestination", "{Name}", {"Arn": "{ApiDestinationArn}"}, ("DeleteApiDestination", {"Name": "{Ref}"}), name=("Name", 64)),
    "AWS::Scheduler::Schedule": ApiType("scheduler", "CreateSchedule", "{Name}", {"Arn": "{ScheduleArn}"}, ("DeleteSchedule", {"Name": "{Ref}", "GroupName": "{GroupName}"}), name=("Name", 64)),
    "AWS::Scheduler::ScheduleGroup": ApiType("scheduler", "CreateScheduleGroup", "{Name}", {"Arn": "{ScheduleGroupArn}"}, ("DeleteScheduleGroup", {"Name": "{Ref}"}), name=("Name", 64)),
    "AWS::CodeBuild::Project": ApiType("codebuild", "CreateProject", "{project.name}", {"Arn": "{project.arn}"}, ("DeleteProject", {"name": "{Ref}"}), name=("Name", 150)),
    "AWS::CodePipeline::Pipeline": ApiType("codepipeline", "CreatePipeline", "{pipeline.name}", {"Version": "{pipeline.version}"}, ("DeletePipeline", {"name": "{Ref}"}), name=("Name", 100), wrap="pipeline"),
    "AWS::CodeDeploy::Application": ApiType("codedeploy", "CreateApplication", "{applicationName}", {}, name=("ApplicationName", 100)),
    "AWS::CodeDeploy::DeploymentGroup": ApiType("codedeploy", "CreateDeploymentGroup", "{deploymentGroupName}", {"Id": "{deploymentGroupId}"}, name=("DeploymentGroupName", 100)),
    "AWS::Config::ConfigurationRecorder": ApiType(
        "config", "PutConfigurationRecorder", "{ConfigurationRecorder.name}", {}, ("DeleteConfigurationRecorder", {"ConfigurationRecorderName": "{Ref}"}), name=("Name", 256), wrap="ConfigurationRecorder",
    ),
    "AWS::Config::DeliveryChannel": ApiType("config", "PutDeliveryChannel", "{DeliveryChannel.name}", {}, ("DeleteDeliveryChannel", {"DeliveryChannelName": "{Ref}"}), name=("Name", 256), wrap="DeliveryChannel"),
    "AWS::Config::ConfigRule": ApiType(
        "config", "PutConfigRule", "{ConfigRule.ConfigRuleName}", {}, ("DeleteConfigRule", {"ConfigRuleName": "{Ref}"}), name=("ConfigRuleName", 128), wrap="ConfigRule"
    ),
    "AWS::GuardDuty::Detector": ApiType("guardduty", "CreateDetector", "{DetectorId}", {"Id": "{DetectorId}"}, ("DeleteDetector", {"DetectorId": "{Ref}"})),
    "AWS::SecurityHub::Hub": ApiType("securityhub", "EnableSecurityHub", "arn:aws:securityhub:{Region}:{Account}:hub/default", {}, ("DisableSecurityHub", {})),
    "AWS::Cognito::UserPool": ApiType(
        "cognito-idp", "CreateUserPool", "{UserPool.Id}", {"UserPoolId": "{UserPool.Id}", "Arn": "{UserPool.Arn}", "ProviderName": "cognito-idp.{Region}.amazonaws.com/{UserPool.Id}", "ProviderURL": "https://cognito-idp.{Region}.amazonaws.com/{UserPool.Id}"},
        ("DeleteUserPool", {"UserPoolId": "{Ref}"}), {"UserPoolName": "PoolName"}, ("UserPoolName", 128),
    ),
    "AWS::Cognito::UserPoolClient": ApiType(
        "cognito-idp", "CreateUserPoolClient", "{UserPoolClient.ClientId}", {"ClientId": "{UserPoolClient.ClientId}", "Name": "{UserPoolClient.ClientName}"},
        ("DeleteUserPoolClient", {"UserPoolId": "{UserPoolId}", "ClientId": "{Ref}"}), name=("ClientName", 128),
    ),
    "AWS::Cognito::UserPoolDomain": ApiType("cognito-idp", "CreateUserPoolDomain", "{Domain}", {}, ("DeleteUserPoolDomain", {"Domain": "{Ref}", "UserPoolId": "{UserPoolId}"})),
    "AWS::Cognito::UserPoolGroup": ApiType("cognito-idp", "CreateGroup", "{Group.GroupName}", {}, ("DeleteGroup", {"GroupName": "{Ref}", "UserPoolId": "{UserPoolId}"}), name=("GroupName", 128)),
    "AWS::Cognito::IdentityPool": ApiType(
        "cognito-identity", "CreateIdentityPool", "{IdentityPoolId}", {"Id": "{IdentityPoolId}", "Name": "{IdentityPoolName}"}, ("DeleteIdentityPool", {"IdentityPoolId": "{Ref}"}), name=("IdentityPoolName", 128),
    ),
    "AWS::IAM::Group": ApiType("iam", "CreateGroup", "{Group.GroupName}", {"Arn": "{Group.Arn}"}, ("DeleteGroup", {"GroupName": "{Ref}"}), name=("GroupName", 128)),
    "AWS::IAM::OIDCProvider": ApiType("iam", "CreateOpenIDConnectProvider", "{OpenIDConnectProviderArn}", {"Arn": "{OpenIDConnectProviderArn}"}, ("DeleteOpenIDConnectProvider", {"OpenIDConnectProviderArn": "{Ref}"}), {"ClientIdList": "ClientIDList"}),
    "AWS::IAM::RolePolicy": ApiType("iam", "PutRolePolicy", "{PolicyName}|{RoleName}", {}, ("DeleteRolePolicy", {"RoleName": "{RoleName}", "PolicyName": "{PolicyName}"})),
    "AWS::IAM::UserPolicy": ApiType("iam", "PutUserPolicy", "{PolicyName}|{UserName}", {}, ("DeleteUserPolicy", {"UserName": "{UserName}", "PolicyName": "{PolicyName}"})),
    "AWS::RDS::EventSubscription": ApiType("rds", "CreateEventSubscription", "{SubscriptionName}", {}, ("DeleteEventSubscription", {"SubscriptionName": "{Ref}"}), {"SourceIds": "SourceIds"}, ("SubscriptionName", 255)),
    "AWS::RDS::DBProxy": ApiType("rds", "CreateDBProxy", "{DBProxyName}", {"DBProxyArn": "{DBProxy.DBProxyArn}", "Endpoint": "{DBProxy.Endpoint}"}, ("DeleteDBProxy", {"DBProxyName": "{Ref}"})),
    "AWS::Glue::Database": ApiType("glue", "CreateDatabase", "{DatabaseInput.Name}", {}, ("DeleteDatabase", {"Name": "{Ref}"})),
    "AWS::Glue::Table": ApiType("glue", "CreateTable", "{TableInput.Name}", {}, ("DeleteTable", {"DatabaseName": "{DatabaseName}", "Name": "{Ref}"})),
    "AWS::Glue::Job": ApiType("glue", "CreateJob", "{Name}", {}, ("DeleteJob", {"JobName": "{Ref}"}), name=("Name", 255)),
    "AWS::Glue::Crawler": ApiType("glue", "CreateCrawler", "{Name}", {}, ("DeleteCrawler", {"Name": "{Ref}"}), name=("Name", 255)),
    "AWS::Athena::WorkGroup": ApiType("athena", "CreateWorkGroup", "{Name}", {}, ("DeleteWorkGroup", {"WorkGroup": "{Ref}"}), {"WorkGroupConfiguration": "Configuration"}),
}
