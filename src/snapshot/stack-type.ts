/** The one resource type that the engine knows by name: a stack holds all the rest, and its rows are the membership itself. */

/** The type of a stack, nested or not. */
export const STACK = 'AWS::CloudFormation::Stack';
