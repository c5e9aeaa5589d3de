// Written by `npm run generate` from the files of types/.

import type { Collector } from './collector.ts';
import awsApigatewayAuthorizer from './types/aws-apigateway-authorizer.ts';
import awsApigatewayDomainname from './types/aws-apigateway-domainname.ts';
import awsApigatewayRestapi from './types/aws-apigateway-restapi.ts';
import awsApigatewayStage from './types/aws-apigateway-stage.ts';
import awsApigatewayUsageplan from './types/aws-apigateway-usageplan.ts';
import awsApigatewayv2Api from './types/aws-apigatewayv2-api.ts';
import awsApigatewayv2Integration from './types/aws-apigatewayv2-integration.ts';
import awsApigatewayv2Route from './types/aws-apigatewayv2-route.ts';
import awsApigatewayv2Stage from './types/aws-apigatewayv2-stage.ts';
import awsApplicationautoscalingScalabletarget from './types/aws-applicationautoscaling-scalabletarget.ts';
import awsApplicationautoscalingScalingpolicy from './types/aws-applicationautoscaling-scalingpolicy.ts';
import awsAutoscalingAutoscalinggroup from './types/aws-autoscaling-autoscalinggroup.ts';
import awsAutoscalingLaunchconfiguration from './types/aws-autoscaling-launchconfiguration.ts';
import awsAutoscalingScalingpolicy from './types/aws-autoscaling-scalingpolicy.ts';
import awsAutoscalingScheduledaction from './types/aws-autoscaling-scheduledaction.ts';
import awsBackupBackupplan from './types/aws-backup-backupplan.ts';
import awsBackupBackupselection from './types/aws-backup-backupselection.ts';
import awsBackupBackupvault from './types/aws-backup-backupvault.ts';
import awsCertificatemanagerCertificate from './types/aws-certificatemanager-certificate.ts';
import awsCloudformationStackset from './types/aws-cloudformation-stackset.ts';
import awsCloudfrontCloudfrontoriginaccessidentity from './types/aws-cloudfront-cloudfrontoriginaccessidentity.ts';
import awsCloudfrontDistribution from './types/aws-cloudfront-distribution.ts';
import awsCloudfrontOriginaccesscontrol from './types/aws-cloudfront-originaccesscontrol.ts';
import awsCloudtrailTrail from './types/aws-cloudtrail-trail.ts';
import awsCloudwatchAlarm from './types/aws-cloudwatch-alarm.ts';
import awsCloudwatchCompositealarm from './types/aws-cloudwatch-compositealarm.ts';
import awsCloudwatchDashboard from './types/aws-cloudwatch-dashboard.ts';
import awsCodebuildProject from './types/aws-codebuild-project.ts';
import awsCodedeployApplication from './types/aws-codedeploy-application.ts';
import awsCodedeployDeploymentgroup from './types/aws-codedeploy-deploymentgroup.ts';
import awsCodepipelinePipeline from './types/aws-codepipeline-pipeline.ts';
import awsCognitoIdentitypool from './types/aws-cognito-identitypool.ts';
import awsCognitoUserpool from './types/aws-cognito-userpool.ts';
import awsCognitoUserpoolclient from './types/aws-cognito-userpoolclient.ts';
import awsConfigConfigrule from './types/aws-config-configrule.ts';
import awsConfigConfigurationrecorder from './types/aws-config-configurationrecorder.ts';
import awsConfigDeliverychannel from './types/aws-config-deliverychannel.ts';
import awsDynamodbTable from './types/aws-dynamodb-table.ts';
import awsEc2Customergateway from './types/aws-ec2-customergateway.ts';
import awsEc2Dhcpoptions from './types/aws-ec2-dhcpoptions.ts';
import awsEc2Ebsencryptionbydefault from './types/aws-ec2-ebsencryptionbydefault.ts';
import awsEc2Egressonlyinternetgateway from './types/aws-ec2-egressonlyinternetgateway.ts';
import awsEc2Eip from './types/aws-ec2-eip.ts';
import awsEc2Flowlog from './types/aws-ec2-flowlog.ts';
import awsEc2Instance from './types/aws-ec2-instance.ts';
import awsEc2Internetgateway from './types/aws-ec2-internetgateway.ts';
import awsEc2Launchtemplate from './types/aws-ec2-launchtemplate.ts';
import awsEc2Natgateway from './types/aws-ec2-natgateway.ts';
import awsEc2Networkacl from './types/aws-ec2-networkacl.ts';
import awsEc2Prefixlist from './types/aws-ec2-prefixlist.ts';
import awsEc2Routetable from './types/aws-ec2-routetable.ts';
import awsEc2Securitygroup from './types/aws-ec2-securitygroup.ts';
import awsEc2Subnet from './types/aws-ec2-subnet.ts';
import awsEc2Transitgateway from './types/aws-ec2-transitgateway.ts';
import awsEc2Transitgatewayroutetable from './types/aws-ec2-transitgatewayroutetable.ts';
import awsEc2Transitgatewayvpcattachment from './types/aws-ec2-transitgatewayvpcattachment.ts';
import awsEc2Volume from './types/aws-ec2-volume.ts';
import awsEc2Vpc from './types/aws-ec2-vpc.ts';
import awsEc2Vpcendpoint from './types/aws-ec2-vpcendpoint.ts';
import awsEc2Vpcpeeringconnection from './types/aws-ec2-vpcpeeringconnection.ts';
import awsEc2Vpnconnection from './types/aws-ec2-vpnconnection.ts';
import awsEc2Vpngateway from './types/aws-ec2-vpngateway.ts';
import awsEcrRepository from './types/aws-ecr-repository.ts';
import awsEcsCapacityprovider from './types/aws-ecs-capacityprovider.ts';
import awsEcsCluster from './types/aws-ecs-cluster.ts';
import awsEcsService from './types/aws-ecs-service.ts';
import awsEcsTaskdefinition from './types/aws-ecs-taskdefinition.ts';
import awsEfsAccesspoint from './types/aws-efs-accesspoint.ts';
import awsEfsFilesystem from './types/aws-efs-filesystem.ts';
import awsEfsMounttarget from './types/aws-efs-mounttarget.ts';
import awsEksAddon from './types/aws-eks-addon.ts';
import awsEksCluster from './types/aws-eks-cluster.ts';
import awsEksFargateprofile from './types/aws-eks-fargateprofile.ts';
import awsEksNodegroup from './types/aws-eks-nodegroup.ts';
import awsElasticacheCachecluster from './types/aws-elasticache-cachecluster.ts';
import awsElasticacheParametergroup from './types/aws-elasticache-parametergroup.ts';
import awsElasticacheReplicationgroup from './types/aws-elasticache-replicationgroup.ts';
import awsElasticacheSubnetgroup from './types/aws-elasticache-subnetgroup.ts';
import awsElasticloadbalancingLoadbalancer from './types/aws-elasticloadbalancing-loadbalancer.ts';
import awsElasticloadbalancingv2Listener from './types/aws-elasticloadbalancingv2-listener.ts';
import awsElasticloadbalancingv2Listenerrule from './types/aws-elasticloadbalancingv2-listenerrule.ts';
import awsElasticloadbalancingv2Loadbalancer from './types/aws-elasticloadbalancingv2-loadbalancer.ts';
import awsElasticloadbalancingv2Targetgroup from './types/aws-elasticloadbalancingv2-targetgroup.ts';
import awsEventsEventbus from './types/aws-events-eventbus.ts';
import awsEventsRule from './types/aws-events-rule.ts';
import awsGuarddutyDetector from './types/aws-guardduty-detector.ts';
import awsIamAccountpasswordpolicy from './types/aws-iam-accountpasswordpolicy.ts';
import awsIamGroup from './types/aws-iam-group.ts';
import awsIamInstanceprofile from './types/aws-iam-instanceprofile.ts';
import awsIamManagedpolicy from './types/aws-iam-managedpolicy.ts';
import awsIamOidcprovider from './types/aws-iam-oidcprovider.ts';
import awsIamRole from './types/aws-iam-role.ts';
import awsIamUser from './types/aws-iam-user.ts';
import awsKinesisStream from './types/aws-kinesis-stream.ts';
import awsKinesisfirehoseDeliverystream from './types/aws-kinesisfirehose-deliverystream.ts';
import awsKmsAlias from './types/aws-kms-alias.ts';
import awsKmsKey from './types/aws-kms-key.ts';
import awsKmsReplicakey from './types/aws-kms-replicakey.ts';
import awsLambdaAlias from './types/aws-lambda-alias.ts';
import awsLambdaEventsourcemapping from './types/aws-lambda-eventsourcemapping.ts';
import awsLambdaFunction from './types/aws-lambda-function.ts';
import awsLambdaLayerversion from './types/aws-lambda-layerversion.ts';
import awsLambdaUrl from './types/aws-lambda-url.ts';
import awsLambdaVersion from './types/aws-lambda-version.ts';
import awsLogsLoggroup from './types/aws-logs-loggroup.ts';
import awsLogsMetricfilter from './types/aws-logs-metricfilter.ts';
import awsMskCluster from './types/aws-msk-cluster.ts';
import awsOpensearchserviceDomain from './types/aws-opensearchservice-domain.ts';
import awsRdsDbcluster from './types/aws-rds-dbcluster.ts';
import awsRdsDbclusterparametergroup from './types/aws-rds-dbclusterparametergroup.ts';
import awsRdsDbinstance from './types/aws-rds-dbinstance.ts';
import awsRdsDbparametergroup from './types/aws-rds-dbparametergroup.ts';
import awsRdsDbproxy from './types/aws-rds-dbproxy.ts';
import awsRdsDbsubnetgroup from './types/aws-rds-dbsubnetgroup.ts';
import awsRdsEventsubscription from './types/aws-rds-eventsubscription.ts';
import awsRdsGlobalcluster from './types/aws-rds-globalcluster.ts';
import awsRdsOptiongroup from './types/aws-rds-optiongroup.ts';
import awsRedshiftCluster from './types/aws-redshift-cluster.ts';
import awsRoute53Healthcheck from './types/aws-route53-healthcheck.ts';
import awsRoute53Hostedzone from './types/aws-route53-hostedzone.ts';
import awsRoute53Recordset from './types/aws-route53-recordset.ts';
import awsS3Accountpublicaccessblock from './types/aws-s3-accountpublicaccessblock.ts';
import awsS3Bucket from './types/aws-s3-bucket.ts';
import awsSchedulerSchedule from './types/aws-scheduler-schedule.ts';
import awsSchedulerSchedulegroup from './types/aws-scheduler-schedulegroup.ts';
import awsSecretsmanagerSecret from './types/aws-secretsmanager-secret.ts';
import awsSecurityhubHub from './types/aws-securityhub-hub.ts';
import awsSnsSubscription from './types/aws-sns-subscription.ts';
import awsSnsTopic from './types/aws-sns-topic.ts';
import awsSqsQueue from './types/aws-sqs-queue.ts';
import awsSsmParameter from './types/aws-ssm-parameter.ts';
import awsStepfunctionsStatemachine from './types/aws-stepfunctions-statemachine.ts';
import awsWafv2Ipset from './types/aws-wafv2-ipset.ts';
import awsWafv2Webacl from './types/aws-wafv2-webacl.ts';

