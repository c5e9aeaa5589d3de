/** The IAM action of an operation. */
import { own } from '../../common/own-member.ts';
import type { IamAction } from '../collector.ts';

/** IAM prefixes that are not the service's name in lower case ("Actions, resources, and condition keys", Service Authorization Reference). */
const PREFIXES: Readonly<Record<string, string>> = {
  apigatewayv2: 'apigateway',
  applicationautoscaling: 'application-autoscaling',
  cloudcontrol: 'cloudformation',
  cloudwatchlogs: 'logs',
  cognitoidentity: 'cognito-identity',
  cognitoidentityprovider: 'cognito-idp',
  configservice: 'config',
  docdb: 'rds',
  efs: 'elasticfilesystem',
  elasticloadbalancingv2: 'elasticloadbalancing',
  eventbridge: 'events',
  neptune: 'rds',
  opensearch: 'es',
  resourceexplorer2: 'resource-explorer-2',
  resourcegroupstaggingapi: 'tag',
  s3control: 's3',
  sfn: 'states',
};

/** S3's reads are granted under other names than its calls have ("Required permissions for Amazon S3 API operations"). */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
  GetBucketCors: 'GetBucketCORS',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  GetBucketReplication: 'GetReplicationConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  HeadBucket: 'ListBucket',
  ListBuckets: 'ListAllMyBuckets',
};

/** The IAM prefix of a service, from its client's name or its id: `ResourceGroupsTaggingAPIClient`, `Resource Groups Tagging API` -> `tag`. */
export function iamPrefix(service: string): string {
  const name = iamService(service);
  return own(PREFIXES, name) ?? name;
}

function iamService(service: string): string {
  return service
    .replace(/Client$/, '')
    .replaceAll(' ', '')
    .toLowerCase();
}

/** Whose rate a service's calls count to: that of its IAM prefix, but for what is granted under another's name. */
export function paceOf(service: string): string {
  return service === 'CloudControl' ? 'cloudcontrol' : iamPrefix(service);
}

/** The IAM action that a call needs: `S3Client`, `GetBucketEncryptionCommand` -> `s3:GetEncryptionConfiguration`. */
export function iamAction(clientName: string, commandName: string): IamAction {
  const prefix = iamPrefix(clientName);
  const operation = commandName.replace(/Command$/, '');
  // What is asked of the whole account is granted under a name of its own.
  if (clientName === 'S3ControlClient') return `s3:${operation.replace(/^Get(?!Account)/, 'GetAccount')}`;
  // API Gateway's reads are all granted as GET ("Actions, resources, and condition keys for Amazon API Gateway Management").
  if (prefix === 'apigateway') return 'apigateway:GET';
  // Of the account, and granted under another name than the same of a bucket.
  if (iamService(clientName) === 's3control' && operation === 'GetPublicAccessBlock')
    return 's3:GetAccountPublicAccessBlock';
  return `${prefix}:${prefix === 's3' ? (S3_ACTIONS[operation] ?? operation) : operation}`;
}
