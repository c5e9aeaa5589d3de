import { describe, expect, it } from 'vitest';
import type { Json } from '../collectors/snapshot.ts';
import { contrast } from './contrast.ts';
import { canonical, inline, securityGroupRule } from './value.ts';

const between = (us: Json | undefined, eu: Json | undefined) =>
  contrast(
    new Map([
      ['us-east-1', us],
      ['eu-central-1', eu],
    ]),
  ).map(({ path, values }) => [path, ...values.values()]);

describe('contrast', () => {
  it('shows plain values as they are', () => {
    expect(between(7, 1)).toEqual([['', '7', '1']]);
    expect(between(true, undefined)).toEqual([['', 'true', 'not set']]);
    expect(between('7', 7)).toEqual([['', '"7"', '7']]);
  });

  it('goes down to the member that differs', () => {
    const policy = (Effect: string) => ({ Version: '2012-10-17', Statement: { Effect, Action: 's3:GetObject' } });
    expect(between(policy('Allow'), policy('Deny'))).toEqual([['Statement.Effect', 'Allow', 'Deny']]);
  });

  it('leaves out of lists what both have', () => {
    expect(between(['a', 'b'], ['b', 'c', 'd'])).toEqual([['', 'a', 'c; d']]);
    expect(between(['a', 'b'], ['b'])).toEqual([['', 'a', 'nothing more']]);
    expect(between(['a'], [])).toEqual([['', 'a', 'nothing']]);
  });

  it('takes names of the regions for no difference', () => {
    const arn = (region: string, key: string) => ({ Arn: `arn:aws:kms:${region}:1:key/${key}`, On: key });
    expect(between(arn('us-east-1', 'a'), { ...arn('eu-central-1', 'a'), On: 'b' })).toEqual([['On', 'a', 'b']]);
    expect(between({ Name: 'app-useast1' }, { Name: 'app-eucentral1' })).toEqual([
      ['', '{"Name":"app-useast1"}', '{"Name":"app-eucentral1"}'],
    ]);
  });

  it('shows a whole object beside nothing', () => {
    expect(between({ a: 1 }, null)).toEqual([['', '{"a":1}', 'not set']]);
  });
});

describe('rules of security groups as rows', () => {
  it.each([
    [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }, 'tcp 443 from 0.0.0.0/0'],
    [{ IpProtocol: 'udp', FromPort: 1000, ToPort: 2000, CidrIpv6: '::/0' }, 'udp 1000-2000 from ::/0'],
    [{ IpProtocol: '-1', SourceSecurityGroupId: 'sg-1' }, 'all traffic from sg-1'],
    [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, DestinationPrefixListId: 'pl-1' }, 'tcp 80 to pl-1'],
    [
      { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, CidrIp: '10.0.0.0/8', Description: 'ping' },
      'icmp all from 10.0.0.0/8 (ping)',
    ],
  ])('%j', (rule, row) => {
    expect(securityGroupRule(rule)).toBe(row);
    expect(inline(rule)).toBe(row);
  });

  it('takes nothing else for a rule', () => {
    expect(securityGroupRule({ FromPort: 1 })).toBeNull();
    expect(securityGroupRule('tcp')).toBeNull();
  });

  it('sets whole rules side by side', () => {
    const rule = (CidrIp: string) => ({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp });
    expect(between(rule('10.0.0.0/8'), rule('0.0.0.0/0'))).toEqual([
      ['', 'tcp 22 from 10.0.0.0/8', 'tcp 22 from 0.0.0.0/0'],
    ]);
    expect(between(null, rule('0.0.0.0/0'))).toEqual([['', 'no such rule', 'tcp 22 from 0.0.0.0/0']]);
  });
});

describe('inline', () => {
  it('quotes strings that would read as something else', () => {
    expect(['', ' a', 'true', '1.5', 'plain'].map((value) => inline(value))).toEqual([
      '""',
      '" a"',
      '"true"',
      '"1.5"',
      'plain',
    ]);
  });

  it('makes values harmless, wherever the text stands in them', () => {
    expect(inline({ 'k\u001b': ['\u202e', 1] })).toBe('{"k\\u001b":["‹U+202E›",1]}');
    expect(inline('\u001b[2J')).toBe('␛[2J');
  });

  it('sorts members', () => {
    expect(canonical({ b: 1, a: { d: 2, c: null } })).toBe('{"a":{"c":null,"d":2},"b":1}');
  });
});
