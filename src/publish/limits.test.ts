import { describe, expect, it } from 'vitest';
import { allUnknown, clean, gap, HOSTILE, livingWith, many, SITUATIONS } from '../report/result-fixtures.ts';
import { result } from '../report/sample.ts';
import { outgoing } from './asff.ts';
import { designKey, designText } from './audit-scope.ts';
import { batches, dimension, metricsOf } from './metrics.ts';
import { objectsOf } from './s3.ts';
import { MESSAGE_BYTES, messageOf, subjectOf } from './sns-message.ts';
import { parseTarget, targetList } from './target.ts';

const SENDER = { account: '111122223333', partition: 'aws', region: 'us-east-1' };
const NOW = new Date('2026-01-02T03:04:05.000Z');
const all = [...Object.entries(SITUATIONS), ['3,000 findings', () => many(3000)] as const];

describe.each(all)('%s', (_, situation) => {
  it('has a subject and a message that SNS takes', () => {
    const subject = subjectOf(situation());
    expect(subject).toMatch(/^[!-~][ -~]{0,98}$/);
    expect(Buffer.byteLength(messageOf(situation(), ['s3://bucket/key']))).toBeLessThanOrEqual(MESSAGE_BYTES);
  });

  it('has findings that Security Hub takes', () => {
    const found = outgoing(situation(), SENDER, NOW).map(({ asff }) => asff);
    expect(new Set(found.map(({ Id }) => Id)).size).toBe(found.length);
    for (const one of found) {
      expect(one.Id.length).toBeLessThanOrEqual(512);
      expect(one.GeneratorId.length).toBeLessThanOrEqual(512);
      expect(one.Title.length).toBeLessThanOrEqual(256);
      expect(one.Description.length).toBeLessThanOrEqual(1024);
      expect(one.Remediation?.Recommendation.Text.length ?? 0).toBeLessThanOrEqual(512);
      expect(one.Types[0]?.split('/')).toHaveLength(3);
      expect(one.Resources.length).toBeGreaterThan(0);
      expect(one.Resources.length).toBeLessThanOrEqual(32);
      expect(Math.max(...Object.values(one.ProductFields).map((text) => text.length))).toBeLessThanOrEqual(2048);
      expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThan(60_000);
    }
  });

  it('has metrics that CloudWatch takes', () => {
    const metrics = metricsOf(situation());
    for (const { value, dimensions } of metrics) {
      expect(Number.isFinite(value)).toBe(true);
      for (const text of Object.values(dimensions)) expect(text).toMatch(/^(?![: ])[ -~]{1,255}$/);
    }
    const names = metrics.map(({ name, dimensions }) => JSON.stringify([name, dimensions]));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the message', () => {
  it('tells all that a report tells: findings, unknown, waived, exempt, waivers to tidy', () => {
    const text = messageOf({ ...livingWith(), gaps: [gap()] }, []);
    for (const heading of ['Findings', 'Could not be seen', 'Waived', 'Waivers to tidy', 'Exempt'])
      expect(text).toMatch(new RegExp(`^${heading} \\(\\d+\\)$`, 'm'));
    expect(text).toContain('Grant rds:DescribeDBInstances.');
    expect(text).toContain('waived by payments-team until 2026-03-31');
  });

  it('counts what it leaves out, and leaves out the least', () => {
    const text = messageOf(many(1000), [], 20_000);
    const kept = text.split('\n').filter((line) => line.startsWith('- ')).length;
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      `${1001 - kept} of 1001 lines were left out here: the message would have been too long.`,
    );
    expect(Buffer.byteLength(text)).toBeGreaterThan(19_500);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000);
    expect(text).toContain('- critical');
    expect(text).not.toContain('- low');
  });

  it('leaves out nothing that fits exactly', () => {
    const whole = messageOf(many(10), []);
    expect(messageOf(many(10), [], Buffer.byteLength(whole))).toBe(whole);
    expect(messageOf(many(10), [], Buffer.byteLength(whole) - 1)).toContain('were left out');
  });
});

