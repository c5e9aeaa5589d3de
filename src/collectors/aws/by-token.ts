/** Pages of calls for which the SDK has no paginator. */

/** Every page by its `NextToken`. `read` is given the token of the page, undefined for the first. */
export async function* byToken<P extends { readonly NextToken?: string | undefined }>(
  read: (NextToken: string | undefined) => Promise<P>,
): AsyncIterable<P> {
  let token: string | undefined;
  do {
    const page = await read(token);
    yield page;
    token = page.NextToken || undefined;
  } while (token !== undefined);
}
