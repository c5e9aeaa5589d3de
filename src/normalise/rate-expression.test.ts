import { expect, test } from 'vitest';
import { apart, EU, US } from '../comparison/testing.ts';
import { sameRate } from './rate-expression.ts';

test('one rate in all its units is one text', () => {
  expect(sameRate('rate(60 minutes)')).toBe(sameRate('rate(1 hour)'));
  expect(sameRate('rate(1 day)')).toBe(sameRate('rate(24 hours)'));
  expect(sameRate('rate(1 minute)')).not.toBe(sameRate('rate(1 hour)'));
});

test('what is no rate stays as it is', () => {
  for (const text of ['cron(0 3 * * ? *)', 'rate(x hours)', 'at rate(1 hour)', 'rate(1 week)', ''])
    expect(sameRate(text)).toBe(text);
});

test('schedules of one rate are the same, others differ', () => {
  const asked = { type: 'AWS::Events::Rule', property: 'ScheduleExpression' };
  const of = (us: string, eu: string) => apart({ [US]: { value: us }, [EU]: { value: eu } }, asked);
  expect(of('rate(60 minutes)', 'rate(1 hour)')).toEqual([]);
  expect(of('rate(60 minutes)', 'rate(2 hours)')).toEqual(['different']);
});
