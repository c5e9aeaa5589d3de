/** The command iam-policy. */
import { BASE_ACTIONS } from '../collectors/aws/base-actions.ts';
import type { Collector, IamAction } from '../collectors/collector.ts';
import { makeScope } from '../collectors/discovery/scope.ts';
import { type GenericNeeds, genericNeeds } from '../collectors/generic/read-actions.ts';
import { rungOf } from '../collectors/generic/rungs.ts';
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';
import { collectors } from '../collectors/index.ts';
import { READINESS_ACTIONS } from '../collectors/readiness/read-readiness.ts';
import { inTypes } from '../collectors/type-patterns.ts';
import { partitionOf } from '../normalise/regions.ts';
import type { Target } from '../publish/target.ts';
import { toJson } from '../report/json.ts';
import type { Io } from './io.ts';
import { page } from './page.ts';
import { registrySchemas } from './registry-schemas.ts';
import { readSnapshotFiles } from './snapshots.ts';

export type IamPolicyFlags = {
  readonly type?: readonly string[];
  readonly excludeType?: readonly string[];
  /** Snapshots whose types without a collector are to be read too. */
  readonly for?: readonly string[];
  readonly profile?: string;
  readonly explain?: true;
  /** The policy of `explain --who`. */
  readonly who?: true;
  readonly readiness?: true;
  readonly publish?: readonly Target[];
  readonly publishRegion?: string;
  readonly publishKmsKey?: string;
};

/** API Gateway's reads are all granted as GET ("Actions, resources, and condition keys for Amazon API Gateway Management"). */
function granted(action: IamAction): IamAction {
  return action.startsWith('apigateway:') ? 'apigateway:GET' : action;
}

/** An action and what is not known without it. */
export type Need = { readonly action: IamAction; readonly lost: string };

/** Never part of the policy above: no check asks who. */
const WHO: Need = { action: 'cloudtrail:LookupEvents', lost: 'explain --who' };

/** What the collectors call: their lists, and the calls per resource with the properties that they fill. */
export function needsOf(enabled: readonly Collector[]): readonly Need[] {
  return enabled.flatMap((collector) => [
    ...collector.actions.map((action) => ({ action, lost: `${collector.type} is unknown` })),
    ...(collector.parts ?? []).map((part) => ({
      action: part.action,
      lost: `${part.properties.join(', ')} of ${collector.type} is unknown`,
    })),
  ]);
}

function byService(needs: readonly Need[]): ReadonlyMap<string, readonly string[]> {
  const services = new Map<string, Set<string>>();
  for (const { action } of needs) {
    const service = action.slice(0, action.indexOf(':'));
    services.set(service, (services.get(service) ?? new Set()).add(granted(action)));
  }
  return new Map(
    [...services].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, actions]) => [name, [...actions].sort()]),
  );
}

/**
 * The policy document, reads only, in the order of their services. None of these calls takes a resource worth naming, so that one
 * statement holds them all: IAM takes 10,240 characters for the policies inside a role, and one for each service costs a fourth more.
 */
export function policyOf(needs: readonly Need[]): unknown {
  const Action = [...byService(needs).values()].flat();
  return { Version: '2012-10-17', Statement: [{ Sid: 'Reads', Effect: 'Allow', Action, Resource: '*' }] };
}

/** Characters of a managed policy, and of all policies inside one role, whitespace not counted (IAM User Guide, "IAM and AWS STS quotas"). */
const MANAGED = 6144;
const INSIDE_A_ROLE = 10_240;

/** Where a policy does not fit, in one line; null where it fits everywhere. */
export function tooLong(policy: unknown): string | null {
  const { length } = JSON.stringify(policy);
  if (length <= MANAGED) return null;
  const told = `the policy has ${length} characters, and a managed policy takes ${MANAGED}`;
  const fewer = '--type prints it for fewer types';
  return length > INSIDE_A_ROLE
    ? `${told}, a role ${INSIDE_A_ROLE} inside it: ${fewer}`
    : `${told}: put it inside the role, which takes ${INSIDE_A_ROLE}; ${fewer}`;
}

