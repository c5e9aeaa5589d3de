/** Publishes to SNS. */

import { openFindings } from '../report/facts.ts';
import type { AuditResult } from '../report/report.ts';
import { quietReason } from './nothing-to-tell.ts';
import type { Publisher } from './publisher.ts';
import { runFolder } from './s3.ts';
import { messageOf, subjectOf } from './sns-message.ts';
import type { Target } from './target.ts';

/** What subscribers can filter on without reading the message. */
function attributesOf(result: AuditResult) {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const worst = openFindings(result)[0]?.severity;
  return {
    verdict: text(result.verdict),
    gate: text(result.gate.passes ? 'passes' : 'fails'),
    exitCode: { DataType: 'Number', StringValue: String(result.exitCode) },
    ...(worst !== undefined && { worstSeverity: text(worst) }),
  };
}

/**
 * One message each run, while there is anything that nobody accepted: what deviates is told until it is mended, waived or
 * adopted, whether it passes the gate or not, and what could not be seen is not taken for well.
 */
export const publishToSns: Publisher<Extract<Target, { kind: 'sns' }>> = async (result, target, context) => {
  const quiet = quietReason(result);
  if (quiet !== null && !context.always) return { done: `nothing sent, ${quiet}` };
  const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
  const { MessageId } = await context.clients.get(SNSClient, target.region).send(
    new PublishCommand({
      TopicArn: target.arn,
      Subject: subjectOf(result),
      Message: messageOf(result, context.places),
      MessageAttributes: attributesOf(result),
      // The same result published again within five minutes is one message.
      ...(target.arn.endsWith('.fifo') && {
        MessageGroupId: 'infra-parity',
        MessageDeduplicationId: runFolder(result).replace(/[^A-Za-z0-9-]/g, '-'),
      }),
    }),
  );
  return { done: `message ${MessageId ?? 'sent'}` };
};
