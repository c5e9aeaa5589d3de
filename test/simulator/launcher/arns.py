"""ARNs of what stacks made, of types that the tagging API of AWS knows and moto's own scan does not find."""

# Members in braces: Ref, Region, Account, and attributes or properties of the resource.
ARNS = {
    "AWS::ApiGateway::RestApi": "arn:aws:apigateway:{Region}::/restapis/{Ref}",
    "AWS::ApiGateway::Stage": "arn:aws:apigateway:{Region}::/restapis/{RestApiId}/stages/{Ref}",
    "AWS::ApiGateway::UsagePlan": "arn:aws:apigateway:{Region}::/usageplans/{Ref}",
    "AWS::ApiGateway::ApiKey": "arn:aws:apigateway:{Region}::/apikeys/{Ref}",
    "AWS::ApiGateway::DomainName": "arn:aws:apigateway:{Region}::/domainnames/{Ref}",
    "AWS::ApiGatewayV2::Api": "arn:aws:apigateway:{Region}::/apis/{Ref}",
    "AWS::ApiGatewayV2::Stage": "arn:aws:apigateway:{Region}::/apis/{ApiId}/stages/{Ref}",
    "AWS::Athena::WorkGroup": "arn:aws:athena:{Region}:{Account}:workgroup/{Ref}",
    "AWS::Backup::BackupPlan": "arn:aws:backup:{Region}:{Account}:backup-plan:{Ref}",
    "AWS::CloudFront::Distribution": "arn:aws:cloudfront::{Account}:distribution/{Ref}",
    "AWS::CodeBuild::Project": "arn:aws:codebuild:{Region}:{Account}:project/{Ref}",
    "AWS::CodeDeploy::Application": "arn:aws:codedeploy:{Region}:{Account}:application:{Ref}",
    "AWS::CodeDeploy::DeploymentGroup": "arn:aws:codedeploy:{Region}:{Account}:deploymentgroup:{ApplicationName}/{Ref}",
    "AWS::CodePipeline::Pipeline": "arn:aws:codepipeline:{Region}:{Account}:{Ref}",
    "AWS::Cognito::IdentityPool": "arn:aws:cognito-identity:{Region}:{Account}:identitypool/{Ref}",
    "AWS::Cognito::UserPool": "arn:aws:cognito-idp:{Region}:{Account}:userpool/{Ref}",
    "AWS::Config::ConfigRule": "arn:aws:config:{Region}:{Account}:config-rule/{Ref}",
    "AWS::ECR::Repository": "arn:aws:ecr:{Region}:{Account}:repository/{Ref}",
    "AWS::ECS::Cluster": "arn:aws:ecs:{Region}:{Account}:cluster/{Ref}",
    "AWS::ECS::Service": "{Ref}",
    "AWS::ECS::TaskDefinition": "{Ref}",
    "AWS::EKS::Cluster": "arn:aws:eks:{Region}:{Account}:cluster/{Ref}",
    "AWS::EKS::Nodegroup": "{Arn}",
    "AWS::ElasticLoadBalancingV2::Listener": "{Ref}",
    "AWS::ElasticLoadBalancingV2::ListenerRule": "{Ref}",
    "AWS::Events::EventBus": "arn:aws:events:{Region}:{Account}:event-bus/{Ref}",
    "AWS::Events::Rule": "arn:aws:events:{Region}:{Account}:rule/{Ref}",
    "AWS::GuardDuty::Detector": "arn:aws:guardduty:{Region}:{Account}:detector/{Ref}",
    "AWS::Kinesis::Stream": "arn:aws:kinesis:{Region}:{Account}:stream/{Ref}",
    "AWS::KinesisFirehose::DeliveryStream": "arn:aws:firehose:{Region}:{Account}:deliverystream/{Ref}",
    "AWS::Lambda::EventSourceMapping": "arn:aws:lambda:{Region}:{Account}:event-source-mapping:{Ref}",
    "AWS::Lambda::Function": "arn:aws:lambda:{Region}:{Account}:function:{Ref}",
    "AWS::MSK::Cluster": "{Ref}",
    "AWS::OpenSearchService::Domain": "arn:aws:es:{Region}:{Account}:domain/{Ref}",
    "AWS::RDS::DBProxy": "{DBProxyArn}",
    "AWS::RDS::EventSubscription": "arn:aws:rds:{Region}:{Account}:es:{Ref}",
    "AWS::Redshift::Cluster": "arn:aws:redshift:{Region}:{Account}:cluster:{Ref}",
    "AWS::Route53::HealthCheck": "arn:aws:route53:::healthcheck/{Ref}",
    "AWS::Route53::HostedZone": "arn:aws:route53:::hostedzone/{Ref}",
    "AWS::Scheduler::ScheduleGroup": "arn:aws:scheduler:{Region}:{Account}:schedule-group/{Ref}",
    "AWS::WAFv2::IPSet": "{Arn}",
    "AWS::WAFv2::WebACL": "{Arn}",
}
# Of global services the tagging API tells in this region only.
HOME_OF_GLOBALS = "us-east-1"
GLOBAL = ("AWS::CloudFront::", "AWS::Route53::")
# Properties that hold tags under another name.
TAG_PROPERTIES = ("Tags", "UserPoolTags", "IdentityPoolTags", "HostedZoneTags", "HealthCheckTags", "BackupPlanTags")


def arn_of(stack, row):
    """The ARN of a row, or None for a type that has none here."""
    from cfn_api import filled

    text = ARNS.get(row.type)
    if text is None:
        return None
    known = {**row.properties, **row.attributes}
    return filled(text, {"Ref": row.physical_id, "Region": stack.region, "Account": stack.account}, known) or None
