/** The collector of `AWS::RDS::OptionGroup`. */
import type { Option, OptionSetting } from '@aws-sdk/client-rds';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { plainJson } from '../mapping.ts';
import { isRds } from './rds.ts';
import { isFreeText } from './rds-parameters.ts';

export default defineCollector({
  type: 'AWS::RDS::OptionGroup',
  summary: 'Option groups: engine, version, options with their ports, groups and settings. Free text as digests.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['rds:DescribeOptionGroups'],
  async *list(ctx) {
    const { paginateDescribeOptionGroups, RDSClient } = await import('@aws-sdk/client-rds');
    for await (const page of paginateDescribeOptionGroups({ client: ctx.client(RDSClient), pageSize: 100 }, {})) {
      for (const group of given(page.OptionGroupsList, 'OptionGroupsList')) {
        if (!isRds(group.EngineName)) continue;
        const id = group.OptionGroupName ?? '';
        const properties = compact({
          EngineName: group.EngineName?.toLowerCase(),
          MajorEngineVersion: group.MajorEngineVersion,
          OptionConfigurations: plainJson(group.Options?.map((option) => optionOf(option, ctx))),
          OptionGroupDescription: group.OptionGroupDescription || undefined,
        });
        yield { id, arn: group.OptionGroupArn ?? null, name: id, properties };
      }
    }
  },
  tags: 'tagging-api',
  isDefault: ({ id }) => id.startsWith('default:'),
  needs: ['AWS::EC2::SecurityGroup'],
  comparators: {
    EngineName: { compare: 'same', severity: 'high' },
    MajorEngineVersion: { compare: 'same', severity: 'high' },
    OptionGroupDescription: { compare: 'same', severity: 'low' },
  },
  keyed: { OptionConfigurations: ['OptionName'], 'OptionConfigurations.OptionSettings': ['Name'] },
  sets: ['OptionConfigurations.DBSecurityGroupMemberships', 'OptionConfigurations.VpcSecurityGroupMemberships'],
  wordsForPeople: ['OptionGroupDescription'],
  notRead: { OptionGroupName: 'it is the name' },
  cannotSee: [
    'The words of a setting that takes any text: it is kept as a digest, for it may hold a password.',
    'Whether a database has taken a change up: some wait for its maintenance window.',
  ],
});

/** An option as the template has it. RDS tells every setting, with what it defaults to. */
function optionOf(option: Option, ctx: CollectorContext): JsonObject {
  return compact({
    DBSecurityGroupMemberships: sorted(option.DBSecurityGroupMemberships?.map((one) => one.DBSecurityGroupName)),
    OptionName: option.OptionName,
    OptionSettings: plainJson(
      option.OptionSettings?.filter(({ Value }) => Value !== undefined && Value !== '').map((one) => ({
        Name: one.Name,
        Value: shownOf(one, ctx),
      })),
    ),
    OptionVersion: option.OptionVersion,
    Port: option.Port,
    VpcSecurityGroupMemberships: sorted(option.VpcSecurityGroupMemberships?.map((one) => one.VpcSecurityGroupId)),
  });
}

/** What leads to a role or a key stays, and so does what is one of a list. */
function shownOf({ AllowedValues, DataType, Value = '' }: OptionSetting, { digest }: CollectorContext): string {
  if (Value.startsWith('arn:')) return Value;
  // RDS says of passwords too that any text is allowed, in words: those of a list are told with commas.
  return isFreeText({
    AllowedValues: AllowedValues?.includes(',') ? AllowedValues : undefined,
    DataType,
    ParameterValue: Value,
  })
    ? digest(Value)
    : Value;
}
