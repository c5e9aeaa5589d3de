import { describe, expect, it } from 'vitest';
import type { Json } from '../../snapshot/snapshot.ts';
import { finding } from '../sample.ts';
import { difference } from './difference.ts';
import { middle, pretty } from './pretty.ts';
import { drawn, securityRule } from './security-rule.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const changed = (us: Json, eu: Json) => {
  const lines = pretty(
    new Map([
      [US, us],
      [EU, eu],
    ]),
  );
  return [US, EU].map((region) => (lines.get(region) ?? []).filter((line) => line.changed).map((line) => line.text));
};

describe('a composite value', () => {
  it('is indented JSON with sorted members', () => {
    const lines = pretty(new Map([[US, { b: [1, 'x'], a: {} }]])).get(US) ?? [];
    expect(lines.map(({ indent, text }) => `${' '.repeat(2 * indent)}${text}`).join('\n')).toBe(
      JSON.stringify({ a: {}, b: [1, 'x'] }, null, 2),
    );
  });

  it('marks the members that differ, and those that only one side has', () => {
    expect(changed({ a: 1, b: 2, c: 3 }, { a: 1, b: 5 })).toEqual([['"b": 2,', '"c": 3'], ['"b": 5']]);
    expect(changed({ a: { b: 1 } }, { a: { b: 1 } })).toEqual([[], []]);
  });

  it('holds lists against each other as sets', () => {
    expect(changed(['a', 'b'], ['b', 'a'])).toEqual([[], []]);
    expect(changed(['a'], ['a', 'b'])).toEqual([['['], ['"b"']]);
    expect(changed(['a', 'b'], ['b', 'c'])).toEqual([['"a",'], ['"c"']]);
    expect(changed([{ Sid: 'A', x: 1 }], [{ Sid: 'B' }, { Sid: 'A', x: 2 }])).toEqual([
      ['"x": 1'],
      ['"Sid": "B"', '"x": 2'],
    ]);
  });

  it('takes the name of the region for no difference', () => {
    expect(changed({ role: 'app-us-east-1', key: 'useast1' }, { role: 'app-eu-central-1', key: 'eucentral1' })).toEqual(
      [[], []],
    );
  });

  it('shows what differs in a long document, however late, and says how much it does not show', () => {
    const list = (last: string) => ({ S: [...Array.from({ length: 3000 }, (_, at) => `s${at}`), last] });
    const page = (us: Json, eu: Json) => {
      const sketch = { fingerprint: 'a', rule: 'property-drift', type: 'AWS::S3::Bucket', counterpart: 'B' };
      const one = finding({ ...sketch, regions: [EU], message: 'differs', values: { [US]: us, [EU]: eu } });
      return difference(one, [US, EU])?.html ?? '';
    };
    const late = page(list('mine'), list('theirs'));
    expect(late).toMatch(/<mark>[^<]*mine/);
    expect(late).toMatch(/<mark>[^<]*theirs/);
    expect(late).toContain('3000 equal lines');
    const all = page(
      list('mine').S,
      list('x').S.map((text) => `${text}!`),
    );
    expect(all).toContain('2603 more lines');
  });

  it('shows what differs in a long text, however late', () => {
    const same = 'x'.repeat(2500);
    expect(changed({ a: `${same}1` }, { a: `${same}2` })).toEqual([
      [`"a": "…${'x'.repeat(40)}1"`],
      [`"a": "…${'x'.repeat(40)}2"`],
    ]);
    const one = finding({
      fingerprint: 'a',
      rule: 'property-drift',
      type: 'AWS::KMS::Key',
      counterpart: 'Key',
      regions: [US],
      message: 'differs',
      values: { [US]: `${same} one`, [EU]: `${same} two` },
    });
    expect(difference(one, [US, EU])?.html).toMatch(/<dd>…x{39} <mark>one<\/mark>/);
  });

  it('finds a member by its name without the region, and none that every object has', () => {
    expect(changed({ 'app-us-east-1': 1, b: 2 }, { 'app-eu-central-1': 1, b: 2 })).toEqual([[], []]);
    expect(changed({ 'app-us-east-1': 1 }, { 'app-eu-central-1': 2 })).toEqual([
      ['"app-us-east-1": 1'],
      ['"app-eu-central-1": 2'],
    ]);
    expect(changed({ constructor: 1 }, { b: 1 })).toEqual([['"constructor": 1'], ['"b": 1']]);
  });

  it('folds what is equal, and keeps the lines around a change', () => {
    const long = (last: number) => ({ list: Array.from({ length: 30 }, (_, index) => index), z: last });
    const one = finding({
      fingerprint: 'a',
      rule: 'property-drift',
      type: 'T',
      counterpart: 'C',
      regions: [EU],
      message: 'm',
      values: { [US]: long(1), [EU]: long(2) },
    });
    const html = difference(one, [US, EU])?.html ?? '';
    expect(html.match(/<summary>31 equal lines<\/summary>/g)).toHaveLength(2);
    expect(html).toContain('<mark>  &quot;z&quot;: 1</mark>');
    expect(html).toContain('<mark>  &quot;z&quot;: 2</mark>');
  });
});

