/** The collector of `AWS::RDS::DBClusterParameterGroup`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { isRds } from './rds.ts';

export default defineCollector({
  type: 'AWS::RDS::DBClusterParameterGroup',
  summary: 'Cluster parameter groups with the parameters that were set, not those that the engine defaults.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['rds:DescribeDBClusterParameterGroups'],
  tags: 'tagging-api',
  async *list(ctx) {
    const { paginateDescribeDBClusterParameterGroups, RDSClient } = await import('@aws-sdk/client-rds');
    const pages = paginateDescribeDBClusterParameterGroups({ client: ctx.client(RDSClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const group of given(page.DBClusterParameterGroups, 'DBClusterParameterGroups')) {
        if (!isRds(group.DBParameterGroupFamily)) continue;
        const id = group.DBClusterParameterGroupName ?? '';
        const properties = compact({ Description: group.Description, Family: group.DBParameterGroupFamily });
        yield { id, arn: group.DBClusterParameterGroupArn ?? null, name: id, properties };
      }
    }
  },
  parts: [
    {
      action: 'rds:DescribeDBClusterParameters',
      properties: ['Parameters'],
      async read(ctx, { id }) {
        const { paginateDescribeDBClusterParameters, RDSClient } = await import('@aws-sdk/client-rds');
        const input = { DBClusterParameterGroupName: id, Source: 'user' };
        const parameters: Record<string, string> = {};
        const config = { client: ctx.client(RDSClient), pageSize: 100 };
        for await (const page of paginateDescribeDBClusterParameters(config, input)) {
          for (const { ParameterName, ParameterValue } of given(page.Parameters, 'Parameters'))
            if (ParameterName !== undefined && ParameterValue !== undefined) parameters[ParameterName] = ParameterValue;
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
  notRead: { DBClusterParameterGroupName: 'it is the name' },
  cannotSee: [
    "The engine's own defaults: they follow from the family and the version.",
    'Whether a cluster has taken the values up: static parameters wait for a reboot.',
  ],
});
