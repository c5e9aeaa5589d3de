import { expect, it } from 'vitest';
import { deniedGap } from '../findings/testing.ts';
import { GLOBAL, type Json } from '../snapshot/snapshot.ts';
import { AP, apart, EU, row, TAILS, US } from './testing.ts';

const DIGESTS = [
  'digest:0a1b2c3d:00112233445566778899aabbccddeeff',
  'digest:0a1b2c3d:ffeeddccbbaa99887766554433221100',
];
const table = (nth: number) => `shop-Orders-${TAILS[nth]}`;
const says = (values: { readonly [region: string]: string }, from?: string) =>
  apart(
    Object.fromEntries(
      Object.entries(values).map(([region, text], nth) => [
        region,
        {
          value: { Variables: { TABLE: text } } as Json,
          beside: [row('AWS::DynamoDB::Table', region, 'Orders', table(nth))],
        },
      ]),
    ),
    {
      ...{ type: 'AWS::Lambda::Function', property: 'Environment' },
      gaps: from === undefined ? [] : [deniedGap(from, '*', 'cloudformation:ListStackResources')],
    },
  );

it('names that are shown in every place are whom they lead to', () => {
  expect(says({ [US]: table(0), [EU]: table(1) })).toEqual([]);
});

it('where all rows were read a digest is no made name, and differs from one', () => {
  expect(says({ [US]: table(0), [EU]: DIGESTS[0] as string })).toEqual(['different']);
});

it.each([GLOBAL, EU])('a digest may be the counterpart’s name where the rows of stacks were not read: %s', (from) => {
  expect(says({ [US]: table(0), [EU]: DIGESTS[0] as string }, from)).toEqual(['unknown']);
});

it('two digests of one key differ all the same', () => {
  const [first, second] = DIGESTS as [string, string];
  expect(says({ [US]: first, [EU]: second }, GLOBAL)).toEqual(['different']);
  expect(says({ [US]: table(0), [EU]: first, [AP]: second }, GLOBAL)).toEqual(['unknown']);
});

it('a word that no row made differs from a digest', () => {
  expect(says({ [US]: 'orders', [EU]: DIGESTS[0] as string }, GLOBAL)).toEqual(['different']);
});