describe('two texts', () => {
  it('differ in whole words', () => {
    const [a, b] = ['Encrypts the orders of the shop', 'Encrypts the invoices of the shop'];
    const between = middle([a ?? '', b ?? '']);
    expect(a?.slice(between?.start, a.length - (between?.end ?? 0))).toBe('orders');
    expect(b?.slice(between?.start, b.length - (between?.end ?? 0))).toBe('invoices');
  });

  it('are left unmarked when they share next to nothing, or everything', () => {
    expect(middle(['payments', 'orders'])).toBeNull();
    expect(middle(['same', 'same'])).toBeNull();
  });

  it('never show half of a character', () => {
    const [a, b] = ['the owner: 😀 x', 'the owner: 😁 x'];
    const between = middle([a ?? '', b ?? '']);
    expect(a?.slice(between?.start, (a?.length ?? 0) - (between?.end ?? 0))).toBe('😀');
  });
});

describe('a rule of a security group', () => {
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
  const read = (value: Json, property = 'SecurityGroupRules.ingress tcp 443 from x') => securityRule(value, property);

  it('is taken apart', () => {
    expect(read({ ...https, CidrIp: '10.0.0.0/16' })).toEqual({
      direction: 'ingress',
      traffic: 'tcp 443',
      peer: '10.0.0.0/16',
      world: false,
    });
    expect(read({ ...https, DestinationSecurityGroupId: 'sg-1' }, 'SecurityGroupRules.egress tcp 443 to x')).toEqual({
      direction: 'egress',
      traffic: 'tcp 443',
      peer: 'sg-1',
      world: false,
    });
    expect(read({ IpProtocol: '-1', Self: true })).toMatchObject({ traffic: 'all traffic', peer: 'itself' });
  });

  it.each(['0.0.0.0/0', '::/0', '0:0::0/0'])('is open to the world from %s', (block) => {
    const rule = { ...https, ...(block.includes(':') ? { CidrIpv6: block } : { CidrIp: block }) };
    expect(read(rule)?.world).toBe(true);
    expect(read(`ingress tcp 443 from ${block}`)).toMatchObject({ traffic: 'tcp 443', peer: block, world: true });
  });

  it('is no other value and no other text', () => {
    for (const value of ['ingress is closed', 'tcp 443 from 10.0.0.0/8', 7, null, { CidrIp: '0.0.0.0/0' }]) {
      expect(read(value)).toBeNull();
    }
  });

  it('is drawn as the packets go', () => {
    const text = (value: Json, property: string) => {
      const rule = read(value, property);
      return rule && drawn(rule).html.replace(/<[^>]+>/g, '');
    };
    expect(text({ ...https, CidrIp: '0.0.0.0/0' }, 'SecurityGroupRules.ingress')).toBe(
      'in0.0.0.0/0open to the world to tcp 443',
    );
    expect(text({ ...https, CidrIp: '10.0.0.0/8' }, 'SecurityGroupRules.egress')).toBe('outtcp 443 to 10.0.0.0/8');
  });

  it('is said to be absent where there is none', () => {
    const one = finding({
      fingerprint: 'a',
      rule: 'security-group-rules',
      type: 'T',
      counterpart: 'C',
      regions: [EU],
      message: 'm',
      property: 'SecurityGroupRules.ingress tcp 443 from 10.0.0.0/16',
      values: { [US]: { ...https, CidrIp: '10.0.0.0/16' }, [EU]: null },
    });
    expect(difference(one, [US, EU])?.html).toContain(
      '<div class="d"><dt>eu-central-1 – deviates</dt><dd><span class="none">no such rule</span></dd></div>',
    );
  });
});
