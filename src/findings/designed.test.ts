import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../alignment/align.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { stackDesign } from '../collectors/discovery/stack-designs.ts';
import { collectors } from '../collectors/index.ts';
import { evaluate } from '../rules/evaluate.ts';
import { makeDigester } from '../snapshot/digest.ts';
import type { Json, Resource, Snapshot } from '../snapshot/snapshot.ts';
import { parse } from '../template/parse.ts';
import { snapshotOf } from './example.ts';
import { findingsOf } from './testing.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const { digest } = makeDigester('test');

type Live = { readonly [logicalId: string]: { readonly id?: string; readonly [property: string]: Json | undefined } };
type Side = {
  readonly template: string;
  readonly parameters?: { readonly [name: string]: string };
  readonly exports?: { readonly [name: string]: string };
  readonly status?: string;
  readonly live: Live;
};

/** A snapshot of two regions, each with a stack `app`: what its template designs, and what lives there. */
function world(sides: { readonly [region: string]: Side }, digestKey = 'one'): Snapshot {
  const regions = Object.fromEntries(
    Object.entries(sides).map(([region, { live, template, status = 'CREATE_COMPLETE' }]) => {
      const types = typesOf(template);
      const stack = { type: 'AWS::CloudFormation::Stack', name: 'app', properties: { StackStatus: status } };
      const resources = Object.entries(live).map(([logicalId, { id, ...properties }]) => ({
        type: types[logicalId] ?? '',
        name: id ?? `${logicalId}-${region}`,
        id: id ?? `${logicalId}-${region}`,
        arn: `arn:aws:x:${region}:111122223333:${id ?? `${logicalId}-${region}`}`,
        stack: 'app',
        logicalId,
        properties: properties as Resource['properties'] & object,
      }));
      return [region, [stack, ...resources]] as const;
    }),
  );
  const snapshot = snapshotOf({ regions });
  const designs = Object.entries(sides).map(([region, side]) => {
    const rows = new Map(
      Object.entries(side.live).map(([logicalId, { id }]) => [
        logicalId,
        { id: id ?? `${logicalId}-${region}`, status: 'CREATE_COMPLETE' },
      ]),
    );
    return stackDesign(
      {
        region,
        name: 'app',
        arn: `arn:aws:cloudformation:${region}:111122223333:stack/app/1`,
        status: side.status ?? 'CREATE_COMPLETE',
        body: side.template,
        parameters: Object.entries(side.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
        outputs: [],
        notificationArns: [],
        rows,
        exports: new Map(Object.entries(side.exports ?? {})),
        digest,
      },
      parse(side.template),
    );
  });
  return { ...snapshot, header: { ...snapshot.header, digestKeyId: digestKey }, designs };
}

function typesOf(template: string): { readonly [logicalId: string]: string } {
  const found = [...template.matchAll(/^ {2}(\w+): ?\{?\s*Type: ([\w:]+)/gm)];
  return Object.fromEntries(found.map(([, id, type]) => [id, type]));
}

function judged(snapshot: Snapshot, rule = 'property-drift') {
  const results = evaluate(align(snapshot, emptyBaseline(), collectors));
  const result = results.find(({ id }) => id === rule);
  if (result === undefined) throw new Error('it is off');
  return findingsOf(result);
}

const told = (snapshot: Snapshot, rule?: string) =>
  judged(snapshot, rule).map(({ property, regions, message, because }) => ({
    property,
    regions,
    message,
    ...(because && { cause: `${because.kind} ${because.name}` }),
  }));

const both = (template: string, us: Live, eu: Live, more: Partial<Side> = {}, euMore: Partial<Side> = more) =>
  world({ [US]: { template, live: us, ...more }, [EU]: { template, live: eu, ...euMore } });

const DATABASE = `Parameters:
  Class: {Type: String, Default: db.t4g.medium}
Conditions:
  Big: !Equals [!Ref Class, db.r6g.large]
Mappings:
  Sizes:
    us-east-1: {Gigabytes: 100}
    eu-central-1: {Gigabytes: 50}
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: !Ref Class
      AllocatedStorage: !FindInMap [Sizes, !Ref AWS::Region, Gigabytes]
      BackupRetentionPeriod: !If [Big, 30, 7]
      MultiAZ: !If [Big, true, !Ref AWS::NoValue]
      Port: 5432
`;
const db = (over: Record<string, Json> = {}) => ({
  Db: { DBInstanceClass: 'db.t4g.medium', AllocatedStorage: 100, BackupRetentionPeriod: 7, Port: 5432, ...over },
});
const SAME_SIZE = DATABASE.replace('50', '100');

describe('a property that differs', () => {
  it('is of the place that does not fit its own template', () => {
    const [finding, ...more] = judged(both(SAME_SIZE, db(), db({ BackupRetentionPeriod: 1 })));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      property: 'BackupRetentionPeriod',
      regions: [EU],
      message: `BackupRetentionPeriod of app/Db differs in ${EU}: ${US} is as its template says, ${EU} was changed since`,
      designed: {
        [US]: { state: 'as-designed', value: 7, line: 15 },
        [EU]: { state: 'changed', value: 7, line: 15 },
      },
    });
    expect(finding).not.toHaveProperty('cause');
  });

  it('keeps who deviates where both were changed, or nobody was', () => {
    const changed = told(both(SAME_SIZE, db({ Port: 1 }), db({ Port: 2 })));
    expect(changed).toMatchObject([{ property: 'Port', regions: [US, EU] }]);
    expect(changed[0]?.message).not.toContain('since');
  });

  it('follows from a parameter, however many properties do', () => {
    const big = db({ DBInstanceClass: 'db.r6g.large', BackupRetentionPeriod: 30, MultiAZ: true });
    const findings = told(both(SAME_SIZE, db(), big, { parameters: {} }, { parameters: { Class: 'db.r6g.large' } }));
    expect(findings.map(({ property, cause }) => [property, cause])).toEqual(
      expect.arrayContaining([
        ['BackupRetentionPeriod', 'parameter Class'],
        ['DBInstanceClass', 'parameter Class'],
        ['MultiAZ', 'parameter Class'],
      ]),
    );
    expect(findings).toHaveLength(3);
    expect(findings.find(({ property }) => property === 'MultiAZ')?.message).toContain(
      `parameter Class is "db.t4g.medium" in ${US}, "db.r6g.large" in ${EU} (through condition Big)`,
    );
  });

  it('follows from a mapping', () => {
    expect(told(both(DATABASE, db(), db({ AllocatedStorage: 50 })))).toMatchObject([
      { property: 'AllocatedStorage', cause: 'mapping Sizes' },
    ]);
  });

  it('follows from templates that say different things', () => {
    const other = SAME_SIZE.replace('Port: 5432', 'Port: 5433');
    const snapshot = world({
      [US]: { template: SAME_SIZE, live: db() },
      [EU]: { template: other, live: db({ Port: 5433 }) },
    });
    expect(told(snapshot)).toMatchObject([{ property: 'Port', cause: 'template Port' }]);
  });

  it('is no matter of the templates where each says the same text, which leads to another thing from each place', () => {
    const arn = `arn:aws:lambda:${US}:111122223333:function:index`;
    const template = `Resources: {One: {Type: 'Custom::Index', Properties: {ServiceToken: '${arn}'}}}`;
    const live = { One: { ServiceToken: arn } };
    const found = judged(world({ [US]: { template, live }, [EU]: { template, live } }));
    expect(found.map(({ property }) => property)).toEqual(['ServiceToken']);
    for (const { message } of found) expect(message).not.toContain('templates');
  });

  it('is no deviation of the one region whose own it is, though all others say the same', () => {
    const arn = `arn:aws:lambda:${US}:111122223333:function:index`;
    const template = `Resources: {One: {Type: 'Custom::Index', Properties: {ServiceToken: '${arn}'}}}`;
    const here = { template, live: { One: { ServiceToken: arn } } };
    const found = judged(world({ [US]: here, [EU]: here, 'eu-west-1': here }));
    expect(found.map(({ property, regions }) => [property, regions])).toEqual([['ServiceToken', [EU, 'eu-west-1']]]);
  });

  /** A database whose key no template sets, beside a key of AWS's and one of the customer's. */
  const keyed = (region: string, leadsTo: string) => ({
    template: `Resources:\n  Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: postgres}}\n  Default: {Type: AWS::KMS::Key}\n  Own: {Type: AWS::KMS::Key}`,
    live: {
      Db: { Engine: 'postgres', KmsKeyId: `arn:aws:x:${region}:111122223333:${leadsTo}-${region}` },
      Default: { KeyManager: 'AWS' },
      Own: { KeyManager: 'CUSTOMER' },
    },
  });

  it.each([
    ['Default', 0],
    ['Own', 1],
    ['Gone', 1],
  ])('is the service’s own key in both, or told: here Default, there %s', (there, findings) => {
    const found = judged(world({ [US]: keyed(US, 'Default'), [EU]: keyed(EU, there) }));
    expect(found.filter(({ property }) => property === 'KmsKeyId')).toHaveLength(findings);
  });

  it('is told as set beside the template where none sets it', () => {
    const [finding] = judged(both(SAME_SIZE, db(), db({ DeletionProtection: true })));
    expect(finding?.message).toContain('no template sets it');
    expect(finding?.designed).toMatchObject({ [EU]: { state: 'not-designed', value: null } });
  });

  it('is nobody’s where AWS fills it by region or date', () => {
    const version = (EngineVersion: string) => db({ EngineVersion });
    expect(told(both(SAME_SIZE, version('15.4'), version('15.7')))).toEqual([]);
    // Another major version behaves otherwise.
    expect(told(both(SAME_SIZE, version('15.4'), version('13.1')))).toHaveLength(1);
    const set = SAME_SIZE.replace('Port: 5432', 'Port: 5432\n      EngineVersion: "15.4"');
    expect(told(both(set, version('15.4'), version('15.7')))).toMatchObject([
      { property: 'EngineVersion', regions: [EU] },
    ]);
  });
});

