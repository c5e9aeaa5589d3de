/** The collector of `AWS::EC2::PrefixList`. */
import { pushAll } from '../../common/lists.ts';
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::PrefixList',
  summary: 'Managed prefix lists with their entries; those of AWS are left out.',
  scope: 'regional',
  actions: ['ec2:DescribeManagedPrefixLists'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeManagedPrefixLists } = await import('@aws-sdk/client-ec2');
    const pages = paginateDescribeManagedPrefixLists({ client: ctx.client(EC2Client), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const one of given(page.PrefixLists, 'PrefixLists')) {
        if (one.OwnerId === 'AWS' || String(one.State).startsWith('delete')) continue;
        const who = { id: one.PrefixListId, arn: one.PrefixListArn, owner: one.OwnerId, tags: one.Tags };
        const properties = mapped(one, { take: ['AddressFamily', 'MaxEntries', 'PrefixListName', 'State'] });
        yield { ...ec2Listed(ctx, 'prefix-list', who, properties), name: one.PrefixListName ?? null };
      }
    }
  },
  parts: [
    {
      action: 'ec2:GetManagedPrefixListEntries',
      properties: ['Entries'],
      async read(ctx, { id }) {
        const { EC2Client, paginateGetManagedPrefixListEntries } = await import('@aws-sdk/client-ec2');
        const client = ctx.client(EC2Client);
        const entries: object[] = [];
        for await (const page of paginateGetManagedPrefixListEntries({ client, pageSize: 100 }, { PrefixListId: id }))
          pushAll(entries, given(page.Entries, 'Entries'));
        return mapped({ Entries: entries }, { take: ['Entries'], sets: ['Entries'] });
      },
    },
  ],
  tags: 'listed',
  comparators: {
    AddressFamily: 'same',
    Entries: { compare: 'same', severity: 'high', why: 'Rules and routes that name the list mean all of them.' },
    MaxEntries: 'same',
    PrefixListName: 'same',
    State: { compare: 'same', why: 'A change that failed leaves the list as it was.' },
  },
  sets: ['Entries'],
  needs: ['AWS::EC2::VPC'],
  blocks: ['Entries'],
  cannotSee: ['Which rules and routes use it: those say so themselves.'],
});
