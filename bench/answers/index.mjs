/** Finds the answer to an operation among those of its service. */
import { cloudformation } from './cloudformation.mjs';
import { cloudtrail } from './cloudtrail.mjs';
import { ec2 } from './ec2.mjs';
import { emptyLists } from './empty-lists.mjs';
import { iam } from './iam.mjs';
import { kms } from './kms.mjs';
import { lambda, logs, sns, sqs, ssm } from './parts.mjs';
import { rds } from './rds.mjs';
import { s3 } from './s3.mjs';
import { sts } from './sts.mjs';
import { tagging } from './tagging.mjs';

const SERVICES = { sts, cloudformation, tagging, ec2, rds, kms, cloudtrail, iam, s3, lambda, logs, sns, sqs, ssm };

/** @returns the function that answers the operation, or undefined when the benchmark does not know it. */
export function answerOf(service, operation) {
  return SERVICES[service]?.[operation] ?? emptyLists[service]?.[operation];
}
