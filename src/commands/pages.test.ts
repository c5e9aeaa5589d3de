import { describe, expect, it } from 'vitest';
import { collectors } from '../collectors/index.ts';
import { regions } from '../normalise/regions.ts';
import { rules } from '../rules/index.ts';
import { checkRegion } from './parse.ts';
import { workshop } from './testing.ts';

const { ran } = workshop();

describe('pages', () => {
  it.each(rules.map((rule) => rule.meta.id))('rules %s says why, what to do and what it cannot see', async (id) => {
    const { code, out } = await ran('rules', id);
    expect(code).toBe(0);
    for (const title of ['Why it matters', 'What to do', 'What it cannot see', 'Examples'])
      expect(out).toContain(`\n${title}\n`);
  });

  it.each(collectors.map((collector) => collector.type))(
    'types %s says what is read and how it is compared',
    async (type) => {
      const { code, out } = await ran('types', type);
      expect(code).toBe(0);
      for (const title of ['Read by', 'How properties are compared', 'What it cannot see'])
        expect(out).toContain(`\n${title}\n`);
    },
  );

  it('lists all of them', async () => {
    const listed = (await ran('rules')).out;
    for (const { meta } of rules)
      expect(listed).toMatch(new RegExp(`^${meta.id} +${meta.severity} +${meta.family} `, 'm'));
    const types = (await ran('types')).out;
    for (const { type } of collectors) expect(types).toContain(type);
    expect(types).toContain('by presence only');
  });

  it('lists every type of CloudFormation, and how much of each is read', async () => {
    const all = (await ran('types', '--all')).out;
    expect(all).toMatch(/^live +collector +AWS::RDS::DBInstance$/m);
    expect(all).toMatch(/^live +generic +AWS::Kendra::Index$/m);
    expect(all).toMatch(/^declared +template +AWS::Glue::Table$/m);
    expect(all.split('\n').length).toBeGreaterThan(1800);
  });

  it('explains a type without a collector', async () => {
    const { code, out } = await ran('types', 'aws::kendra::index');
    expect(code).toBe(0);
    expect(out).toContain('AWS::Kendra::Index');
    expect(out).toContain('cloudformation:GetResource');
    expect(out).toContain('cn-north-1');
  });

  it.each(['baseline', 'report', 'snapshot'])('schema %s is a JSON Schema', async (name) => {
    const { code, out } = await ran('schema', name);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });
});

describe('names of regions', () => {
  it('takes every region that there is, and those of merged accounts', () => {
    for (const { name } of regions) expect(checkRegion('--regions', name)).toBe(name);
    expect(checkRegion('--regions', '111122223333/us-east-1')).toBe('111122223333/us-east-1');
    expect(checkRegion('--regions', 'nz-south-9')).toBe('nz-south-9');
  });

  it.each(['us-est-1', 'useast1', 'us-east-1a', 'us-east', 'US-EAST-1'])('refuses %s', (name) => {
    expect(() => checkRegion('--regions', name)).toThrow('did you mean us-east-1?');
  });
});
