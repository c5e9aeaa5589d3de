/** The collector of `AWS::WAFv2::WebACL`. */
import type { WebACL } from '@aws-sdk/client-wafv2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { allOfScope, type Scope, scopes } from './wafv2.ts';

const TAKEN = [
  'ApplicationConfig',
  'AssociationConfig',
  'CaptchaConfig',
  'ChallengeConfig',
  'CustomResponseBodies',
  'DataProtectionConfig',
  'DefaultAction',
  'Description',
  'MonetizationConfig',
  'OnSourceDDoSProtectionConfig',
  'Rules',
  'TokenDomains',
  'VisibilityConfig',
];
const READ = TAKEN.filter((name) => name !== 'Description');

export default defineCollector({
  type: 'AWS::WAFv2::WebACL',
  summary: 'Web ACLs of the region, in us-east-1 those of CloudFront too: rules, default action.',
  scope: 'regional',
  actions: ['wafv2:ListWebACLs'],
  async *list(ctx) {
    for (const Scope of scopes(ctx)) {
      for await (const acl of webAcls(ctx, Scope)) {
        const { ARN = '', Id = '', Name = '' } = acl;
        const properties = mapped({ ...acl, Scope }, { take: ['Description', 'Scope'] });
        yield { id: `${Name}|${Id}|${Scope}`, arn: ARN, name: Name, properties };
      }
    }
  },
  parts: [
    {
      action: 'wafv2:GetWebACL',
      properties: READ,
      async read(ctx, { id }) {
        const { GetWebACLCommand, WAFV2Client } = await import('@aws-sdk/client-wafv2');
        const [Name, Id, Scope] = id.split('|') as [string, string, Scope];
        const { WebACL } = await ctx.client(WAFV2Client).send(new GetWebACLCommand({ Name, Id, Scope }));
        if (WebACL === undefined) throw new Error('the answer carries no WebACL');
        return described(WebACL);
      },
    },
  ],
  tags: 'tagging-api',
  // Firewall Manager makes its own: they are designed elsewhere.
  isDefault: ({ name }) => name?.startsWith('FMManagedWebACLV2') ?? false,
  comparators: {
    DefaultAction: { compare: 'same', severity: 'high', why: 'What happens to a request that no rule takes.' },
    Description: { compare: 'same', severity: 'low' },
    Scope: 'same',
  },
  sets: ['TokenDomains'],
  keyed: { Rules: ['Name'] },
  wordsForPeople: ['Description'],
  notRead: { Name: 'it is the name' },
  cannotSee: ['What the ACL protects: that is compared with it. Its logging; the addresses of IP sets.'],
});

async function* webAcls(ctx: CollectorContext, scope: Scope) {
  const { ListWebACLsCommand, WAFV2Client } = await import('@aws-sdk/client-wafv2');
  yield* allOfScope(scope, 'WebACLs', async (input) => {
    const { NextMarker: next, WebACLs: items } = await ctx.client(WAFV2Client).send(new ListWebACLsCommand(input));
    return { items, next };
  });
}

/** Not by `mapped`, which leaves out what is empty: `{ Allow: {} }` says by its name alone what it does. */
function described(acl: WebACL): JsonObject {
  const taken = READ.map((name) => [name, acl[name as keyof WebACL]] as const);
  return JSON.parse(JSON.stringify(Object.fromEntries(taken.filter(([, value]) => value !== undefined)))) as JsonObject;
}
