import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../rules/rule.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { lineDiff } from './line-diff.ts';
import { documentBlocks } from './markdown/documents.ts';
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
  lineDiff(both(us, eu), [EU])?.lines.map(({ sign, text }) => `${sign}${text}`) ?? null;

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
    const named = lineDiff(both(statement(['a']), statement(['b'])), [EU]);
    expect(named?.title).toBe('[Write]');
    expect(lineDiff(both(statement(['a']), statement(['a'], { Sid: 'Read' })), [EU])?.title).toBe('');
  });

  it('takes the name of the place for no difference', () => {
    const own = (region: string, action: string) => statement([action], { Resource: `arn:aws:s3:::shop-${region}` });
    expect(lines(own(US, 'a'), own(EU, 'a'))).toBeNull();
    const told = lines(own(US, 'a'), own(EU, 'b')) ?? [];
    expect(told.filter((line) => /^[-+]/.test(line))).toEqual(['-    "a"', '+    "b"']);
  });

  it('puts those that deviate second, and several that agree together', () => {
    const documents = new Map([...both(statement(['b']), statement(['a'])), ['ap-south-1', statement(['a'])] as const]);
    expect(lineDiff(documents, [US])?.sides).toEqual([[EU, 'ap-south-1'], [US]]);
  });

  it('is none of three different documents, nor of short ones', () => {
    expect(
      lineDiff(new Map([...both(statement(['a']), statement(['b'])), ['x', statement(['c'])] as const]), [EU]),
    ).toBeNull();
    expect(lines({ a: 1 }, { a: 2 })).toBeNull();
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
        const diff = lineDiff(both(us, eu), [EU]);
        if (diff === null) return;
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
