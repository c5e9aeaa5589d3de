import { describe, expect, it } from 'vitest';
import { makeTokeniser } from './region-tokens.ts';

const US = { name: 'us-east-1', region: 'us-east-1', account: '111122223333', partition: 'aws' };
const tokens = makeTokeniser(['us-east-1', 'us-east-2', 'eu-central-1']);
const us = (text: string) => tokens.tokenise(text, US);

describe('tokenise', () => {
  it.each([
    ['us-east-1', '<region>'],
    ['app-us_east_1-db', 'app-<region>-db'],
    ['TapStackpr1TapStackvpcuseast1VpcStack', 'TapStackpr1TapStackvpc<region>VpcStack'],
    ['DbUSEast1', 'Db<region>'],
    ['subnet-us-east-1a', 'subnet-<region>a'],
    ['app-use1-db', 'app-<region>-db'],
    ['use1-az2', '<region>-az2'],
    ['logs-111122223333-us-east-1-an', 'logs-<account>-<region>-an'],
    ['com.amazonaws.us-east-1.s3', 'com.amazonaws.<region>.s3'],
  ])('takes the own region out of %s', (text, expected) => expect(us(text)).toBe(expected));

  it.each([
    ['replica-eu-central-1', 'replica-<eu-central-1>'],
    ['TapStackvpcuseast2', 'TapStackvpc<us-east-2>'],
    ['to-euc1', 'to-<eu-central-1>'],
    ['archive-ap-southeast-2', 'archive-<ap-southeast-2>'],
    ['us-gov-east-1', '<us-gov-east-1>'],
  ])('names the other region in %s', (text, expected) => expect(us(text)).toBe(expected));

  it.each(['us-east-10', 'the-house1', 'timecentral1', 'because1', 'east1', 'fuse1box', 'central'])(
    'leaves %s alone',
    (text) => expect(us(text)).toBe(text),
  );
});

describe('regionsIn', () => {
  it('lists the audited regions once each', () => {
    expect(tokens.regionsIn('x-useast2-us-east-2-and-euc1')).toEqual(['us-east-2', 'eu-central-1']);
    expect(tokens.regionsIn('app-us-west-2')).toEqual([]);
    expect(tokens.namesAnotherRegion('app-us-west-2')).toBe(true);
    expect(tokens.namesAnotherRegion('app-us-east-1')).toBe(false);
  });
});
