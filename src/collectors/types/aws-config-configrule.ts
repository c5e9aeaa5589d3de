/** The collector of `AWS::Config::ConfigRule`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::Config::ConfigRule',
  summary: 'Rules of AWS Config: what they check, with which parameters, how often.',
  scope: 'regional',
  uniqueName: true,
  actions: ['config:DescribeConfigRules'],
  async *list(ctx) {
    const { ConfigServiceClient, paginateDescribeConfigRules } = await import('@aws-sdk/client-config-service');
    // 25 a page: the call takes no size.
    for await (const page of paginateDescribeConfigRules({ client: ctx.client(ConfigServiceClient) }, {})) {
      for (const rule of given(page.ConfigRules, 'ConfigRules')) {
        const id = rule.ConfigRuleName ?? '';
        const taken = mapped(rule, {
          take: ['Description', 'EvaluationModes', 'MaximumExecutionFrequency', 'Scope', 'Source'],
        });
        const properties = compact({ ...taken, InputParameters: opened(rule.InputParameters) });
        // Services and conformance packs make rules for themselves.
        const context = rule.CreatedBy === undefined ? {} : { context: true as const };
        yield { id, arn: rule.ConfigRuleArn ?? null, name: id, properties, ...context };
      }
    }
  },
  tags: 'tagging-api',
  comparators: {
    Description: { compare: 'same', severity: 'low' },
    InputParameters: { compare: 'same', severity: 'high' },
    MaximumExecutionFrequency: 'same',
    'Scope.ComplianceResourceId': 'same',
    'Scope.ComplianceResourceTypes': 'same',
    'Scope.TagKey': 'same',
    'Scope.TagValue': 'same',
    'Source.CustomPolicyDetails': 'same',
    'Source.Owner': { compare: 'same', severity: 'high' },
    'Source.SourceIdentifier': { compare: 'same', severity: 'high', why: 'It decides what is checked.' },
  },
  sets: ['Scope.ComplianceResourceTypes'],
  keyed: { EvaluationModes: ['Mode'], 'Source.SourceDetails': ['EventSource', 'MessageType'] },
  wordsForPeople: ['Description'],
  notRead: { Compliance: 'what it found, not what it is', ConfigRuleName: 'it is the name' },
  cannotSee: ['What the rule found; the text of a custom policy, which AWS Config does not return here.'],
});