describe('the metrics', () => {
  it('have no score where nothing was compared, and fail', () => {
    const value = (name: string) => metricsOf(allUnknown()).find((one) => one.name === name)?.value;
    expect(value('ParityScore')).toBeUndefined();
    expect(value('Failed')).toBe(1);
    expect(value('Incomplete')).toBe(1);
    expect(value('Gaps')).toBe(2);
    expect(metricsOf(clean()).find(({ name }) => name === 'ParityScore')).toMatchObject({
      value: 100,
      unit: 'Percent',
    });
  });

  it('go in calls of at most 1,000 and half a megabyte, all of them, in order', () => {
    const small = Array.from({ length: 2500 }, (_, value) => ({ name: 'a', value, dimensions: {} }));
    expect(batches(small).map((one) => one.length)).toEqual([1000, 1000, 500]);
    expect(batches(small).flat()).toEqual(small);
    const large = small.map((one) => ({ ...one, dimensions: { Design: 'x'.repeat(900) } }));
    for (const batch of batches(large)) expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(500_000);
    expect(batches(large).flat()).toEqual(large);
  });

  it('never give two texts one dimension', () => {
    expect(dimension('x'.repeat(400))).not.toBe(dimension('x'.repeat(401)));
    expect(dimension('ü')).not.toBe(dimension('ä'));
    expect(dimension('us-east-1')).toBe('us-east-1');
  });
});

describe('a design', () => {
  const of = (stackPrefixes: string[], tags = {}) =>
    result({ snapshot: { ...clean().snapshot, selection: { stackPrefixes, tags, types: [], excludeTypes: [] } } });

  it('is told by stacks and tags', () => {
    expect(designText(of([]))).toBe('everything');
    expect(designText(of(['b', 'a'], { app: ['shop', 'cart'] }))).toBe('stacks a, b; tags app=cart|shop');
    expect(designKey(of(['a', 'b']))).toBe(designKey(of(['b', 'a'])));
    expect(designKey(of(['a']))).not.toBe(designKey(of(['b'])));
  });
});

describe('the keys of a run', () => {
  it('are of the time of the reading, and never the same twice', () => {
    const files = [
      { name: 'result.json', extension: 'html', text: 'a' },
      { name: 'r.html', extension: 'html', text: 'b' },
      { name: 'r.html', extension: 'html', text: 'c' },
    ];
    const keys = objectsOf(clean(), 'p/', files).map(({ key }) => key);
    const run = keys[0]?.slice(0, -'result.json'.length) ?? '';
    expect(run).toMatch(/^p\/2026\/01\/02\/030405Z-[0-9a-f]{8}\/$/);
    expect(keys.slice(1, 4)).toEqual([`${run}2-result.json`, `${run}r.html`, `${run}2-r.html`]);
    expect(keys.at(-1)).toBe('p/latest.json');
  });
});

describe('a target', () => {
  it.each([
    ['s3://my-bucket', { kind: 's3', bucket: 'my-bucket', prefix: '' }],
    ['s3://my-bucket/a/b', { kind: 's3', bucket: 'my-bucket', prefix: 'a/b/' }],
    ['sns:arn:aws-cn:sns:cn-north-1:111122223333:t', { kind: 'sns', region: 'cn-north-1' }],
    ['arn:aws:sns:us-east-1:111122223333:t.fifo', { kind: 'sns', arn: 'arn:aws:sns:us-east-1:111122223333:t.fifo' }],
    ['securityhub', { kind: 'securityhub' }],
    ['cloudwatch', { kind: 'cloudwatch' }],
  ])('%s', (text, target) => expect(parseTarget(text)).toMatchObject({ ...target, text }));

  it.each([
    [
      's3',
      'expected s3://BUCKET/PREFIX/, sns:TOPIC_ARN, securityhub, cloudwatch, webhook:slack:VARIABLE, webhook:teams:VARIABLE or webhook:json:VARIABLE',
    ],
    ['s3://', 'names no bucket'],
    ['s3://My_Bucket/', 'names no bucket'],
    ['s3:/my-bucket/', 'names no bucket'],
    [`s3://my-bucket/${'x'.repeat(800)}`, 'more than 700 bytes'],
    ['sns:topic', 'is no topic'],
    ['arn:aws:sqs:us-east-1:111122223333:q', 'is no topic'],
    ['SecurityHub', 'expected s3://'],
    [HOSTILE, 'expected s3://'],
  ])('%s is none', (text, problem) => expect(() => parseTarget(text)).toThrow(problem));

  it('is taken once', () => {
    const list = ['s3://abc', 'cloudwatch', 's3://abc/'].reduce<ReturnType<typeof targetList> | undefined>(
      (previous, text) => targetList(text, previous),
      undefined,
    );
    expect(list?.map(({ text }) => text)).toEqual(['cloudwatch', 's3://abc/']);
  });
});
