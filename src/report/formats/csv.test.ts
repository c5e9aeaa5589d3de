import { describe, expect, it } from 'vitest';
import { plain } from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { clean, HOSTILE, hostile, livingWith, SITUATIONS } from '../result-fixtures.ts';
import { nineVersusFour } from '../sample.ts';
import csv from './csv.ts';

const render = (result: AuditResult) => csv.render(result);

/** RFC 4180, to the letter: anything else throws. */
function parse(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (match === null) throw new Error('no cell here');
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

function table(result: AuditResult): readonly { readonly [column: string]: string }[] {
  const [head = [], ...rows] = parse(render(result).slice(1));
  return rows.map((row) => Object.fromEntries(row.map((cell, index) => [head[index] ?? '', cell])));
}

describe.each(Object.entries(SITUATIONS))('CSV of %s', (_, situation) => {
  it('is RFC 4180 after a byte order mark, all rows of one length, no cell too long for a spreadsheet', () => {
    expect(render(situation()).charCodeAt(0)).toBe(0xfeff);
    const rows = parse(render(situation()).slice(1));
    for (const row of rows) {
      expect(row).toHaveLength(18);
      for (const cell of row) expect(cell.length).toBeLessThanOrEqual(32_767);
    }
  });

  it('begins no formula, in any column or locale', () => {
    for (const row of parse(render(situation()).slice(1))) {
      for (const cell of row) expect(cell).not.toMatch(/(^|[;\t])\s*[=+\-@＝＋－＠]/);
    }
  });
});

describe('the rows', () => {
  it('say of what kind they are', () => {
    expect(table(livingWith()).map((row) => row.kind)).toEqual([
      'verdict',
      'gate',
      'finding',
      'waived',
      'unknown',
      'exempt',
      'rule crashed',
      'waiver expired',
      'waiver stale',
      'resolved',
    ]);
    expect(table(clean())).toHaveLength(2);
    expect(table(nineVersusFour()).filter((row) => row.kind === 'finding')).toHaveLength(7);
  });

  it('hold all that is known of a finding', () => {
    expect(table(livingWith())[3]).toEqual({
      kind: 'waived',
      severity: 'high',
      rule: 'property-drift',
      type: 'AWS::RDS::DBInstance',
      counterpart: 'Database',
      regions: 'eu-central-1',
      property: 'MultiAZ',
      message: 'MultiAZ of Database differs',
      values: 'us-east-1: true; eu-central-1: false',
      remedy: '',
      match: 'matched by logical id Database',
      resources: 'us-east-1: db-us; eu-central-1: arn:aws:rds:eu-central-1:1:db:db-eu',
      stated: 'config/infra-parity.yaml:12',
      owner: 'payments-team',
      until: '2026-03-31',
      reason: 'moves in March',
      since: 'known',
      fingerprint: 'bbbbbbbbbbbbbbbb',
    });
  });

  it('make a text of what would be a formula', () => {
    const value = nineVersusFour();
    const [first] = value.findings;
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1', 'a;=1', 'plain'];
    const findings = names.map((counterpart) => ({ ...(first as NonNullable<typeof first>), counterpart }));
    const cells = table({ ...value, findings }).filter((row) => row.kind === 'finding');
    const written = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "' =1", "'＝1", "a;'=1", 'plain'];
    expect(cells.map((row) => row.counterpart).sort()).toEqual(written.sort());
  });

  it('keep quotes, commas and pipes of a hostile name', () => {
    const shown = plain(HOSTILE).replace(';=1+1', ";'=1+1");
    expect(table(hostile()).find((row) => row.kind === 'rule crashed' && row.rule === 'world-open-port')?.message).toBe(
      shown,
    );
  });
});
