/** A CIDR block in its one spelling. */
import ipaddr from 'ipaddr.js';

/**
 * A CIDR block in its one spelling: host bits cut (`10.0.0.5/8` is `10.0.0.0/8`), IPv6 compressed. EC2 cuts them itself, but
 * prefix lists, templates and state files hold what a person wrote. Text that is not a CIDR block is returned as it is.
 */
export function canonicalCidr(text: string): string {
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) {
    return `${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${lengthOf(text)}`;
  }
  if (text.includes(':') && ipaddr.IPv6.isValidCIDR(text)) {
    return `${ipaddr.IPv6.networkAddressFromCIDR(text).toString()}/${lengthOf(text)}`;
  }
  return text;
}

function lengthOf(cidr: string): number {
  return Number(cidr.slice(cidr.indexOf('/') + 1));
}
