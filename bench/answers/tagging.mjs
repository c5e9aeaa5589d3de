/** What the tagging API answers in the benchmarks. */
import { of, TAGS } from './shared.mjs';

export const tagging = {
  GetResources: ({ region, input }) => {
    const arns = input.ResourceARNList && new Set(input.ResourceARNList);
    const all = of(region).resources.filter(({ tagged, arn }) => tagged && (arns?.has(arn) ?? true));
    const start = Number(input.PaginationToken || 0);
    const end = start + (input.ResourcesPerPage ?? 50);
    return {
      PaginationToken: end < all.length ? String(end) : '',
      ResourceTagMappingList: all.slice(start, end).map(({ arn }) => ({ ResourceARN: arn, Tags: TAGS })),
    };
  },
};
