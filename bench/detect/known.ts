/** Faults that are known, each with its cause. */
import type { Tried } from './run.ts';

/** A miss or a false finding that is known, with its cause. The bench fails on any other. */
export type Known = {
  readonly type: string;
  readonly kind?: string;
  readonly property?: string;
  readonly cause: string;
};

export const KNOWN: readonly Known[] = [
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    property: 'LaunchTemplate.Version',
    cause: 'the template asks for the latest version of the launch template, and its number is told by nothing else',
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    property: 'ServiceLinkedRoleARN',
    cause: 'where no template sets it, AWS takes the role that is linked to the service',
  },
  ...['Function', 'Alias', 'Version'].map((kind) => ({
    type: `AWS::Lambda::${kind}`,
    property: 'CodeSha256',
    cause: 'the text of the function stands in the template, and CloudFormation packs it anew in each region',
  })),
];

export function knownCause({ mutation: { kind, target, property } }: Tried): string | undefined {
  return KNOWN.find(
    (one) =>
      (one.kind === undefined || one.kind === kind) &&
      one.type === target.row.type &&
      (one.property === undefined || one.property === property),
  )?.cause;
}
