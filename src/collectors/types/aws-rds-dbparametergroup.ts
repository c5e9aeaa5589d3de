/** The collector of `AWS::RDS::DBParameterGroup`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { isRds } from './rds.ts';

/** Numbers, switches and formulas (`{DBInstanceClassMemory*3/4}`): they hold no secret, whatever the parameter is. */
const SETTING = /^(?:[-+]?\d+(?:\.\d+)?|on|off|true|false|yes|no|none|\{[\w+\-*/(),. ]+\})$/i;

type Parameter = {
  DataType?: string | undefined;
  AllowedValues?: string | undefined;
  ParameterValue?: string | undefined;
};

/** A word alone, where AWS does not say what the parameter takes. */
const WORD = /^[\w.-]{1,40}$/;

/** What a person wrote: `init_connect` is SQL that may name a password. What is one of a list, or a number, is none. */
function isFreeText({ DataType, AllowedValues, ParameterValue = '' }: Parameter): boolean {
  if (ParameterValue === '' || SETTING.test(ParameterValue) || AllowedValues !== undefined) return false;
  return DataType === undefined ? !WORD.test(ParameterValue) : /^(?:string|list)$/i.test(DataType);
}

export default defineCollector({
  type: 'AWS::RDS::DBParameterGroup',
  summary: 'DB parameter groups with the parameters that were set, not those that the engine defaults.',
  scope: 'regional',
  foldsCase: true,
  listing: 'at-once',
  uniqueName: true,
  actions: ['rds:DescribeDBParameterGroups'],
  tags: 'tagging-api',
  async *list(ctx) {
    const { RDSClient, paginateDescribeDBParameterGroups } = await import('@aws-sdk/client-rds');
    const pages = paginateDescribeDBParameterGroups({ client: ctx.client(RDSClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const group of given(page.DBParameterGroups, 'DBParameterGroups')) {
        if (!isRds(group.DBParameterGroupFamily)) continue;
        const id = group.DBParameterGroupName ?? '';
        const properties = compact({ Description: group.Description, Family: group.DBParameterGroupFamily });
        yield { id, arn: group.DBParameterGroupArn ?? null, name: id, properties };
      }
    }
  },
  parts: [
    {
      action: 'rds:DescribeDBParameters',
      properties: ['Parameters'],
      async read(ctx, { id }) {
        const { RDSClient, paginateDescribeDBParameters } = await import('@aws-sdk/client-rds');
        const input = { DBParameterGroupName: id, Source: 'user' };
        const parameters: Record<string, string> = {};
        for await (const page of paginateDescribeDBParameters(
          { client: ctx.client(RDSClient), pageSize: 100 },
          input,
        )) {
          for (const one of given(page.Parameters, 'Parameters')) {
            const { ParameterName, ParameterValue } = one;
            if (ParameterName === undefined || ParameterValue === undefined) continue;
            parameters[ParameterName] = isFreeText(one) ? ctx.digest(ParameterValue) : ParameterValue;
          }
        }
        return { Parameters: parameters };
      },
    },
  ],
  isDefault: ({ id }) => id.startsWith('default.'),
  comparators: {
    Description: { compare: 'same', severity: 'low' },
    Family: { compare: 'same', severity: 'high' },
    // Parameters is left to its members, so that a finding names the one: `Parameters.rds.force_ssl`.
  },
  wordsForPeople: ['Description'],
  notRead: {
    DBParameterGroupName: 'it is the name, which serves to find the counterpart',
  },
  cannotSee: [
    'The words of a parameter that takes any text (`init_connect`): it is kept as a digest, for it may hold a secret.',
    "The engine's own defaults: they follow from the family and the version.",
    'Whether a database has taken the values up: static parameters wait for a reboot.',
    'Cluster parameter groups, which are a type of their own.',
  ],
});
