/** Several accounts: an organization whose management account reads its members by an assumed role. */
import { openWorld, simulatorEndpoint, type World } from './simulator.ts';

export type Organization = {
  readonly management: World;
  /** A world a member account: `clients` seeds it; what the management account's sessions ask of it is in its `calls()`. */
  readonly members: readonly World[];
  /** The role that each member has for the management account. */
  roleArn(member: World): string;
};

/**
 * Opens a management account and so many members, each with the role.
 *
 * @param externalId what the role's trust asks for; nothing when absent
 */
export async function openOrganization(
  accounts: number,
  { role = 'parity-read', externalId }: { readonly role?: string; readonly externalId?: string } = {},
): Promise<Organization> {
  const endpoint = simulatorEndpoint();
  const management = await openWorld();
  const response = await fetch(`${endpoint}/simulator/organizations`, {
    method: 'POST',
    body: JSON.stringify({ account: management.account, accounts, role, externalId }),
  });
  const answer = (await response.json()) as { members: string[]; error?: string };
  if (!response.ok) throw new Error(`simulator: ${answer.error}`);
  const members: World[] = [];
  for (const account of answer.members) members.push(await openWorld(endpoint, account));
  return { management, members, roleArn: ({ account }) => `arn:aws:iam::${account}:role/${role}` };
}
