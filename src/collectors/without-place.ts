/** Texts without the place that they stand in: what names its own region is the same design in another. */

/** The text with `<region>` and `<account>` for the region and the account that it stands in. An account that is not known is ''. */
export function withoutPlace(
  text: string,
  { region, account }: { readonly region: string; readonly account: string },
): string {
  const regionless = text.replaceAll(region, '<region>');
  return account === '' ? regionless : regionless.replaceAll(account, '<account>');
}
