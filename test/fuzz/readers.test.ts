// Fuzzes what reads files: whatever stands in one, it is read, or told in a line with its place, and nothing else is thrown.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBaseline } from '../../src/baseline/baseline-file.ts';
import { emptyBaseline } from '../../src/baseline/empty-baseline.ts';
import { readWaivers } from '../../src/baseline/waiver-file.ts';
import { collectors } from '../../src/collectors/index.ts';
import { broken } from '../../src/commands/sample-snapshot.ts';
import { judge } from '../../src/commands/stages.ts';
import { UsageError } from '../../src/common/usage-error.ts';
import { canonicalPolicy } from '../../src/normalise/policy.ts';
import { makeTokeniser } from '../../src/normalise/region-tokens.ts';
import { lineOf, parseHistory } from '../../src/report/history.ts';
import { nineVersusFour } from '../../src/report/sample.ts';
import { rules } from '../../src/rules/index.ts';
import { formatSnapshot } from '../../src/snapshot/file.ts';
import { readSnapshot } from '../../src/snapshot/read.ts';
import type { Json } from '../../src/snapshot/snapshot.ts';
import { makeFolder } from '../folder.ts';
import { mangled } from './mangled.ts';
import { bounded, patience } from './options.ts';

const folder = makeFolder();
const file = join(folder, 'file');

/** What `read` makes of the text in a file. */
function told<T>(text: string, read: (path: string) => T): T | null {
  writeFileSync(file, text);
  try {
    return read(file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const line of error.message.split('\n')) expect(line.length).toBeLessThan(3000);
    return null;
  }
}

const SNAPSHOT = `${[...formatSnapshot(broken())].join('\n')}\n`;
const BASELINE = `version: 1
regions: [us-east-1, eu-central-1]
roles: { us-east-1: primary, eu-central-1: standby }
expect:
  - &db
    type: AWS::RDS::DBInstance
    count: ">= 1"
    properties: { StorageEncrypted: true, BackupRetentionPeriod: ">=7" }
  - { <<: *db, regions: [eu-central-1], severity: high }
asymmetry:
  - { type: AWS::RDS::DBInstance, counterpart: "Replica*", only: [us-east-1], reason: one writer }
rules: { tag-drift: off, missing-resource: critical }
waivers:
  - { finding: 0123456789abcdef, reason: one writer, owner: payments, until: 2026-12-31 }
failOn: medium
`;
const WAIVERS = `waivers:
  - finding: 0123456789abcdef
    reason: "one writer"
    owner: payments
    until: 2026-12-31
  - { rule: tag-drift, type: "AWS::S3::*", counterpart: "a*", regions: [us-east-1], reason: r, owner: o, until: 2026-12-31 }
`;

describe('a reader', () => {
  it(
    'of snapshots reads or tells, and what it read can be judged',
    () => {
      fc.assert(
        fc.property(mangled(SNAPSHOT), (text) => {
          const snapshot = told(text, readSnapshot);
          if (snapshot === null) return;
          const result = told('', () => judge(snapshot, emptyBaseline()));
          expect(result?.rules.filter(({ state }) => state === 'crashed') ?? []).toEqual([]);
        }),
        bounded(),
      );
    },
    patience,
  );

  it(
    'of baselines reads or tells',
    () => {
      fc.assert(
        fc.property(mangled(BASELINE), (text) => void told(text, (path) => readBaseline(path, { collectors, rules }))),
        bounded(),
      );
    },
    patience,
  );

  it(
    'of waivers reads or tells',
    () => {
      fc.assert(
        fc.property(mangled(WAIVERS), (text) => void told(text, (path) => readWaivers(path, rules))),
        bounded(),
      );
    },
    patience,
  );

  it(
    'of a history reads or tells',
    () => {
      const history = lineOf(nineVersusFour()).repeat(3);
      fc.assert(
        fc.property(mangled(history), (text) => void told('', () => parseHistory(text, 'h'))),
        bounded(),
      );
    },
    patience,
  );
});

describe('the normaliser', () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: '*',
        Principal: { AWS: '*' },
        Condition: { Bool: { a: true } },
      },
    ],
  };

  it(
    'of policies takes any JSON and any text, and comes to rest',
    () => {
      const any = fc.oneof(fc.jsonValue({ maxDepth: 6 }), mangled(JSON.stringify(policy)));
      fc.assert(
        fc.property(any, (value) => {
          const once = canonicalPolicy(value as Json);
          expect(canonicalPolicy(once)).toEqual(once);
        }),
        bounded(),
      );
    },
    patience,
  );

  it(
    'of regions keeps different texts of one place different',
    () => {
      const { tokenise } = makeTokeniser(['us-east-1', 'eu-central-1']);
      const place = { name: 'us-east-1', region: 'us-east-1', account: '111122223333', partition: 'aws' };
      const spelled = new Set(['useast1', 'us-east-1', 'use1', 'us_east_1']);
      const piece = fc.constantFrom(
        'us-east-1',
        '<region>',
        '\\(region>',
        '\\',
        '<',
        '(',
        'a',
        'eu-central-1',
        '<account>',
        '111122223333',
        '-',
        '1',
      );
      const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
      fc.assert(
        fc.property(text, text, (a, b) => {
          if (
            a === b ||
            [...spelled].some((one) =>
              a
                .toLowerCase()
                .replace(/[-_. ]/g, '')
                .includes(one.replace(/[-_]/g, '')),
            )
          )
            return;
          if ([a, b].every((one) => !/us|eu|1111/.test(one))) expect(tokenise(a, place)).not.toBe(tokenise(b, place));
        }),
        bounded(),
      );
    },
    patience,
  );
});
