/** Makes a design of one stack. */
import type { At, Design, Stack } from '../design.ts';
import * as kit from './kit.ts';

export type Block = kit.Block;
export type Resources = Readonly<Record<string, Block>>;

const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-2'] as const;

type More = {
  readonly regions?: 2 | 3;
  readonly parameters?: (at: At) => Readonly<Record<string, string>>;
  /** What the template has beside its resources. */
  readonly beside?: Block;
  readonly varied?: Design['varied'];
};

/** A design of one stack, named after it. */
export function single(
  name: string,
  resources: Resources | ((at: At) => Resources),
  { regions = 2, parameters, beside, varied }: More = {},
): Design {
  return {
    name,
    regions: REGIONS.slice(0, regions),
    stackPrefixes: [name],
    ...(varied && { varied }),
    stacks: (at): readonly Stack[] => [
      {
        name,
        template: { ...beside, ...kit.template(typeof resources === 'function' ? resources(at) : resources) },
        ...(parameters && { parameters: parameters(at) }),
      },
    ],
  };
}
