import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../report.ts';
import { allUnknown, clean, livingWith, SITUATIONS } from '../result-fixtures.ts';
import { nineVersusFour } from '../sample.ts';
import ocsf from './ocsf.ts';

const schema = new URL('../../../schemas/ext/ocsf-1.5.0-compliance-finding.json', import.meta.url);
const validate = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(
  JSON.parse(readFileSync(schema, 'utf8')),
);

type Event = {
  readonly activity_name: string;
  readonly type_uid: number;
  readonly time: number;
  readonly severity_id: number;
  readonly status: string;
  readonly status_detail?: string;
  readonly message: string;
  readonly compliance: { readonly control: string; readonly status: string; readonly status_code?: string };
  readonly finding_info: { readonly uid: string };
  readonly cloud: { readonly region?: string; readonly account: { readonly uid: string } };
  readonly resources?: readonly { readonly uid: string; readonly region: string; readonly data: object }[];
  readonly remediation?: { readonly desc: string };
};

const render = (result: AuditResult) => ocsf.render(result);
const events = (result: AuditResult): readonly Event[] =>
  render(result)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const told = (result: AuditResult) =>
  events(result).map(({ finding_info, status, compliance }) => [finding_info.uid, status, compliance.status]);

describe.each(Object.entries(SITUATIONS))('OCSF of %s', (_, situation) => {
  it('is one Compliance Finding of OCSF 1.5.0 a line', () => {
    for (const event of events(situation())) {
      expect(validate(event), JSON.stringify(validate.errors)).toBe(true);
    }
  });
});

// But for the hostile one, whose names are all the same.
it.each(Object.entries(SITUATIONS).filter(([name]) => name !== 'hostile'))(
  'OCSF of %s has a uid for each',
  (_, situation) => {
    const uids = events(situation()).map((event) => event.finding_info.uid);
    expect(new Set(uids).size).toBe(uids.length);
  },
);

it('is refused by the schema when a caption does not fit its number, or a member is not of OCSF', () => {
  const [event] = events(clean());
  expect(validate(event)).toBe(true);
  expect(validate({ ...event, severity_id: 5 })).toBe(false);
  expect(validate({ ...event, type_uid: 200303 })).toBe(false);
  expect(validate({ ...event, verdict: 'parity' })).toBe(false);
  expect(validate({ ...event, compliance: { ...event?.compliance, status_id: 7 } })).toBe(false);
});

describe('the events', () => {
  it('say what is open, waived, unknown, exempt, spent, resolved and crashed', () => {
    expect(told(livingWith())).toEqual([
      ['verdict', 'Unknown', 'Warning'],
      ['aaaaaaaaaaaaaaaa', 'New', 'Fail'],
      ['bbbbbbbbbbbbbbbb', 'Suppressed', 'Fail'],
      ['cccccccccccccccc', 'Resolved', 'Pass'],
      ['gap/eu-central-1/AWS::RDS::DBInstance/denied/rds:DescribeDBInstances/StorageEncrypted', 'Unknown', 'Warning'],
      ['exempt/AWS::RDS::DBInstance/Replica/eu-central-1', 'Exempt', 'Exempt'],
      ['waiver/expired/dddddddddddddddd', 'New', 'expired'],
      ['waiver/stale/eeeeeeeeeeeeeeee', 'New', 'stale'],
      ['rule/tag-drift', 'Unknown', 'Crashed'],
    ]);
    expect(events(livingWith()).map((event) => event.type_uid)).toEqual([
      ...[200301, 200301, 200302, 200303, 200301, 200301, 200301, 200301, 200301],
    ]);
    expect(events(livingWith())[2]?.status_detail).toBe('waived by payments-team until 2026-03-31: moves in March');
  });

  it('pass what passed, and nothing that was not seen', () => {
    expect(told(clean())).toEqual([
      ['verdict', 'Resolved', 'Pass'],
      ['rule/missing-resource', 'Resolved', 'Pass'],
    ]);
    const unseen = events(allUnknown());
    expect(unseen).toHaveLength(5);
    for (const { compliance, status } of unseen) {
      expect([compliance.status, compliance.status_code, status]).toEqual(['Warning', 'unknown', 'Unknown']);
    }
  });

  it('name account, region, resources, time and what to do', () => {
    const event = events(nineVersusFour()).find((one) => one.compliance.control === 'world-open-port');
    expect(event).toMatchObject({
      time: Date.UTC(2026, 0, 2, 3, 4, 5),
      severity_id: 5,
      cloud: { provider: 'AWS', region: 'eu-central-1', account: { uid: '111122223333', type: 'AWS Account' } },
      metadata: { version: '1.5.0', product: { name: 'infra-parity', version: '0.1.0' } },
    });
    expect(event?.resources?.map(({ uid, region, data }) => [uid, region, data])).toEqual([
      ['sg-0a1b2c3d', 'us-east-1', { id: 'sg-0a1b2c3d', deviates: false }],
      ['sg-0f9e8d7c', 'eu-central-1', { id: 'sg-0f9e8d7c', deviates: true }],
    ]);
    expect(event?.remediation?.desc).toMatch(/^Limit the source/);
    const both = events(nineVersusFour()).find((one) => one.compliance.control === 'tag-drift');
    expect(both?.cloud).not.toHaveProperty('region');
  });

  it('take the account of the place that deviates', () => {
    const value = nineVersusFour();
    const regions = value.snapshot.regions.map((one) =>
      one.name === 'eu-central-1' ? { ...one, account: '444455556666' } : one,
    );
    const other = { ...value, snapshot: { ...value.snapshot, regions } };
    const event = events(other).find((one) => one.compliance.control === 'world-open-port');
    expect(event?.cloud.account.uid).toBe('444455556666');
  });
});
