import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../rules/rule.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { type LineDiff, lineDiffs } from './line-diff.ts';
import { documentBlocks } from './markdown/documents.ts';
import { namesOf } from './regionless.ts';
import { valueLines } from './text/values.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const statement = (actions: readonly string[], more: { readonly [name: string]: Json } = {}): Json => ({
  Action: [...actions],
  Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1111111111' } },
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
  Resource: ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'],
  Sid: 'Write',
  ...more,
});
const both = (us: Json, eu: Json) => new Map([[US, us] as const, [EU, eu] as const]);
const lines = (us: Json, eu: Json) =>
  lineDiffs(both(us, eu), [EU])[0]?.lines.map(({ sign, text }) => `${sign}${text}`) ?? null;
const changed = (us: Json, eu: Json, second = EU) =>
  (
    lineDiffs(
      new Map([
        [US, us],
        [second, eu],
      ]),
      [second],
    )[0]?.lines ?? []
  ).flatMap(({ sign, text }) => (sign === '-' || sign === '+' ? [`${sign}${text}`] : []));

describe('a difference line by line', () => {
  it('shows what either side has for itself, with two equal lines around it, and folds the rest', () => {
    expect(lines(statement(['s3:PutObject']), statement(['s3:DeleteObject', 's3:PutObject']))).toEqual([
      ' {',
      '   "Action": [',
      '+    "s3:DeleteObject",',
      '     "s3:PutObject"',
      '   ],',
      '…15 equal lines',
    ]);
  });

  it('is called by the name that both have', () => {
    const [named] = lineDiffs(both(statement(['a']), statement(['b'])), [EU]);
    expect(named?.title).toBe('[Write]');
    expect(lineDiffs(both(statement(['a']), statement(['a'], { Sid: 'Read' })), [EU])[0]?.title).toBe('');
  });

  it('takes the name of the place for no difference', () => {
    const own = (region: string, action: string) => statement([action], { Resource: `arn:aws:s3:::shop-${region}` });
    expect(lines(own(US, 'a'), own(EU, 'a'))).toBeNull();
    const told = lines(own(US, 'a'), own(EU, 'b')) ?? [];
    expect(told.filter((line) => /^[-+]/.test(line))).toEqual(['-    "a"', '+    "b"']);
  });

  it('puts those that deviate second, and several that agree together', () => {
    const documents = new Map([...both(statement(['b']), statement(['a'])), ['ap-south-1', statement(['a'])] as const]);
    expect(lineDiffs(documents, [US])[0]?.sides).toEqual([[EU, 'ap-south-1'], [US]]);
  });

  it('holds each of a few documents against the one that most places have; many, and short ones, are none', () => {
    const [most, other, third] = [statement(['a']), statement(['b']), statement(['c'])];
    const places = (documents: readonly Json[]) => new Map(documents.map((one, at) => [`p${at}`, one]));
    const few = lineDiffs(places([other, most, third, most, most]), ['p0', 'p2']);
    expect(few.map(({ sides }) => sides)).toEqual([
      [['p1', 'p3', 'p4'], ['p0']],
      [['p1', 'p3', 'p4'], ['p2']],
    ]);
    expect(few.map(({ lines }) => lines.find(({ sign }) => sign === '+')?.text.trim())).toEqual(['"b"', '"c"']);
    expect(lineDiffs(places(['a', 'b', 'c', 'd', 'e'].map((action) => statement([action]))), ['p1'])).toEqual([]);
    expect(lines({ a: 1 }, { a: 2 })).toBeNull();
  });

  it('never calls equal what differs in its order, and takes the order in a policy for no difference', () => {
    const command = (...words: readonly string[]): Json => ({ Command: [...words], Essential: true, Name: 'app' });
    expect(changed(command('sh', '-c'), command('-c', 'sh'))).toHaveLength(2);
    expect(changed(statement(['a', 'b']), statement(['b', 'a', 'c']))).toEqual(['+    "c"']);
    expect(changed(statement(['a', 'b']), statement(['b', 'a'])).length).toBeGreaterThan(0);
  });

  it('sorts by what a name is without its place, members too', () => {
    const own = (region: string, action: string) =>
      statement([action], { Resource: [`app-${region}`, 'app-m'], Map: { [region]: 1, m: 2 } });
    expect(changed(own(US, 'a'), own('ap-south-1', 'a'), 'ap-south-1')).toEqual([]);
    expect(changed(own(US, 'a'), own(EU, 'b'))).toHaveLength(2);
  });

  it('takes the account of the place for no difference, and knows what a name stands for', () => {
    const own = (region: string, account: string, action: string) =>
      statement([action], { Resource: `arn:aws:sqs:${region}:${account}:q`, Principal: '*' });
    const [ours, theirs] = ['111122223333', '444455556666'];
    const named = new Map([
      ['prod', own(US, ours, 'a')],
      ['stage', own(EU, theirs, 'b')],
    ]);
    const where = { partition: 'aws', state: 'enabled' } as const;
    const names = namesOf([
      { name: 'prod', region: US, account: ours, ...where },
      { name: 'stage', region: EU, account: theirs, ...where },
    ]);
    const told = (diffs: readonly LineDiff[]) =>
      diffs[0]?.lines.filter(({ sign }) => sign === '-' || sign === '+').map(({ text }) => text.trim());
    expect(told(lineDiffs(named, ['stage'], names))).toEqual(['"a"', '"b"']);
    const placed = new Map([
      [`${ours}/${US}`, own(US, ours, 'a')],
      [`${theirs}/${US}`, own(US, theirs, 'b')],
    ]);
    expect(told(lineDiffs(placed, []))).toEqual(['"a"', '"b"']);
  });

  it('shows what tells lines apart that read the same: the name of the place itself', () => {
    const stuck = statement(['a'], { Resource: 'arn:aws:s3:::shop-us-east-1' });
    expect(changed(stuck, stuck).map((line) => line.trim())).toEqual([
      '-  "Resource": "arn:aws:s3:::shop-{region}"',
      '+  "Resource": "arn:aws:s3:::shop-us-east-1"',
    ]);
  });

  it('cuts a long line around what differs, wherever that is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000 }), (at) => {
        const one = statement(['a'], { Text: `${'a'.repeat(at)}HERE${'a'.repeat(50_000 - at)}` });
        const told = changed(one, statement(['a'], { Text: 'a'.repeat(50_004) }));
        expect(told).toHaveLength(2);
        expect(told[0]).toContain('HERE');
        expect(Math.max(...told.map((line) => line.length))).toBeLessThan(500);
      }),
      { numRuns: 20 },
    );
  });

  it('is told in time however much differs, and says what was not held against each other', () => {
    const many = (from: number) =>
      Array.from({ length: 3000 }, (_, at) => ({ Sid: `S${from}${at}`, A: `${from}${at}` }));
    const before = performance.now();
    const [diff] = lineDiffs(both([{ Sid: 'A' }, ...many(1)], [{ Sid: 'A' }, ...many(2)]), [EU]);
    // Held against each other in full they take twenty seconds.
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(diff?.lines.at(-1)?.text).toMatch(/^\d+ and \d+ more lines, which were not held against each other$/);
  });

  it('loses no line of either side but those it counts', () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value')),
      ),
    })).value as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), fc.dictionary(fc.string(), json), (us, eu) => {
        const [diff] = lineDiffs(both(us, eu), [EU]);
        if (diff === undefined) return;
        const folded = diff.lines.flatMap(({ sign, text }) => (sign === '…' ? [Number.parseInt(text, 10)] : []));
        const has = (sign: string) =>
          diff.lines.filter((line) => line.sign === sign || line.sign === ' ').length +
          folded.reduce((a, b) => a + b, 0);
        const length = (value: Json) => JSON.stringify(value, null, 2).split('\n').length;
        expect([has('-'), has('+')]).toEqual([length(us), length(eu)]);
      }),
    );
  });
});

