/** How a value names a resource that is designed and not made yet: it has neither id nor ARN, and nobody may think that it had. */

/** Who is meant: where its stack is to be, and what of it. */
export type DesignToken = {
  readonly region: string;
  readonly account: string;
  readonly stack: string;
  readonly logicalId: string;
  /** What `GetAtt` asks of it; null = itself, its id or its ARN. */
  readonly attribute: string | null;
};

const TOKEN = /\{design:([\w-]*)\/(\d*)\/([\w-]+)\/(\w+)(?:\.([^{}"'\s]+))?\}/;

/** `{design:us-east-1/111111111111/app/Database.Endpoint.Address}` */
export function designToken({ region, account, stack, logicalId, attribute }: DesignToken): string {
  return `{design:${region}/${account}/${stack}/${logicalId}${attribute === null ? '' : `.${attribute}`}}`;
}

/** Who a text names, and what stands before and behind that; null where it names nobody that is only designed. */
export function designTokenIn(
  text: string,
): (DesignToken & { readonly before: string; readonly after: string }) | null {
  const match = text.includes('{design:') ? TOKEN.exec(text) : null;
  if (match === null) return null;
  const [whole, region = '', account = '', stack = '', logicalId = '', attribute = null] = match;
  const [before, after] = [text.slice(0, match.index), text.slice(match.index + whole.length)];
  return { region, account, stack, logicalId, attribute, before, after };
}

/** The token of what has an address and no stack: a resource of Terraform or Pulumi. */
export function addressToken(place: Pick<DesignToken, 'region' | 'account'>, address: string): string {
  const logicalId = address.replaceAll(/\W+/g, '_');
  return designToken({ ...place, stack: 'address', logicalId, attribute: null });
}
