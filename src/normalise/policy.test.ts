import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { canonicalPolicy, parsed } from './policy.ts';

const statement = (members: JsonObject): JsonObject => ({ Version: '2012-10-17', Statement: [members] });
const same = (a: Json, b: Json) => expect(canonicalPolicy(a)).toEqual(canonicalPolicy(b));
const differ = (a: Json, b: Json) => expect(canonicalPolicy(a)).not.toEqual(canonicalPolicy(b));

describe('canonicalPolicy', () => {
  it('writes a document out in full', () => {
    expect(
      canonicalPolicy({
        Version: '2012-10-17',
        Statement: {
          Sid: 'Keep',
          Effect: 'Allow',
          Action: 'S3:GetObject',
          Resource: 'arn:aws:s3:::Logs/*',
          Principal: '*',
          Condition: { Bool: { 'AWS:SecureTransport': true }, NumericLessThan: { 's3:max-keys': 10 } },
        },
      }),
    ).toEqual({
      Statement: [
        {
          Action: ['s3:getobject'],
          Condition: { Bool: { 'aws:securetransport': ['true'] }, NumericLessThan: { 's3:max-keys': ['10'] } },
          Effect: 'Allow',
          Principal: { AWS: ['*'] },
          Resource: ['arn:aws:s3:::Logs/*'],
          Sid: 'Keep',
        },
      ],
      Version: '2012-10-17',
    });
  });

  it('takes text, also URL-encoded as IAM gives it', () => {
    const document = statement({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'rds.amazonaws.com' },
    });
    same(JSON.stringify(document), document);
    same(encodeURIComponent(JSON.stringify(document)), document);
    expect(parsed(encodeURIComponent(JSON.stringify(document)))).toEqual(document);
  });

  it('leaves what is no document alone', () => {
    for (const value of ['not json', '%', '"text"', '[1]', null, 7, true, ['x']])
      expect(canonicalPolicy(value)).toEqual(value);
  });

  it("takes a role's inline policies: each document, and each name without CDK's hash", () => {
    const inline = (PolicyName: string, Action: Json) => [
      { PolicyName, PolicyDocument: statement({ Effect: 'Allow', Action, Resource: '*' }) },
    ];
    same(inline('TaskDefaultPolicy1A2B3C4D', 's3:GetObject'), inline('TaskDefaultPolicy5E6F7A8B', ['S3:getobject']));
    differ(inline('read', 's3:GetObject'), inline('write', 's3:GetObject'));
    differ(inline('read', 's3:GetObject'), inline('read', 's3:PutObject'));
  });

  it('keeps a percent sign that belongs to the document', () => {
    const document = statement({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::b/100%25/*' });
    expect(parsed(JSON.stringify(document))).toEqual(document);
  });

  it.each([
    ['one value and a list of one', { Action: 's3:*' }, { Action: ['s3:*'] }],
    ['the case of actions', { NotAction: ['IAM:PassRole'] }, { NotAction: ['iam:passrole'] }],
    ['the order of resources', { Resource: ['b', 'a'] }, { Resource: ['a', 'b'] }],
    ['a value given twice', { Resource: ['a', 'a'] }, { Resource: 'a' }],
    ['everyone', { Principal: '*' }, { Principal: { AWS: '*' } }],
    [
      'an account and its root',
      { Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
      { Principal: { AWS: '111122223333' } },
    ],
    [
      'the same in tokens',
      { Principal: { AWS: 'arn:<partition>:iam::<account>:root' } },
      { Principal: { AWS: '<account>' } },
    ],
    [
      'truth values',
      { Condition: { Bool: { 'aws:SecureTransport': false } } },
      { Condition: { Bool: { 'aws:SecureTransport': 'False' } } },
    ],
    [
      'the case of condition keys',
      { Condition: { StringEquals: { 'aws:sourceAccount': '1' } } },
      { Condition: { StringEquals: { 'aws:SourceAccount': ['1'] } } },
    ],
    [
      "both spellings of a region's load balancer account",
      { Principal: { AWS: 'arn:aws:iam::127311923021:root' } },
      { Principal: { AWS: '127311923021' } },
    ],
  ])('does not tell apart: %s', (_name, a, b) => same(statement(a), statement(b)));

  it.each([
    ['an action', { Action: 's3:GetObject' }, { Action: 's3:PutObject' }],
    ['Action and NotAction', { Action: 's3:*' }, { NotAction: 's3:*' }],
    ['the case of a resource', { Resource: 'arn:aws:s3:::b/Key' }, { Resource: 'arn:aws:s3:::b/key' }],
    ['the effect', { Effect: 'Allow' }, { Effect: 'Deny' }],
    ['a Sid', { Sid: 'A' }, { Sid: 'B' }],
    ['everyone and one account', { Principal: '*' }, { Principal: { AWS: '111122223333' } }],
    [
      'a role and its account',
      { Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } },
      { Principal: { AWS: '111122223333' } },
    ],
    [
      'the load balancer accounts of two regions',
      { Principal: { AWS: '127311923021' } },
      { Principal: { AWS: '054676820928' } },
    ],
    ['kinds of principals', { Principal: { AWS: '*' } }, { Principal: { Federated: '*' } }],
    [
      'the case of a condition value',
      { Condition: { StringEquals: { k: 'A' } } },
      { Condition: { StringEquals: { k: 'a' } } },
    ],
    ['a condition more', { Condition: { StringEquals: { k: 'A' } } }, {}],
  ])('tells apart: %s', (_name, a, b) => differ(statement(a), statement(b)));

  it('tells two statements from one', () => {
    const one = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
    differ({ Statement: [one] }, { Statement: [one, { ...one, Effect: 'Deny' }] });
    same({ Statement: [one] }, { Statement: [one, one] });
  });

  it('is not moved by any order or spelling, and not by a second time', () => {
    fc.assert(
      fc.property(policies, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (policy, chances) => {
        const chance = () => chances.next().value as number;
        const canonical = canonicalPolicy(policy);
        expect(JSON.stringify(canonicalPolicy(respelt(policy, chance)))).toBe(JSON.stringify(canonical));
        expect(JSON.stringify(canonicalPolicy(canonical))).toBe(JSON.stringify(canonical));
      }),
    );
  });
});

const words = fc.constantFrom('s3:GetObject', 'kms:Decrypt', 'ec2:*', 'arn:aws:s3:::a/*', '*', '111122223333', 'x');
const lists = fc.uniqueArray(words, { minLength: 1, maxLength: 4 });
const policies: fc.Arbitrary<JsonObject> = fc.record({
  Version: fc.constantFrom('2012-10-17', '2008-10-17'),
  Statement: fc.array(
    fc.record(
      {
        Sid: words,
        Effect: fc.constantFrom('Allow', 'Deny'),
        Action: lists,
        NotResource: lists,
        Principal: fc.oneof(fc.constant('*'), fc.dictionary(fc.constantFrom('AWS', 'Service', 'Federated'), lists)),
        Condition: fc.dictionary(
          fc.constantFrom('StringEquals', 'Bool', 'ArnLike'),
          fc.dictionary(fc.constantFrom('aws:SourceArn', 'aws:SecureTransport', 'kms:ViaService'), lists),
        ),
      },
      { requiredKeys: ['Effect'] },
    ),
    { maxLength: 4 },
  ),
}) as fc.Arbitrary<JsonObject>;

/** The same policy as another person would have written it: everything shuffled, lists of one now and then bare. */
function respelt(value: Json, chance: () => number): Json {
  if (Array.isArray(value)) {
    const items = shuffled(value as readonly Json[], chance).map((item) => respelt(item, chance));
    const [only] = items;
    return items.length === 1 && only !== undefined && chance() < 0.5 ? only : items;
  }
  if (value !== null && typeof value === 'object') {
    const members = shuffled(Object.entries(value), chance);
    return Object.fromEntries(members.map(([name, member]) => [name, respelt(member as Json, chance)]));
  }
  return value;
}

function shuffled<T>(values: readonly T[], chance: () => number): readonly T[] {
  return values
    .map((value) => ({ value, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