const finding = (us: Json, eu: Json): Finding =>
  ({
    ...{
      rule: 'property-drift',
      severity: 'high',
      property: 'PolicyDocument',
      regions: [EU],
      message: 'Policy differs',
    },
    values: { [US]: { Statement: [us] }, [EU]: { Statement: [eu] } },
  }) as unknown as Finding;
const paint = { severity: (_: string, text: string) => text, dim: (text: string) => text } as never;

describe('a policy that differs', () => {
  const one = finding(statement(['s3:PutObject']), statement(['s3:PutObject', 's3:PutObjectAcl']));

  it.each([60, 100])('is told line by line in text of %i columns', (width) => {
    const text = valueLines(one, [US, EU], paint, width, '  ');
    expect(text.slice(0, 3)).toEqual(['  Statement[Write]:', '    - us-east-1', '  ▸ + eu-central-1']);
    expect(text.filter((line) => /^ {4}[-+] {2}/.test(line))).toEqual(['    +     "s3:PutObjectAcl"']);
    expect(Math.max(...text.map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it('is told in one line where it is short', () => {
    const short = finding({ Sid: 'a', Action: 'x' }, { Sid: 'a', Action: 'y' });
    expect(valueLines(short, [US, EU], paint, 120, '').join('\n')).not.toContain('[a]');
  });

  it('cuts nothing away of a line that differs', () => {
    const long = finding(statement(['a']), statement([`a${'b'.repeat(200)}c`]));
    expect(valueLines(long, [US, EU], paint, 60, '').join('').replace(/\s/g, '')).toContain('bc"');
  });

  it('is a block in Markdown that nothing in it can end', () => {
    const [block] = documentBlocks(finding(statement(['a']), statement(['```', '@everyone'])));
    const [, fence] = /^(`{3,})diff$/m.exec(block ?? '') ?? [];
    expect(fence?.length).toBe(4);
    expect(block).toMatch(/^\+ +"```",?$/m);
    expect(block?.trimEnd().endsWith(`\n${fence}`)).toBe(true);
  });
});
