import { describe, expect, it } from 'vitest';
import { entryOf, holds, lineOf, parseHistory, readHistory, scopeKey, withHistory } from './history.ts';
import type { AuditResult } from './report.ts';
import { nineVersusFour, result, row } from './sample.ts';

const FILE = 'trend/history.jsonl';
const at = (takenAt: string, one: AuditResult = nineVersusFour()): AuditResult => ({
  ...one,
  snapshot: { ...one.snapshot, takenAt },
});
const lines = (...results: AuditResult[]) => parseHistory(results.map(lineOf).join(''), FILE);

describe('the figures of a run', () => {
  it('are those of the result', () => {
    expect(entryOf(nineVersusFour())).toEqual({
      takenAt: '2026-01-02T03:04:05.000Z',
      verdict: 'deviation',
      passes: false,
      score: 25,
      severities: { low: 1, medium: 1, high: 4, critical: 1 },
      waived: 0,
      unknown: 1,
      totals: { 'us-east-1': 9, 'eu-central-1': 4 },
    });
  });

  it('have a score of 0 where nothing was compared, and leave out what is exempt', () => {
    const cells = { 'us-east-1': 'present', 'eu-central-1': 'unknown' } as const;
    expect(entryOf(result({ rows: [row('T', 'A', 'unknown', cells)] })).score).toBe(0);
    const both = { 'us-east-1': 'present', 'eu-central-1': 'present' } as const;
    const rows = [
      row('T', 'A', 'same', both),
      row('T', 'B', 'exempt', both),
      row('T', 'C', 'missing', both),
      row('T', 'D', 'same', both),
    ];
    expect(entryOf(result({ rows })).score).toBe(66.67);
  });

  it('are a line that reads back', () => {
    const line = lineOf(nineVersusFour());
    expect(line).toMatch(/^\{.*\}\n$/);
    expect(parseHistory(line, FILE)).toEqual([
      { schemaVersion: 1, scope: scopeKey(nineVersusFour()), ...entryOf(nineVersusFour()) },
    ]);
    expect(parseHistory('', FILE)).toEqual([]);
  });
});

describe('the course', () => {
  it('is that of the earlier runs of the same scope, oldest first, this one last', () => {
    const elsewhere = result({ regions: ['us-east-1', 'us-west-2'] });
    const earlier = lines(
      at('2026-01-03T00:00:00.000Z'),
      at('2026-01-01T00:00:00.000Z'),
      at('2026-01-02T00:00:00.000Z', elsewhere),
      at('2026-01-09T00:00:00.000Z'),
    );
    const now = withHistory(at('2026-01-04T00:00:00.000Z'), earlier);
    expect(now.history?.map(({ takenAt }) => takenAt.slice(0, 10))).toEqual(['2026-01-01', '2026-01-03', '2026-01-04']);
    expect(now.history?.at(-1)).toEqual(entryOf(now));
    expect(Object.keys(now.history?.[0] ?? {})).toEqual(Object.keys(entryOf(now)));
  });

  it('tells a run that is there already', () => {
    const once = lines(at('2026-01-03T00:00:00.000Z'));
    expect(holds(once, at('2026-01-03T00:00:00.000Z'))).toBe(true);
    expect(holds(once, at('2026-01-03T00:00:00.001Z'))).toBe(false);
    expect(holds(once, at('2026-01-03T00:00:00.000Z', result({ regions: ['us-west-2'] })))).toBe(false);
  });
});

describe('the scope', () => {
  const selecting = (selection: Partial<AuditResult['snapshot']['selection']>) => {
    const one = result({});
    return scopeKey({ ...one, snapshot: { ...one.snapshot, selection: { ...one.snapshot.selection, ...selection } } });
  };

  it('is the same in whatever order it was asked', () => {
    expect(scopeKey(result({ regions: ['a', 'b'] }))).toBe(scopeKey(result({ regions: ['b', 'a'] })));
    expect(selecting({ stackPrefixes: ['a', 'b'] })).toBe(selecting({ stackPrefixes: ['b', 'a'] }));
    expect(selecting({ tags: { x: ['1', '2'], y: [] } })).toBe(selecting({ tags: { y: [], x: ['2', '1'] } }));
  });

  it('is another with other regions, accounts, stacks, tags or types', () => {
    const { snapshot } = result({});
    const account = { ...snapshot, regions: snapshot.regions.map((one) => ({ ...one, account: '9' })) };
    const keys = [
      scopeKey(result({})),
      scopeKey(result({ regions: ['us-east-1'] })),
      scopeKey(result({ snapshot: account })),
      selecting({ stackPrefixes: [] }),
      selecting({ tags: { a: ['b'] } }),
      selecting({ types: ['A'] }),
      selecting({ excludeTypes: ['A'] }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a last line without an end', () => {
  const good = lineOf(nineVersusFour());

  it('that was cut off is left out, and told', () => {
    for (let length = 1; length < good.length - 1; length += 7)
      expect(readHistory(`${good}${good.slice(0, length)}`, FILE)).toEqual({
        lines: parseHistory(good, FILE),
        cut: true,
      });
  });

  it('that is whole is a run', () => {
    expect(readHistory(good.trimEnd(), FILE)).toEqual({ lines: parseHistory(good, FILE), cut: false });
  });
});

describe('a damaged line', () => {
  const good = lineOf(nineVersusFour());

  it.each([
    ['not JSON', `${good}{"takenAt"\n`, `${FILE}:2: is no run of a history: it is not JSON; take the line out`],
    [
      'cut off before another',
      `${good.slice(0, 40)}\n${good}`,
      `${FILE}:1: is no run of a history: it is not JSON; take the line out`,
    ],
    ['empty', `${good}\n${good}`, `${FILE}:2: is no run of a history: it is not JSON; take the line out`],
    ['another thing', '{"schemaVersion":1}\n', /^trend\/history\.jsonl:1: is no run of a history: takenAt: /],
    [
      'of a later version',
      good.replace('"schemaVersion":1', '"schemaVersion":2'),
      /history\.jsonl:1: is no run of a history: schemaVersion: /,
    ],
  ])('%s is named with its place', (_, text, message) => {
    expect(() => parseHistory(text, FILE)).toThrow(message);
  });
});
