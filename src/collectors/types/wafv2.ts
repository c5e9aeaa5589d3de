/** What the WAFv2 collectors share. */

import { given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

export type Scope = 'CLOUDFRONT' | 'REGIONAL';

/** What is for CloudFront is to be found in the region where CloudFront lives, and in no other. */
export function scopes({ region }: CollectorContext): readonly Scope[] {
  return region === 'us-east-1' ? ['REGIONAL', 'CLOUDFRONT'] : ['REGIONAL'];
}

/** The input of a full page of a list. */
export type PageInput = { readonly Scope: Scope; readonly Limit: number; readonly NextMarker?: string };

/**
 * All items of a list of one scope, for which the SDK has no paginator.
 *
 * @param member the list in the answer: `IPSets`
 * @param read sends the call for one page
 */
export async function* allOfScope<T>(
  Scope: Scope,
  member: string,
  read: (input: PageInput) => Promise<{ readonly items: readonly T[] | undefined; readonly next: string | undefined }>,
): AsyncIterable<T> {
  let NextMarker: string | undefined;
  do {
    const page = await read({ Scope, Limit: 100, ...(NextMarker && { NextMarker }) });
    const list = given(page.items, member);
    yield* list;
    // WAF gives a marker with the last page too: an empty page ends it.
    NextMarker = list.length === 0 ? undefined : page.next;
  } while (NextMarker);
}
