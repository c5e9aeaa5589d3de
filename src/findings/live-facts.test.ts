import { expect, test } from 'vitest';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { numberOf } from './live-facts.ts';
import { findingsOf, judgedBy, resultOf, ruleOf, unread } from './testing.ts';

const A = 'us-east-1';
const B = 'eu-central-1';
const template = (properties: { readonly [name: string]: Json }) => [
  { type: 'AWS::EC2::LaunchTemplate', name: 'web', logicalId: 'Template', stack: 'app', properties },
];
const image = (ImageId: string) => template({ LaunchTemplateData: { ImageId, InstanceType: 'm6i.large' } });

test('an image that has another id in every region is no difference and no gap; one that is not set is a difference', () => {
  const drift = ruleOf('property-drift');
  const both = { [A]: image('ami-0123456789abcdef0'), [B]: image('ami-0fedcba9876543210') };
  expect(resultOf(drift, { regions: both })).toMatchObject({ state: 'passed' });
  const without = { ...both, [B]: template({ LaunchTemplateData: { InstanceType: 'm6i.large' } }) };
  expect(findingsOf(resultOf(drift, { regions: without })).map(({ property }) => property)).toEqual([
    'LaunchTemplateData.ImageId',
  ]);
});

test('what is so at the moment is never compared', () => {
  const at = (RunningCount: number) => template({ [LIVE_STATE]: { RunningCount }, LaunchTemplateName: 'web' });
  expect(resultOf(ruleOf('property-drift'), { regions: { [A]: at(1), [B]: at(9) } })).toMatchObject({
    state: 'passed',
  });
});

const service = (RunningCount: number) => [
  {
    type: 'AWS::ECS::Service',
    name: 'web',
    logicalId: 'Web',
    stack: 'app',
    properties: { [LIVE_STATE]: { DesiredCount: 2, RunningCount } },
  },
];

test('a finding of the moment is marked as one, until the baseline gives its rule a severity', () => {
  const regions = { [A]: service(2), [B]: service(1) };
  expect(judgedBy('live-health', { regions }).findings).toMatchObject([{ severity: 'low', live: true }]);
  const [gated] = judgedBy('live-health', { regions, baseline: 'rules: {live-health: high}' }).findings;
  expect(gated).toMatchObject({ severity: 'high' });
  expect(gated).not.toHaveProperty('live');
});

test('what could not be read is neither healthy nor ill', () => {
  const regions = { [A]: service(2), [B]: service(1) };
  expect(judgedBy('live-health', { regions, change: unread(B, LIVE_STATE) })).toEqual({
    state: 'inconclusive',
    findings: [],
  });
  const asked =
    'expect: [{type: AWS::ECS::Service, properties: {LiveState.RunningCount: {sameAs: LiveState.DesiredCount}}}]';
  expect(judgedBy('expected-property', { regions, baseline: asked, change: unread(B, LIVE_STATE) })).toEqual({
    state: 'inconclusive',
    findings: [],
  });
});

test.each([
  [3, 3],
  ['3', 3],
  ['', undefined],
  ['many', undefined],
  [null, undefined],
  [Number.NaN, undefined],
] as const)('%j is the number %j', (value, number) => expect(numberOf(value)).toBe(number));
