import { describe, expect, it } from 'vitest';
import { tooLong } from './iam-policy.ts';
import { workshop } from './testing.ts';

const { ran } = workshop();

type Statement = {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string;
};

async function policy(...flags: string[]): Promise<readonly Statement[]> {
  const { code, out, err } = await ran('iam-policy', ...flags);
  const document = JSON.parse(out);
  const long = tooLong(document);
  expect({ code, err }).toEqual({ code: 0, err: long === null ? '' : `infra-parity: ${long}\n` });
  expect(document.Version).toBe('2012-10-17');
  return document.Statement;
}

describe('iam-policy', () => {
  it('is one statement of reads in the order of their services, and fits inside a role', async () => {
    const statements = await policy();
    expect(statements.map(({ Sid, Effect, Resource }) => ({ Sid, Effect, Resource }))).toEqual([
      { Sid: 'Reads', Effect: 'Allow', Resource: '*' },
    ]);
    const actions = statements.flatMap((one) => one.Action);
    expect(new Set(actions).size).toBe(actions.length);
    const services = actions.map((action) => action.split(':')[0]);
    expect(services).toEqual([...services].sort());
    expect(services).toEqual(
      expect.arrayContaining(['cloudformation', 'ec2', 'iam', 'kms', 'rds', 's3', 'sts', 'tag']),
    );
    expect(actions).toContain('cloudformation:GetResource');
    for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:((Get|List|Describe|BatchGet)\w+|GET)$/);
    // IAM counts no blanks, and takes 10,240 characters for all policies inside a role.
    expect(JSON.stringify(statements).length).toBeLessThan(10_000);
  });

  it('says that it is too long for a managed policy, and where it fits', async () => {
    const { err } = await ran('iam-policy');
    expect(err).toMatch(
      /^infra-parity: the policy has \d{4} characters, and a managed policy takes 6144: put it inside the role, which takes 10240; --type prints it for fewer types\n$/,
    );
    expect((await ran('iam-policy', '--type', 'AWS::RDS::*')).err).toBe('');
    const of = (length: number) => tooLong('x'.repeat(length - 2));
    expect([of(6144), of(10_240)?.includes('inside the role'), of(10_241)?.includes('a role 10240 inside it')]).toEqual(
      [null, true, true],
    );
  });

  it('is smaller for some types, and still holds what they lean on', async () => {
    const actions = (await policy('--type', 'AWS::EC2::SecurityGroup')).flatMap((one) => one.Action);
    expect(actions).toContain('ec2:DescribeSecurityGroups');
    expect(actions).toContain('ec2:DescribeVpcs');
    expect(actions).toContain('sts:GetCallerIdentity');
    expect(actions.filter((action) => action.startsWith('rds:'))).toEqual([]);
    const without = (await policy('--exclude-type', 'AWS::S3::*')).flatMap((one) => one.Action);
    expect(without.filter((action) => action.startsWith('rds:'))).not.toEqual([]);
  });

  it('says what is lost without each', async () => {
    const { out } = await ran('iam-policy', '--explain');
    expect(out.replace(/\s+/g, ' ')).toContain('rds:DescribeDBInstances: AWS::RDS::DBInstance is unknown');
    expect(out.replace(/\s+/g, ' ')).toContain(
      'cloudformation:ListStacks: --stack-prefix, and which stack made a resource',
    );
  });

  it('refuses a type that there is not', async () => {
    const { code, err } = await ran('iam-policy', '--type', 'AWS::RDS::DBInstanc');
    expect(err).toBe('infra-parity: --type: unknown type AWS::RDS::DBInstanc; did you mean AWS::RDS::DBInstance?\n');
    expect(code).toBe(2);
  });
});