const WIRED = `Resources:
  Role: {Type: AWS::IAM::Role}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: !Ref Key
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
      QueueName: !Sub "\${Api}-jobs"
  Key: {Type: AWS::KMS::Key}
  Dead: {Type: AWS::SQS::Queue}
  Api: {Type: AWS::ApiGateway::RestApi}
`;
const wired = (region: string, key: string, over: Record<string, Json> = {}): Live => ({
  Queue: {
    KmsMasterKeyId: `key-${key}`,
    RedrivePolicy: { deadLetterTargetArn: `arn:aws:x:${region}:111122223333:Dead-${region}`, maxReceiveCount: 3 },
    QueueName: `api${key}-jobs`,
    ...over,
  },
  Key: { id: `key-${key}` },
  Dead: {},
  Api: { id: `api${key}` },
});

describe('what stands in a hole', () => {
  it('is the same where it leads to what the template names, however it reads', () => {
    expect(told(both(WIRED, wired(US, 'a1b2c3'), wired(EU, 'zz9')))).toEqual([]);
  });

  it('is a change where it leads to another', () => {
    const strayed = wired(EU, 'zz9', { KmsMasterKeyId: 'key-of-somebody' });
    expect(told(both(WIRED, wired(US, 'a1b2c3'), strayed))).toMatchObject([
      { property: 'KmsMasterKeyId', regions: [EU] },
    ]);
  });

  it('of which nothing is known must be built alike', () => {
    const open = WIRED.replace('!Ref Key', '!GetAtt Api.Something');
    const of = (value: string) => wired(EU, 'zz9', { KmsMasterKeyId: value });
    const us = wired(US, 'a1b2c3', { KmsMasterKeyId: 'x1y2z3.example' });
    expect(told(both(open, us, of('q7w8e9.example')))).toEqual([]);
    expect(told(both(open, us, of('evil.test'))).map(({ property }) => property)).toEqual(['KmsMasterKeyId']);
  });
});

