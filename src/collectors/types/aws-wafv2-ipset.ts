/** The collector of `AWS::WAFv2::IPSet`. */
import { compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { allOfScope, type Scope, scopes } from './wafv2.ts';

export default defineCollector({
  type: 'AWS::WAFv2::IPSet',
  summary: 'Sets of addresses of the region, in us-east-1 those of CloudFront too.',
  scope: 'regional',
  actions: ['wafv2:ListIPSets'],
  async *list(ctx) {
    const { ListIPSetsCommand, WAFV2Client } = await import('@aws-sdk/client-wafv2');
    for (const Scope of scopes(ctx)) {
      const sets = allOfScope(Scope, 'IPSets', async (input) => {
        const answer = await ctx.client(WAFV2Client).send(new ListIPSetsCommand(input));
        return { items: answer.IPSets, next: answer.NextMarker };
      });
      for await (const { ARN, Description, Id, Name = '' } of sets) {
        const properties = compact({ Description: Description || undefined, Scope });
        yield { id: `${Name}|${Id}|${Scope}`, arn: ARN ?? null, name: Name, properties };
      }
    }
  },
  parts: [
    {
      action: 'wafv2:GetIPSet',
      properties: ['Addresses', 'IPAddressVersion'],
      async read(ctx, { id }) {
        const { GetIPSetCommand, WAFV2Client } = await import('@aws-sdk/client-wafv2');
        const [Name, Id, Scope] = id.split('|') as [string, string, Scope];
        const { IPSet } = await ctx.client(WAFV2Client).send(new GetIPSetCommand({ Name, Id, Scope }));
        if (IPSet?.Addresses === undefined) throw new Error('the answer carries no Addresses');
        // A set may be empty, and blocks or lets in nobody then: that is a value.
        return { ...mapped(IPSet, { take: ['IPAddressVersion'] }), Addresses: [...IPSet.Addresses].sort() };
      },
    },
  ],
  tags: 'tagging-api',
  comparators: {
    Addresses: {
      compare: 'same',
      severity: 'high',
      why: 'Whom a rule blocks or lets in. What is written to it by a program is of each region: declare that in the baseline.',
    },
    Description: { compare: 'same', severity: 'low' },
    IPAddressVersion: { compare: 'same', severity: 'high' },
    Scope: 'same',
  },
  sets: ['Addresses'],
  wordsForPeople: ['Description'],
  notRead: { Name: 'it is the name' },
  cannotSee: ['Which rules use it: that is compared with the web ACLs.'],
});
