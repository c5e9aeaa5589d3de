/** AWS's own accounts that deliver logs, one for each older region, where newer ones name the service. */

type Delivery = {
  /** Who delivers in regions without an account, and by now in all. */
  readonly service: string;
  /** The user that delivers, where it is not the account. */
  readonly user?: string;
  /** Region and account by turns. */
  readonly accounts: string;
};

const DELIVERIES: readonly Delivery[] = [
  // Elastic Load Balancing user guide, "Enable access logs": classic and application load balancers.
  {
    service: 'logdelivery.elasticloadbalancing.amazonaws.com',
    accounts: `us-east-1 127311923021 us-east-2 033677994240 us-west-1 027434742980 us-west-2 797873946194
    af-south-1 098369216593 ap-east-1 754344448648 ap-southeast-3 589379963580 ap-south-1 718504428378
    ap-northeast-3 383597477331 ap-northeast-2 600734575887 ap-southeast-1 114774131450 ap-southeast-2 783225319266
    ap-northeast-1 582318560864 ca-central-1 985666609251 eu-central-1 054676820928 eu-west-1 156460612806
    eu-west-2 652711504416 eu-south-1 635631232127 eu-west-3 009996457667 eu-north-1 897822967062
    me-south-1 076674570225 sa-east-1 507241528517 us-gov-west-1 048591011584 us-gov-east-1 190560391635
    cn-north-1 638102146993 cn-northwest-1 037604701340 us-iso-east-1 770363063475 us-iso-west-1 121062877647
    us-isob-east-1 740734521339`,
  },
  // Amazon Redshift management guide, "Database audit logging".
  {
    service: 'redshift.amazonaws.com',
    user: 'logs',
    accounts: `us-east-1 193672423079 us-east-2 391106570357 us-west-1 262260360010 us-west-2 902366379725
    af-south-1 365689465814 ap-east-1 313564881002 ap-south-1 865932855811 ap-northeast-3 090321488786
    ap-northeast-2 760740231472 ap-southeast-1 361669875840 ap-southeast-2 762762565011 ap-northeast-1 404641285394
    ca-central-1 907379612154 eu-central-1 053454850223 eu-west-1 210876761215 eu-west-2 307160386991
    eu-south-1 945612479654 eu-west-3 915173422425 eu-north-1 729911121831 me-south-1 013126148197
    sa-east-1 075028567923 cn-north-1 111890595117 cn-northwest-1 660998842044 us-gov-east-1 665727464434
    us-gov-west-1 665727464434`,
  },
  // AWS CloudTrail user guide, bucket policies with account ids.
  {
    service: 'cloudtrail.amazonaws.com',
    accounts: `ap-northeast-1 216624486486 ap-northeast-2 492519147666 ap-northeast-3 765225791966 ap-south-1 977081816279
    ap-southeast-1 903692715234 ap-southeast-2 284668455005 ca-central-1 819402241893 cn-northwest-1 681348832753
    eu-central-1 035351147821 eu-north-1 829690693026 eu-west-1 859597730677 eu-west-2 282025262664
    eu-west-3 262312530599 sa-east-1 814480443879 us-east-1 086441151436 us-east-2 475085895292
    us-gov-east-1 608710470296 us-gov-west-1 608710470296 us-west-1 388731089494 us-west-2 113285607260`,
  },
];

/** By account, or by `ACCOUNT:user/NAME`: the service, and the regions that it delivers for. */
const byPrincipal = new Map<string, { readonly service: string; readonly regions: readonly string[] }>();
const byRegion = new Map<string, readonly string[]>();
for (const { service, user, accounts } of DELIVERIES) {
  const parts = accounts.split(/\s+/);
  for (let at = 0; at < parts.length; at += 2) {
    const [region = '', account = ''] = parts.slice(at, at + 2);
    const principal = user === undefined ? account : `${account}:user/${user}`;
    byPrincipal.set(principal, { service, regions: [...(byPrincipal.get(principal)?.regions ?? []), region] });
    byRegion.set(region, [...(byRegion.get(region) ?? []), account]);
  }
}

/**
 * The service whose logs a principal delivers: an account's number, or `ACCOUNT:user/NAME`. `region` is the one that it delivers for, the
 * region asked where it is one of several; undefined for any other principal.
 */
export function logDeliveryOf(
  principal: string,
  region: string,
): { readonly service: string; readonly region: string } | undefined {
  const known = byPrincipal.get(principal);
  if (known === undefined) return undefined;
  return { service: known.service, region: known.regions.includes(region) ? region : (known.regions[0] as string) };
}

/** The accounts that deliver logs of a region, for as long as regions had one. */
export function logDeliveryAccounts(region: string): readonly string[] {
  return byRegion.get(region) ?? [];
}