describe('secrets', () => {
  const template = `Parameters:
  DbPassword: {Type: String}
  Hidden: {Type: String, NoEcho: true}
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: !Ref DbPassword
      DBName: !Sub "x-\${DbPassword}"
      Engine: !Sub "postgres://u:\${Hidden}@h"
      Tags: [{Key: token, Value: hunter2hunter2}]
`;
  it('get into no design', () => {
    const parameters = { DbPassword: 'hunter2hunter2', Hidden: 'hunter2hunter2' };
    const snapshot = both(template, db(), db(), { parameters });
    expect(JSON.stringify(snapshot.designs)).not.toContain('hunter2');
    const other = { parameters: { ...parameters, DbPassword: 'another' } };
    const digests = both(template, db(), db(), { parameters }, other).designs?.map((one) => one.parameters.DbPassword);
    expect(digests?.[0]).toMatch(/^digest:/);
    expect(digests?.[0]).not.toBe(digests?.[1]);
  });
});

const CONDITIONAL = `Parameters:
  Stage: {Type: String, Default: prod}
Conditions:
  Prod: !Equals [!Ref Stage, prod]
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Alarm: {Type: AWS::CloudWatch::Alarm, Condition: Prod}
`;
const EVERYTHING: Live = { Queue: {}, Alarm: {} };
const { Alarm: _alarm, ...NO_ALARM } = EVERYTHING;
const missing = (snapshot: Snapshot) => told(snapshot, 'missing-resource');

