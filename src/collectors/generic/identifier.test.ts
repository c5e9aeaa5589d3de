import { describe, expect, it } from 'vitest';
import { identifierOf, type Row } from './identifier.ts';
import { PROVEN } from './identifier-forms.ts';
import { modelsOf } from './testing.ts';
import type { TypeFacts } from './type-facts.ts';
import { loadTypeKnowledge } from './type-knowledge.ts';

const knowledge = await loadTypeKnowledge();
const at = { region: 'eu-central-1', account: '111122223333', partition: 'aws', arn: null };
const factsOf = (type: string) => knowledge.facts(type) as TypeFacts;
const identify = (row: Partial<Row> & { type: string; physicalId: string }) =>
  identifierOf({ ...at, ...row }, factsOf(row.type));

describe('the identifier for Cloud Control', () => {
  it.each([
    ['AWS::SQS::Queue', 'https://sqs.eu-central-1.amazonaws.com/111122223333/jobs'],
    ['AWS::Lambda::Function', 'worker'],
    ['AWS::SNS::Topic', 'arn:aws:sns:eu-central-1:111122223333:alarms'],
    ['AWS::ApiGateway::Method', 'a1b2|c3d4|GET'],
  ])('of %s is the physical id, and proven', (type, physicalId) => {
    expect(identify({ type, physicalId })).toEqual({ identifier: physicalId, proven: true });
  });

  it('has the parent where the schema has it, before or after', () => {
    const declared = (property: string) => ({ RestApiId: 'a1b2', LogGroupName: '/app' })[property];
    expect(identify({ type: 'AWS::ApiGateway::Stage', physicalId: 'prod', declared })).toEqual({
      identifier: 'a1b2|prod',
      proven: true,
    });
    expect(identify({ type: 'AWS::ApiGateway::Deployment', physicalId: 'x9', declared })).toEqual({
      identifier: 'x9|a1b2',
      proven: true,
    });
    expect(identify({ type: 'AWS::Logs::SubscriptionFilter', physicalId: 'errors', declared })).toEqual({
      identifier: 'errors|/app',
      proven: true,
    });
  });

  it('takes the parent from the ARN', () => {
    const arn = 'arn:aws:ecs:eu-central-1:111122223333:service/main/web';
    expect(identify({ type: 'AWS::ECS::Service', physicalId: arn })).toEqual({
      identifier: `${arn}|main`,
      proven: true,
    });
  });

  it('takes the only sibling for the parent of an id that AWS made, and is not sure of it', () => {
    const siblings = (type: string) => (type === 'AWS::ApiGateway::RestApi' ? ['a1b2'] : []);
    expect(identify({ type: 'AWS::ApiGateway::Resource', physicalId: 'x9', siblings })).toEqual({
      identifier: 'a1b2|x9',
      proven: false,
    });
  });

  it.each([
    ['two siblings', ['a1b2', 'c3d4']],
    ['none', []],
  ])('has none with %s', (_what, apis) => {
    const row = { type: 'AWS::ApiGateway::Resource', physicalId: 'x9', siblings: () => apis };
    expect(identify(row)).toEqual({ identifier: null, reason: expect.stringContaining('RestApiId') });
  });

  it('never takes a sibling for the parent of a name: another parent may have a child so named', () => {
    const row = { type: 'AWS::ApiGateway::Stage', physicalId: 'prod', siblings: () => ['a1b2'] };
    expect(identify(row)).toMatchObject({ identifier: null });
  });

  it("grows a rule's name to its ARN, on any bus", () => {
    const arn = (rest: string) => `arn:aws:events:eu-central-1:111122223333:rule/${rest}`;
    expect(identify({ type: 'AWS::Events::Rule', physicalId: 'nightly' })).toMatchObject({
      identifier: arn('nightly'),
    });
    expect(identify({ type: 'AWS::Events::Rule', physicalId: 'bus|nightly' })).toMatchObject({
      identifier: arn('bus/nightly'),
    });
  });

  it("cuts a job definition's ARN to its name", () => {
    const physicalId = 'arn:aws:batch:eu-central-1:111122223333:job-definition/night:3';
    expect(identify({ type: 'AWS::Batch::JobDefinition', physicalId })).toEqual({ identifier: 'night', proven: true });
  });

  it('is not proven of a schedule: the handler sees one group only', () => {
    expect(identify({ type: 'AWS::Scheduler::Schedule', physicalId: 'nightly' })).toMatchObject({ proven: false });
  });

  it('has none where the stack gives no id', () => {
    expect(identify({ type: 'AWS::SQS::Queue', physicalId: '' })).toMatchObject({ identifier: null });
  });

  it('is kept for types that exist', () => {
    expect([...PROVEN.keys()].filter((type) => knowledge.facts(type) === null)).toEqual([]);
  });
});

describe.skipIf(modelsOf() === null)('against live models (../shared/models)', () => {
  const models = (modelsOf() ?? []).filter(({ type, live }) => {
    const facts = knowledge.facts(type);
    return (
      facts?.handlers &&
      facts.id.every((member) => typeof live[member] === 'string' || typeof live[member] === 'number')
    );
  });

  it('is the identifier that the model itself says, for every one', () => {
    const wrong = models.flatMap(({ type, physicalId, declared, live, region }) => {
      const facts = factsOf(type);
      const value = (property: string) =>
        typeof declared[property] === 'string' ? (declared[property] as string) : undefined;
      const found = identifierOf(
        { type, physicalId, arn: null, region, account: '111111111111', partition: 'aws', declared: value },
        facts,
      );
      const told = facts.id.map((member) => String(live[member])).join('|');
      return found.identifier === told ? [] : [`${type} ${physicalId}: ${JSON.stringify(found)} and not ${told}`];
    });
    expect(models.length).toBeGreaterThan(400);
    expect(wrong).toEqual([]);
  });
});
