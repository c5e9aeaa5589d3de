import { describe, expect, it } from 'vitest';
import { CLOUD_CONTROL_ERRORS, outcomeOf } from './cloud-control-errors.ts';
import type { Row } from './identifier.ts';
import { makeGenericReader } from './reader.ts';
import { loadTypeKnowledge } from './type-knowledge.ts';

const knowledge = await loadTypeKnowledge();
const at = { region: 'eu-central-1', account: '111122223333', partition: 'aws', arn: null };
const rowOf = (type: string, physicalId: string): Row => ({ ...at, type, physicalId });
const error = (name: string, message = '') => Object.assign(new Error(message), { name });

/** A reader before a Cloud Control that answers as told, and what it was asked. */
function readerOf(answer: (type: string, identifier: string) => unknown) {
  const asked: string[] = [];
  const reader = makeGenericReader({
    knowledge,
    region: at.region,
    principal: () => 'arn:aws:iam::111122223333:role/audit',
    digest: (secret) => `digest:00000000:${secret.length.toString(16).padStart(32, '0')}`,
    async getResource(type, identifier) {
      asked.push(`${type} ${identifier}`);
      const told = answer(type, identifier);
      if (told instanceof Error) throw told;
      return JSON.stringify(told);
    },
  });
  return { reader, asked };
}

