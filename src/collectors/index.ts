// Written by index.test.ts from the files of types/: run it with `-u` after adding one.

import type { Collector } from './collector.ts';
import awsCloudtrailTrail from './types/aws-cloudtrail-trail.ts';
import awsEc2Routetable from './types/aws-ec2-routetable.ts';
import awsEc2Securitygroup from './types/aws-ec2-securitygroup.ts';
import awsEc2Subnet from './types/aws-ec2-subnet.ts';
import awsEc2Vpc from './types/aws-ec2-vpc.ts';
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
  awsEc2Routetable,
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
