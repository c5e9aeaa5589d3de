import { expect, test } from 'vitest';
import { instanceSize } from './instance-size.ts';
import { INSTANCE_SIZES } from './instance-sizes.ts';

test.each([
  ['m6i.large', 2, 8],
  ['db.r6g.xlarge', 4, 32],
  ['cache.r7g.large', 2, 16],
  ['r6g.large.search', 2, 16],
  ['kafka.m5.large', 2, 8],
  ['t3.nano', 2, 0.5],
] as const)('%s', (name, vcpus, memory) => expect(instanceSize(name)).toEqual({ vcpus, memory }));

test.each(['db.serverless', 'm6i', '', 'x99.large'])('%s is not known', (name) =>
  expect(instanceSize(name)).toBeUndefined(),
);

test('the table holds every family whole: a number of vCPUs and of GiB for each size', () => {
  const sizes = INSTANCE_SIZES.split('\n').flatMap((line) => line.split(' ').slice(1));
  expect(sizes.length).toBeGreaterThan(1000);
  for (const one of sizes) expect(one).toMatch(/^[a-z0-9-]+:[1-9]\d*:\d+(\.\d+)?$/);
});
