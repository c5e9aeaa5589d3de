/** The accounts of an organization: listed once, by the management account or a delegated administrator. */
import { pushAll } from '../../common/lists.ts';
import type { AccessOptions } from '../collect-options.ts';
import { type Clients, makeClients } from './clients.ts';

/** An account, as far as a work list needs it. */
export type Account = {
  readonly id: string;
  readonly name: string;
  readonly tags?: { readonly [key: string]: string };
};

export type OrganizationOptions = AccessOptions & {
  readonly region: string;
  /** Only accounts below these organizational units or roots, at any depth; empty = all. */
  readonly parents: readonly string[];
  /** Whether tags are needed: a call for each account. */
  readonly withTags: boolean;
  readonly signal?: AbortSignal;
};

/** The active accounts by number. Suspended ones can be read by nobody and are left out. */
export async function listAccounts(options: OrganizationOptions): Promise<readonly Account[]> {
  const { region, signal, parents, withTags } = options;
  const clients = makeClients({ ...options, homeRegions: [region], ready: Promise.resolve(), signal });
  try {
    const found = parents.length === 0 ? await all(clients, region) : await below(clients, region, parents);
    const accounts = [...new Map(found.map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (!withTags) return accounts;
    const tagged: Account[] = [];
    for (const account of accounts) tagged.push({ ...account, tags: await tagsOf(clients, region, account.id) });
    return tagged;
  } finally {
    clients.destroy();
  }
}

type Listed = {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly Status?: string | undefined;
  readonly State?: string | undefined;
};

function active(accounts: readonly Listed[] | undefined): readonly Account[] {
  return (accounts ?? [])
    .filter(({ Status, State }) => (State ?? Status ?? 'ACTIVE') === 'ACTIVE')
    .flatMap(({ Id, Name }) => (Id ? [{ id: Id, name: Name ?? Id }] : []));
}

async function all(clients: Clients, region: string): Promise<readonly Account[]> {
  const { OrganizationsClient, ListAccountsCommand } = await import('@aws-sdk/client-organizations');
  const client = clients.get(OrganizationsClient, region);
  const found: Account[] = [];
  for (let NextToken: string | undefined; ; ) {
    const page = await client.send(new ListAccountsCommand(NextToken === undefined ? {} : { NextToken }));
    pushAll(found, active(page.Accounts));
    NextToken = page.NextToken;
    if (NextToken === undefined) return found;
  }
}

async function below(clients: Clients, region: string, parents: readonly string[]): Promise<readonly Account[]> {
  const sdk = await import('@aws-sdk/client-organizations');
  const client = clients.get(sdk.OrganizationsClient, region);
  const found: Account[] = [];
  const left = [...parents];
  const seen = new Set(left);
  for (let ParentId = left.pop(); ParentId !== undefined; ParentId = left.pop()) {
    for (let NextToken: string | undefined, first = true; first || NextToken !== undefined; first = false) {
      const page = await client.send(
        new sdk.ListAccountsForParentCommand({ ParentId, ...(NextToken && { NextToken }) }),
      );
      pushAll(found, active(page.Accounts));
      NextToken = page.NextToken;
    }
    for (let NextToken: string | undefined, first = true; first || NextToken !== undefined; first = false) {
      const page = await client.send(
        new sdk.ListOrganizationalUnitsForParentCommand({ ParentId, ...(NextToken && { NextToken }) }),
      );
      for (const { Id } of page.OrganizationalUnits ?? []) {
        if (Id === undefined || seen.has(Id)) continue;
        seen.add(Id);
        left.push(Id);
      }
      NextToken = page.NextToken;
    }
  }
  return found;
}

async function tagsOf(clients: Clients, region: string, ResourceId: string): Promise<{ [key: string]: string }> {
  const { OrganizationsClient, ListTagsForResourceCommand } = await import('@aws-sdk/client-organizations');
  const client = clients.get(OrganizationsClient, region);
  const tags: { [key: string]: string } = {};
  for (let NextToken: string | undefined, first = true; first || NextToken !== undefined; first = false) {
    const page = await client.send(new ListTagsForResourceCommand({ ResourceId, ...(NextToken && { NextToken }) }));
    for (const { Key, Value } of page.Tags ?? []) if (Key !== undefined) tags[Key] = Value ?? '';
    NextToken = page.NextToken;
  }
  return tags;
}
