import { describe, expect, it } from 'vitest';
import { type Block, contains, isWorld, type Network, parseBlock, placeOf } from './cidr.ts';

const block = (text: string) => parseBlock(text) as Block;
const network: Network = {
  vpc: [block('10.1.0.0/16'), block('100.64.0.0/20'), block('2600:1f18::/56')],
  subnets: [{ label: 'subnet data', block: block('10.1.1.0/24') }],
  others: [{ label: 'vpc shared', where: 'us-east-1', at: '', block: block('10.9.0.0/16') }],
  place: 'us-east-1',
  label: 'vpc own',
  declared: [{ label: 'network office', block: block('203.0.113.0/24') }],
};

describe('placeOf', () => {
  it.each([
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['::/0', '::/0'],
    ['10.1.0.0/16', 'vpc'],
    ['100.64.0.0/20', 'vpc[1]'],
    ['2600:1f18::/56', 'vpc[2]'],
    ['10.1.1.0/24', 'subnet data'],
    ['10.1.2.0/24', 'vpc+512/24'],
    ['10.1.0.0/17', 'vpc+0/17'],
    ['10.1.2.3/32', 'vpc+515/32'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.9.0.0/16', 'vpc shared'],
    ['10.9.1.0/24', 'vpc shared+256/24'],
    ['203.0.113.0/24', 'network office'],
    ['203.0.113.7/32', 'network office+7/32'],
    ['198.51.100.0/24', '198.51.100.0/24'],
    ['sg-12345678', 'sg-12345678'],
  ])('%s is %s', (text, expected) => expect(placeOf(text, network)).toBe(expected));
});

describe('blocks', () => {
  it('cuts the host bits', () => expect(block('10.0.0.5/8').start).toBe(block('10.0.0.0/8').start));
  it('refuses what is no block', () =>
    expect(['10.0.0.0', '10.0.0.0/33', 'x/8', '', '::/129'].map(parseBlock)).toEqual([null, null, null, null, null]));
  it('keeps the IP versions apart', () => expect(contains(block('0.0.0.0/0'), block('::/0'))).toBe(false));
  it('knows the world', () =>
    expect(['0.0.0.0/0', '::/0', '0.0.0.0/1', '10.0.0.0/0'].map(isWorld)).toEqual([true, true, false, true]));
});
