// One line tells whom generated tails made counterparts where nothing but their number speaks for it.
import { describe, expect, it } from 'vitest';
import { align } from '../alignment/align.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { toldPairs } from './pair-notes.ts';

const TYPES = ['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::DynamoDB::Table', 'AWS::SNS::Topic'];
const STEMS = ['files', 'jobs', 'orders', 'alerts'];

/** What is told of an application whose names end as `tails` says. */
function told(tails: (region: string, nth: number) => string): readonly string[] {
  const resources = (region: string) =>
    STEMS.map((stem, nth) => ({
      ...{ type: TYPES[nth] as string, name: `${stem}${tails(region, nth)}` },
      properties: { Setting: nth, Other: 'x' },
    }));
  const regions = { 'us-east-1': resources('us-east-1'), 'eu-central-1': resources('eu-central-1') };
  return toldPairs(align(snapshotOf({ regions }), emptyBaseline(), collectors));
}

describe('names that agree up to tails of which only their number speaks', () => {
  it.each([
    [
      'each drawn by itself',
      (region: string, nth: number) => `-${region === 'us-east-1' ? '4f2a9c8' : '9b1e7d2'}${nth}`,
    ],
    ['one for all, as a tenant has', (region: string) => `-${region === 'us-east-1' ? '4f2a9c81' : '9b1e7d22'}`],
  ])('are told in one line: %s', (_what, tails) => {
    expect(told(tails)).toEqual([
      expect.stringMatching(/-4f2a9c8\d \(us-east-1\) and .*-9b1e7d2\d \(eu-central-1\), and 3 more/),
    ]);
  });
  it('are not told where the names are the same, or the tail says who made it', () => {
    expect(told(() => '')).toEqual([]);
    expect(
      told((region, nth) => `-${region === 'us-east-1' ? '20240501' : '20240502'}10111213140000000${nth}`),
    ).toEqual([]);
  });
});
