import { expect, test } from 'vitest';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-config-configrule.ts';

const ANSWERS = {
  DescribeConfigRules: {
    ConfigRules: [
      {
        ConfigRuleName: 'encrypted',
        ConfigRuleArn: 'arn:aws:config:us-east-1:111122223333:config-rule/config-rule-1',
        ConfigRuleId: 'config-rule-1',
        InputParameters: '{"kmsId":"k"}',
        Source: { Owner: 'AWS', SourceIdentifier: 'ENCRYPTED_VOLUMES' },
        Scope: { ComplianceResourceTypes: ['AWS::EC2::Volume'] },
        ConfigRuleState: 'ACTIVE',
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'encrypted',
      arn: 'arn:aws:config:us-east-1:111122223333:config-rule/config-rule-1',
      name: 'encrypted',
      properties: {
        InputParameters: { kmsId: 'k' },
        Scope: { ComplianceResourceTypes: ['AWS::EC2::Volume'] },
        Source: { Owner: 'AWS', SourceIdentifier: 'ENCRYPTED_VOLUMES' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('what a service or a conformance pack made for itself is context', async () => {
  const ConfigRules = [{ ConfigRuleName: 'securityhub-x', CreatedBy: 'securityhub.amazonaws.com' }];
  const [found] = await listAll(collector, stubContext({ DescribeConfigRules: { ConfigRules } }));
  expect(found?.context).toBe(true);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { ConfigRuleName: 'encrypted', Source: { Owner: 'AWS' as const } };
  const pages = [{ ConfigRules: [one], NextToken: 'two' }, { ConfigRules: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeConfigRules',
    action: 'config:DescribeConfigRules',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{}, { NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no ConfigRules');
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('config:DescribeConfigRules');
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeConfigRules: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeConfigRules: {} }))).rejects.toThrow(
    'no ConfigRules',
  );
});
