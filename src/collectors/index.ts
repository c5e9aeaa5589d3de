// Written by index.test.ts from the files of types/: run it with `-u` after adding one.

import type { Collector } from './collector.ts';
import awsCloudtrailTrail from './types/aws-cloudtrail-trail.ts';
import awsEc2Customergateway from './types/aws-ec2-customergateway.ts';
import awsEc2Dhcpoptions from './types/aws-ec2-dhcpoptions.ts';
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
import awsIamManagedpolicy from './types/aws-iam-managedpolicy.ts';
import awsIamRole from './types/aws-iam-role.ts';
import awsKmsAlias from './types/aws-kms-alias.ts';
import awsKmsKey from './types/aws-kms-key.ts';
import awsKmsReplicakey from './types/aws-kms-replicakey.ts';
import awsRdsDbcluster from './types/aws-rds-dbcluster.ts';
import awsRdsDbinstance from './types/aws-rds-dbinstance.ts';
import awsRdsDbparametergroup from './types/aws-rds-dbparametergroup.ts';
import awsRdsDbsubnetgroup from './types/aws-rds-dbsubnetgroup.ts';
import awsRdsGlobalcluster from './types/aws-rds-globalcluster.ts';
import awsS3Bucket from './types/aws-s3-bucket.ts';

/** Every collector there is, in the order of its file's name. */
export const collectors: readonly Collector[] = [
  awsCloudtrailTrail,
  awsEc2Customergateway,
  awsEc2Dhcpoptions,
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
  awsIamManagedpolicy,
  awsIamRole,
  awsKmsAlias,
  awsKmsKey,
  awsKmsReplicakey,
  awsRdsDbcluster,
  awsRdsDbinstance,
  awsRdsDbparametergroup,
  awsRdsDbsubnetgroup,
  awsRdsGlobalcluster,
  awsS3Bucket,
];