describe('a resource that is absent', () => {
  it('is left out by a condition, which follows from a parameter', () => {
    const test = { parameters: { Stage: 'test' } };
    expect(missing(both(CONDITIONAL, EVERYTHING, NO_ALARM, {}, test))).toEqual([
      {
        property: null,
        regions: [EU],
        cause: 'parameter Stage',
        message: `app/Alarm is missing in ${EU}; it is in ${US}: condition Prod leaves it out in ${EU} (parameter Stage is "prod" in ${US}, "test" in ${EU})`,
      },
    ]);
  });

  it('is not in the template of that region', () => {
    const other = CONDITIONAL.replace(/^ {2}Alarm.*\n/m, '');
    const snapshot = world({
      [US]: { template: CONDITIONAL, live: EVERYTHING },
      [EU]: { template: other, live: NO_ALARM },
    });
    expect(missing(snapshot)[0]?.message).toContain(`the template of stack app in ${EU} does not have it`);
  });

  it('was never reached', () => {
    const failed = { status: 'ROLLBACK_FAILED' };
    expect(missing(both(CONDITIONAL, EVERYTHING, NO_ALARM, {}, failed))).toMatchObject([
      { cause: 'stack app', message: expect.stringContaining(`stack app is ROLLBACK_FAILED in ${EU}`) },
    ]);
  });

  it('is told without a reason where nothing certain says one', () => {
    expect(missing(both(CONDITIONAL, EVERYTHING, NO_ALARM))[0]).toEqual({
      property: null,
      regions: [EU],
      message: `app/Alarm is missing in ${EU}; it is in ${US}`,
    });
  });
});

describe('what nobody could read', () => {
  const template = `Parameters: {Stage: {Type: String, Default: prod}}
Resources:
  Alarm: {Type: Custom::Alarm, Properties: {Threshold: !Ref Stage, Name: !Sub "a-\${AWS::Region}", Key: !Ref Key}}
  Key: {Type: AWS::KMS::Key}
`;
  const world = (eu: Partial<Side>): Snapshot => {
    const snapshot = both(template, { Alarm: {}, Key: {} }, { Alarm: {}, Key: {} }, {}, eu);
    const unread = (one: Resource): Resource => (one.type === 'Custom::Alarm' ? { ...one, properties: null } : one);
    return { ...snapshot, resources: snapshot.resources.map(unread) };
  };
  it('is compared as declared', () => {
    expect(told(world({}))).toEqual([]);
    expect(told(world({ parameters: { Stage: 'test' } }))).toMatchObject([
      { property: 'Threshold', regions: [US, EU], cause: 'parameter Stage' },
    ]);
  });
});

it('a value that does not fit its own design is never called the same', () => {
  const value = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom('a', 'b', 'a-b'), fc.boolean());
  const live = fc.dictionary(fc.constantFrom('Engine', 'Port', 'StorageType'), value, { minKeys: 3 });
  const template = (properties: object) =>
    `Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties: ${JSON.stringify(properties)}\n`;
  fc.assert(
    fc.property(live, live, (designed, changed) => {
      const snapshot = world({
        [US]: { template: template(designed), live: { Db: designed } },
        [EU]: { template: template(designed), live: { Db: changed } },
      });
      const differing = Object.keys(designed).filter(
        (name) => String(designed[name]).toLowerCase() !== String(changed[name]).toLowerCase(),
      );
      expect(
        judged(snapshot)
          .map(({ property }) => property)
          .sort(),
      ).toEqual(expect.arrayContaining(differing.sort()));
      for (const { property, regions } of judged(snapshot))
        if (differing.includes(property ?? '')) expect(regions).toContain(EU);
    }),
    { numRuns: 50 },
  );
});
