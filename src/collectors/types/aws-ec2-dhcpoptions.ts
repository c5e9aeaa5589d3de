/** The collector of `AWS::EC2::DHCPOptions`. */
import type { DhcpOptions } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { ec2Listed } from './ec2.ts';

/** The options as `AWS::EC2::DHCPOptions` has them. */
const LISTS: Readonly<Record<string, string>> = {
  'domain-name-servers': 'DomainNameServers',
  'netbios-name-servers': 'NetbiosNameServers',
  'ntp-servers': 'NtpServers',
};

export default defineCollector({
  type: 'AWS::EC2::DHCPOptions',
  summary: 'DHCP options sets: domain name, name servers, time servers.',
  scope: 'regional',
  idPattern: /^dopt-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeDhcpOptions'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeDhcpOptions } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeDhcpOptions({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const one of given(page.DhcpOptions, 'DhcpOptions')) {
        const who = { id: one.DhcpOptionsId, owner: one.OwnerId, tags: one.Tags };
        yield ec2Listed(ctx, 'dhcp-options', who, propertiesOf(one, ctx.region));
      }
    }
  },
  tags: 'listed',
  // Each region has one that AWS made: its own domain and AmazonProvidedDNS.
  isDefault: ({ properties, tags }) =>
    Object.keys(tags ?? {}).length === 0 &&
    properties.DomainName === '<region>.compute.internal' &&
    JSON.stringify(properties.DomainNameServers) === '["AmazonProvidedDNS"]',
  absorbs: ['AWS::EC2::VPCDHCPOptionsAssociation'],
  comparators: {
    DomainName: {
      compare: 'same',
      why: "AWS's own domain is `ec2.internal` in us-east-1 and `REGION.compute.internal` elsewhere: both are told as the region's own.",
    },
    DomainNameServers: { compare: 'same', severity: 'high' },
    Ipv6AddressPreferredLeaseTime: 'same',
    NetbiosNameServers: 'same',
    NetbiosNodeType: 'same',
    NtpServers: 'same',
  },
  cannotSee: ['Which VPC uses it: the VPC says that.'],
});

function propertiesOf({ DhcpConfigurations }: DhcpOptions, region: string): JsonObject {
  const values = new Map(
    (DhcpConfigurations ?? []).map(({ Key, Values }) => [Key, (Values ?? []).map(({ Value }) => Value ?? '')]),
  );
  const lists = Object.entries(LISTS).map(([key, property]) => [property, values.get(key)]);
  const nodeType = values.get('netbios-node-type')?.[0];
  const lease = values.get('ipv6-address-preferred-lease-time')?.[0];
  return compact({
    ...Object.fromEntries(lists),
    DomainName: domainOf(values.get('domain-name')?.join(' '), region),
    NetbiosNodeType: nodeType === undefined ? undefined : Number(nodeType),
    Ipv6AddressPreferredLeaseTime: lease === undefined ? undefined : Number(lease),
  });
}

/** "Amazon DNS server": the domain that AWS gives each region. */
function domainOf(name: string | undefined, region: string): string | undefined {
  const own = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return name === own ? '<region>.compute.internal' : name;
}