/** Prints the document for the types asked, or for each of its actions what is lost without it. */
export async function iamPolicyCommand(flags: IamPolicyFlags, io: Io): Promise<number> {
  const selection = { stackPrefixes: [], tags: {}, types: flags.type ?? [], excludeTypes: flags.excludeType ?? [] };
  if (flags.publish !== undefined) return publishing(flags.publish, flags, io);
  if (flags.who) {
    io.stdout.write(toJson(policyOf([WHO])));
    return 0;
  }
  const generic = flags.for === undefined ? null : await genericOf(flags.for, flags, io);
  const more = (generic?.actions ?? []).map(({ action, types }) => ({
    action,
    lost: `${types.join(', ')}: compared less deep`,
  }));
  const readiness = flags.readiness ? READINESS_ACTIONS : [];
  const needs = [...BASE_ACTIONS, ...readiness, ...needsOf(makeScope(selection, collectors).collectors), ...more];
  if (generic !== null) for (const line of saidOf(generic)) io.stderr.write(`infra-parity: ${line}\n`);
  if (!flags.explain) {
    const policy = policyOf(needs);
    const long = tooLong(policy);
    if (long !== null) io.stderr.write(`infra-parity: ${long}\n`);
    io.stdout.write(toJson(policy));
    return 0;
  }
  const out = page({}, io);
  out.say('Without an action, nothing is taken for missing or equal that it would have shown:');
  for (const [service, actions] of byService(needs)) {
    out.title(service);
    for (const action of actions) {
      const lost = needs.filter((need) => granted(need.action) === action).map((need) => need.lost);
      out.say([...new Set(lost)].join('; '), `${action}: `);
    }
  }
  out.say('');
  out.say('With --role-arn the role has this policy, and whoever assumes it needs sts:AssumeRole for it.');
  out.print();
  return 0;
}

/** What the types of the snapshots need that no collector reads. */
async function genericOf(
  files: readonly string[],
  { profile, type, excludeType }: IamPolicyFlags,
  io: Io,
): Promise<GenericNeeds> {
  const snapshot = await readSnapshotFiles(files, io);
  const selection = { stackPrefixes: [], tags: {}, types: type ?? [], excludeTypes: excludeType ?? [] };
  const isAsked = inTypes(selection, collectors);
  const knowledge = typeKnowledge();
  const types = [...new Set(snapshot.resources.map((one) => one.type))]
    .filter((one) => isAsked(one) && rungOf(one, knowledge, collectors).by === 'generic')
    .sort();
  const region = snapshot.header.regions[0]?.region ?? 'us-east-1';
  const options = { region, signal: io.signal, ...(profile !== undefined && { profile }) };
  return genericNeeds(await registrySchemas(types, options));
}

function saidOf({ unasked, declared }: GenericNeeds): readonly string[] {
  const refused = declared.map(({ type, refused: actions }) =>
    actions.length === 0
      ? `${type} cannot be read`
      : `${type} is not read: its reader wants ${actions.join(', ')}, which is more than a read`,
  );
  if (unasked.length === 0) return refused;
  const what = 'cloudformation:DescribeType did not tell which read actions these need';
  return [...refused, `${what}; a run names each that is denied: ${unasked.join(', ')}`];
}

/** A document of its own: the policy above stays one of reads, and a role that only reads never gets this by accident. */
async function publishing(targets: readonly Target[], flags: IamPolicyFlags, io: Io): Promise<number> {
  const { PUBLISH_ACTIONS, publishPolicy } = await import('../publish/policy.ts');
  if (!flags.explain) {
    io.stdout.write(toJson(publishPolicy(targets, partitionOf(flags.publishRegion ?? ''), flags.publishKmsKey)));
    return 0;
  }
  const out = page({}, io);
  out.say('Only --publish writes. Without an action, this is lost:');
  for (const kind of new Set(targets.map((target) => target.kind))) {
    // A webhook asks no permission of AWS.
    if (kind === 'webhook') continue;
    out.title(kind);
    for (const { action, lost } of PUBLISH_ACTIONS[kind]) out.say(lost, `${action}: `);
  }
  out.print();
  return 0;
}
