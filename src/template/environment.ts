/** Where a template is evaluated: the region, the account, the stack and the values that were given. */

/** The value of a parameter: as given, and for SSM parameter types what it resolved to. `null`: it has one, masked (`****`). */
export type Given =
  | string
  | number
  | boolean
  | readonly string[]
  | null
  | { readonly value?: string | null; readonly resolved?: string };

/** What is left out or null is not known, and becomes a hole. */
export type Environment = {
  readonly region: string | null;
  readonly accountId?: string | null;
  readonly partition?: string | null;
  readonly urlSuffix?: string | null;
  readonly stackName?: string | null;
  readonly stackId?: string | null;
  readonly notificationArns?: readonly string[] | null;
  /** By name. A parameter that is not here has the template's default. */
  readonly parameters?: { readonly [name: string]: Given };
  /** Values of exports of this account and region, by name; a name that is not here is a hole. */
  readonly exports?: { readonly [name: string]: string };
  /** Availability zones by region, in the order in which `Fn::GetAZs` gives them. */
  readonly zones?: { readonly [region: string]: readonly string[] };
  /** The template is as AWS processed it: its transforms have run. */
  readonly processed?: boolean;
};

/** Pseudo parameters by name: their value, or undefined where the environment does not say. */
export function pseudoValue(name: string, environment: Environment): string | readonly string[] | undefined {
  const found = {
    'AWS::Region': environment.region,
    'AWS::AccountId': environment.accountId,
    'AWS::Partition': environment.partition,
    'AWS::URLSuffix': environment.urlSuffix,
    'AWS::StackName': environment.stackName,
    'AWS::StackId': environment.stackId,
    'AWS::NotificationARNs': environment.notificationArns,
  }[name];
  return found ?? undefined;
}

export const PSEUDO: ReadonlySet<string> = new Set([
  'AWS::Region',
  'AWS::AccountId',
  'AWS::Partition',
  'AWS::URLSuffix',
  'AWS::StackName',
  'AWS::StackId',
  'AWS::NotificationARNs',
]);