describe('the generic reader', () => {
  it('reads a model: properties, tags, name, ARN', async () => {
    const topicArn = 'arn:aws:sns:eu-central-1:111122223333:alarms';
    const { reader } = readerOf(() => ({
      TopicArn: topicArn,
      TopicName: 'alarms',
      DisplayName: 'Alarms',
      FifoTopic: false,
      Subscription: [],
      Tags: [
        { Key: 'team', Value: 'ops' },
        { Key: 'aws:cloudformation:stack-name', Value: 'x' },
      ],
    }));
    expect(await reader.read(rowOf('AWS::SNS::Topic', topicArn))).toEqual({
      kind: 'live',
      model: {
        properties: { DisplayName: 'Alarms', FifoTopic: false },
        tags: { team: 'ops' },
        arn: topicArn,
        name: 'alarms',
      },
    });
  });

  it('asks once for each resource', async () => {
    const { reader, asked } = readerOf(() => ({ QueueUrl: 'https://q/1' }));
    await reader.read(rowOf('AWS::SQS::Queue', 'https://q/1'));
    expect(asked).toEqual(['AWS::SQS::Queue https://q/1']);
  });

  it.each([
    ['AWS::Route53::RecordSet', 'Cloud Control cannot read'],
    ['AWS::SecretsManager::Secret', 'secret'],
    ['AWS::Made::Up', 'not known'],
    ['Custom::Thing', 'not known'],
  ])('does not ask for %s', async (type, reason) => {
    const { reader, asked } = readerOf(() => ({}));
    expect(await reader.read(rowOf(type, 'x'))).toEqual({
      kind: 'unread',
      reason: expect.stringContaining(reason),
      gap: null,
    });
    expect(asked).toEqual([]);
  });

  it('says gone only where the form of the identifier is proven', async () => {
    const { reader } = readerOf(() => error('ResourceNotFoundException', 'no such'));
    expect(await reader.read(rowOf('AWS::SQS::Queue', 'https://q/1'))).toEqual({ kind: 'gone' });
    const unsure = await reader.read(rowOf('AWS::Kendra::Index', '0a1b'));
    expect(unsure).toMatchObject({ kind: 'unread', gap: null });
  });

  it('takes a successful read of another one of the type for a proof', async () => {
    const { reader } = readerOf((_type, id) => (id === 'here' ? { Id: 'here' } : error('ResourceNotFoundException')));
    expect(await reader.read(rowOf('AWS::Kendra::Index', 'away'))).toMatchObject({ kind: 'unread' });
    await reader.read(rowOf('AWS::Kendra::Index', 'here'));
    expect(await reader.read(rowOf('AWS::Kendra::Index', 'away'))).toEqual({ kind: 'gone' });
  });

  it('never says gone of a schedule, whose handler sees one group only', async () => {
    const { reader } = readerOf((_type, id) => (id === 'here' ? { Name: 'here' } : error('ResourceNotFoundException')));
    await reader.read(rowOf('AWS::Scheduler::Schedule', 'here'));
    expect(await reader.read(rowOf('AWS::Scheduler::Schedule', 'away'))).toMatchObject({ kind: 'unread' });
  });

  it('never takes the second spelling of "not found" for gone', async () => {
    const { reader } = readerOf(() =>
      error('GeneralServiceException', 'operation failed: api error ResourceNotFound: none'),
    );
    expect(await reader.read(rowOf('AWS::SQS::Queue', 'https://q/1'))).toMatchObject({ kind: 'unread', gap: null });
  });

  it('asks no more for a type that cannot be read there, and that is no gap', async () => {
    const { reader, asked } = readerOf(() => error('UnsupportedActionException'));
    for (const id of ['a', 'b', 'c'])
      expect(await reader.read(rowOf('AWS::Kendra::Index', id))).toMatchObject({ kind: 'unread', gap: null });
    expect(asked).toHaveLength(1);
  });

  it('names the action that the handler was refused', async () => {
    const { reader } = readerOf(() =>
      error(
        'GeneralServiceException',
        'User: arn:aws:iam::1:role/audit is not authorized to perform: sqs:GetQueueAttributes on q',
      ),
    );
    expect(await reader.read(rowOf('AWS::SQS::Queue', 'https://q/1'))).toMatchObject({
      gap: { cause: 'denied', operation: 'sqs:GetQueueAttributes' },
    });
  });

  it('asks no more in a region where the call itself is refused, and leaves a gap for each type', async () => {
    const { reader, asked } = readerOf(() =>
      error(
        'AccessDeniedException',
        'User: arn:aws:iam::1:role/audit is not authorized to perform: cloudformation:GetResource',
      ),
    );
    for (const type of ['AWS::SQS::Queue', 'AWS::Kendra::Index'])
      expect(await reader.read(rowOf(type, 'x'))).toMatchObject({
        gap: { type, cause: 'denied', operation: 'cloudformation:GetResource' },
      });
    expect(asked).toHaveLength(1);
  });

  it('takes the refusal of what is more than a read for a property of the type', async () => {
    const { reader, asked } = readerOf(() =>
      error('GeneralServiceException', 'User: arn:aws:iam::1:role/audit is not authorized to perform: kms:Decrypt'),
    );
    const row = rowOf('AWS::StepFunctions::StateMachine', 'arn:aws:states:eu-central-1:111122223333:stateMachine:s');
    expect(await reader.read(row)).toMatchObject({
      kind: 'unread',
      reason: expect.stringContaining('kms:Decrypt'),
      gap: null,
    });
    await reader.read(row);
    expect(asked).toHaveLength(1);
  });

  it.each(CLOUD_CONTROL_ERRORS)('survives %s and never makes an absence of it unproven', async (name) => {
    const { reader } = readerOf(() => error(name));
    const reading = await reader.read(rowOf('AWS::Kendra::Index', 'x'));
    expect(reading.kind).toBe('unread');
  });

  it('has all seventeen errors', () => expect(CLOUD_CONTROL_ERRORS).toHaveLength(17));

  it.each([
    ['AccessDeniedException', '', 'denied'],
    ['ThrottlingException', '', 'throttled'],
    ['ServiceLimitExceededException', '', 'throttled'],
    ['HandlerFailureException', 'Rate exceeded (Service: Lambda)', 'throttled'],
    ['InvalidCredentialsException', '', 'credentials'],
    ['NetworkFailureException', '', 'unreachable'],
    ['InvalidRequestException', 'Invalid identifier', 'refused'],
    ['InvalidRequestException', 'Access denied for operation', 'denied'],
    ['HandlerInternalFailureException', 'boom', 'failed'],
    ['TypeNotFoundException', '', 'unreadable'],
    ['toString', '', 'failed'],
  ])('%s "%s" is %s', (name, message, outcome) => expect(outcomeOf(error(name, message))).toBe(outcome));
});
