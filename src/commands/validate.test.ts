import { describe, expect, it } from 'vitest';
import { workshop } from './testing.ts';

const { put, ran } = workshop();

describe('validate', () => {
  it('has nothing to say where there is nothing', async () => {
    expect(await ran('validate')).toMatchObject({ code: 2, err: expect.stringContaining('nothing to check here') });
  });

  it('checks baseline, waivers and adopted state without AWS', async () => {
    put('infra-parity.yaml', 'regions: [us-east-1, eu-central-1]\nexpect: [{type: AWS::KMS::Key}]\n');
    const waiver = 'finding: "0a1b2c3d4e5f6071", reason: r, owner: o';
    put('infra-parity.waivers.yaml', `waivers:\n  - {${waiver}, until: 2025-12-31}\n`);
    put('infra-parity.adopted.json', '{"version":1,"adopted":[]}');
    expect(await ran('validate')).toEqual({
      code: 0,
      err: '',
      out: [
        'infra-parity.yaml: 2 regions, 1 expectation, 0 declared differences, 0 pairs, 1 waiver',
        'infra-parity.adopted.json: 0 findings adopted',
        'note: infra-parity.waivers.yaml:2: expired on 2025-12-31',
        '',
      ].join('\n'),
    });
  });

  it.each([
    ['regions: [us-est-1]', 'infra-parity.yaml:1'],
    ['expect: [{type: AWS::KMS::Kye}]', 'AWS::KMS::Key'],
    ['select: {types: [AWS::RDS::DBInstanc]}', 'AWS::RDS::DBInstance'],
  ])('refuses %s with its place', async (text, said) => {
    put('infra-parity.yaml', text);
    const { code, err } = await ran('validate');
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe('lists as JSON', () => {
  it('have all that is declared', async () => {
    const rules = JSON.parse((await ran('rules', '--json')).out) as { id: string; options: object; severity: string }[];
    expect(rules.find(({ id }) => id === 'unmatched-selector')).toMatchObject({
      severity: 'high',
      options: { type: 'object' },
    });
    const types = JSON.parse((await ran('types', 'rds', '--json')).out) as { type: string; actions: string[] }[];
    expect(types.length).toBeGreaterThan(2);
    for (const { type, actions } of types)
      expect([type.startsWith('AWS::RDS::'), Array.isArray(actions)]).toEqual([true, true]);
    expect(JSON.parse((await ran('types', 'AWS::KMS::Key', '--json')).out)).toMatchObject({ type: 'AWS::KMS::Key' });
    expect((await ran('types', 'AWS::RDS::*')).out).toContain('AWS::RDS::DBCluster');
  });
});
