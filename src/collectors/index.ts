// Written by index.test.ts from the files of this folder: run it with `-u` after adding one.
import awsCloudtrailTrail from './aws-cloudtrail-trail.ts';
import awsEc2Securitygroup from './aws-ec2-securitygroup.ts';
import awsEc2Subnet from './aws-ec2-subnet.ts';
import awsEc2Vpc from './aws-ec2-vpc.ts';
import awsIamManagedpolicy from './aws-iam-managedpolicy.ts';
import awsIamRole from './aws-iam-role.ts';
import awsKmsAlias from './aws-kms-alias.ts';
import awsKmsKey from './aws-kms-key.ts';
import awsKmsReplicakey from './aws-kms-replicakey.ts';
import awsRdsDbcluster from './aws-rds-dbcluster.ts';
import awsRdsDbinstance from './aws-rds-dbinstance.ts';
import awsRdsDbparametergroup from './aws-rds-dbparametergroup.ts';
import awsRdsDbsubnetgroup from './aws-rds-dbsubnetgroup.ts';
import awsRdsGlobalcluster from './aws-rds-globalcluster.ts';
import awsS3Bucket from './aws-s3-bucket.ts';
import type { Collector } from './collector.ts';

/** Every collector there is, in the order of its file's name. */
export const collectors: readonly Collector[] = [
  awsCloudtrailTrail,
  awsEc2Securitygroup,
  awsEc2Subnet,
  awsEc2Vpc,
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