/** Every collector there is, in the order of its file's name. */
export const collectors: readonly Collector[] = [
  awsApigatewayAuthorizer,
  awsApigatewayDomainname,
  awsApigatewayRestapi,
  awsApigatewayStage,
  awsApigatewayUsageplan,
  awsApigatewayv2Api,
  awsApigatewayv2Integration,
  awsApigatewayv2Route,
  awsApigatewayv2Stage,
  awsApplicationautoscalingScalabletarget,
  awsApplicationautoscalingScalingpolicy,
  awsAutoscalingAutoscalinggroup,
  awsAutoscalingLaunchconfiguration,
  awsAutoscalingScalingpolicy,
  awsAutoscalingScheduledaction,
  awsBackupBackupplan,
  awsBackupBackupselection,
  awsBackupBackupvault,
  awsCertificatemanagerCertificate,
  awsCloudformationStackset,
  awsCloudfrontCloudfrontoriginaccessidentity,
  awsCloudfrontDistribution,
  awsCloudfrontOriginaccesscontrol,
  awsCloudtrailTrail,
  awsCloudwatchAlarm,
  awsCloudwatchCompositealarm,
  awsCloudwatchDashboard,
  awsCodebuildProject,
  awsCodedeployApplication,
  awsCodedeployDeploymentgroup,
  awsCodepipelinePipeline,
  awsCognitoIdentitypool,
  awsCognitoUserpool,
  awsCognitoUserpoolclient,
  awsConfigConfigrule,
  awsConfigConfigurationrecorder,
  awsConfigDeliverychannel,
  awsDynamodbTable,
  awsEc2Customergateway,
  awsEc2Dhcpoptions,
  awsEc2Ebsencryptionbydefault,
  awsEc2Egressonlyinternetgateway,
  awsEc2Eip,
  awsEc2Flowlog,
  awsEc2Instance,
  awsEc2Internetgateway,
  awsEc2Launchtemplate,
  awsEc2Natgateway,
  awsEc2Networkacl,
  awsEc2Prefixlist,
  awsEc2Routetable,
  awsEc2Securitygroup,
  awsEc2Subnet,
  awsEc2Transitgateway,
  awsEc2Transitgatewayroutetable,
  awsEc2Transitgatewayvpcattachment,
  awsEc2Volume,
  awsEc2Vpc,
  awsEc2Vpcendpoint,
  awsEc2Vpcpeeringconnection,
  awsEc2Vpnconnection,
  awsEc2Vpngateway,
  awsEcrRepository,
  awsEcsCapacityprovider,
  awsEcsCluster,
  awsEcsService,
  awsEcsTaskdefinition,
  awsEfsAccesspoint,
  awsEfsFilesystem,
  awsEfsMounttarget,
  awsEksAddon,
  awsEksCluster,
  awsEksFargateprofile,
  awsEksNodegroup,
  awsElasticacheCachecluster,
  awsElasticacheParametergroup,
  awsElasticacheReplicationgroup,
  awsElasticacheSubnetgroup,
  awsElasticloadbalancingLoadbalancer,
  awsElasticloadbalancingv2Listener,
  awsElasticloadbalancingv2Listenerrule,
  awsElasticloadbalancingv2Loadbalancer,
  awsElasticloadbalancingv2Targetgroup,
  awsEventsEventbus,
  awsEventsRule,
  awsGuarddutyDetector,
  awsIamAccountpasswordpolicy,
  awsIamGroup,
  awsIamInstanceprofile,
  awsIamManagedpolicy,
  awsIamOidcprovider,
  awsIamRole,
  awsIamUser,
  awsKinesisStream,
  awsKinesisfirehoseDeliverystream,
  awsKmsAlias,
  awsKmsKey,
  awsKmsReplicakey,
  awsLambdaAlias,
  awsLambdaEventsourcemapping,
  awsLambdaFunction,
  awsLambdaLayerversion,
  awsLambdaUrl,
  awsLambdaVersion,
  awsLogsLoggroup,
  awsLogsMetricfilter,
  awsMskCluster,
  awsOpensearchserviceDomain,
  awsRdsDbcluster,
  awsRdsDbclusterparametergroup,
  awsRdsDbinstance,
  awsRdsDbparametergroup,
  awsRdsDbproxy,
  awsRdsDbsubnetgroup,
  awsRdsEventsubscription,
  awsRdsGlobalcluster,
  awsRdsOptiongroup,
  awsRedshiftCluster,
  awsRoute53Healthcheck,
  awsRoute53Hostedzone,
  awsRoute53Recordset,
  awsS3Accountpublicaccessblock,
  awsS3Bucket,
  awsSchedulerSchedule,
  awsSchedulerSchedulegroup,
  awsSecretsmanagerSecret,
  awsSecurityhubHub,
  awsSnsSubscription,
  awsSnsTopic,
  awsSqsQueue,
  awsSsmParameter,
  awsStepfunctionsStatemachine,
  awsWafv2Ipset,
  awsWafv2Webacl,
];
