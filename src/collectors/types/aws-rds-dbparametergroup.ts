/** The collector of `AWS::RDS::DBParameterGroup`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { isRds } from './rds.ts';
import { FREE_TEXT, groupProperties, setParameters } from './rds-parameters.ts';

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
        yield { id, arn: group.DBParameterGroupArn ?? null, name: id, properties: groupProperties(group) };
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
        const config = { client: ctx.client(RDSClient), pageSize: 100 };
        return setParameters(paginateDescribeDBParameters(config, input), ctx);
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
    FREE_TEXT,
    "The engine's own defaults: they follow from the family and the version.",
    'Whether a database has taken the values up: static parameters wait for a reboot.',
    'Cluster parameter groups, which are a type of their own.',
  ],
});
