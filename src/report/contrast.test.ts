import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
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

  describe('of long values', () => {
    const same = 'x'.repeat(390);

    it('shows what differs, however late', () => {
      const [[, us, eu] = []] = between(`${same}one, and more of it`, `${same}two`);
      expect(us).toBe(`…${'x'.repeat(40)}one, and more of it`);
      expect(eu).toBe(`…${'x'.repeat(40)}two`);
      const [[, long] = []] = between(`${same}1${'y'.repeat(300)}`, `${same}2${'y'.repeat(300)}`);
      expect(long).toBe(`…${'x'.repeat(40)}1${'y'.repeat(119)}… (181 more characters)`);
    });

    it('takes the name of the region for no difference', () => {
      const value = (region: string, end: string) => `arn:${region}:${region.replaceAll('-', '')}:${same}${end}`;
      const [[, us, eu] = []] = between(value('us-east-1', 'one'), value('eu-central-1', 'two'));
      expect([us, eu]).toEqual([`…${'x'.repeat(40)}one`, `…${'x'.repeat(40)}two`]);
    });

    it('shows the beginning of those that differ there', () => {
      const [[, us, eu] = []] = between(`one${same}`, `two${same}`);
      expect([us?.slice(0, 5), eu?.slice(0, 5)]).toEqual(['onexx', 'twoxx']);
    });

    it('does so in lists, item beside item', () => {
      const [[, us, eu] = []] = between(['a', { Sid: same, Then: 'one' }], ['a', { Sid: same, Then: 'two' }]);
      expect([us, eu]).toEqual([`…${'x'.repeat(30)}","Then":"one"}`, `…${'x'.repeat(30)}","Then":"two"}`]);
    });

    it('keeps three apart that part at two places, and halves no character', () => {
      const all = contrast(
        new Map([
          ['us-east-1', `a${same}`],
          ['eu-central-1', `b${same}one`],
          ['eu-west-1', `b${same}two`],
        ]),
      );
      expect(new Set(all[0]?.values.values()).size).toBe(3);
      const [[, faces] = []] = between(`${'😀'.repeat(200)}x${'y'.repeat(9)}`, `${'😀'.repeat(200)}z${'y'.repeat(10)}`);
      expect(faces).not.toContain('U+D');
    });
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
      '1.5',
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
