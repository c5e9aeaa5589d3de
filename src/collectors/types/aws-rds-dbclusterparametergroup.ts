/** The collector of `AWS::RDS::DBClusterParameterGroup`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { isRds } from './rds.ts';
import { FREE_TEXT, groupProperties, setParameters } from './rds-parameters.ts';

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
        yield { id, arn: group.DBClusterParameterGroupArn ?? null, name: id, properties: groupProperties(group) };
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
        const config = { client: ctx.client(RDSClient), pageSize: 100 };
        return setParameters(paginateDescribeDBClusterParameters(config, input), ctx);
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
    FREE_TEXT,
    "The engine's own defaults: they follow from the family and the version.",
    'Whether a cluster has taken the values up: static parameters wait for a reboot.',
  ],
});
