import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { collectors } from '../index.ts';
import { READINESS_ACTIONS } from '../readiness/read-readiness.ts';
import { BASE_ACTIONS } from './base-actions.ts';
import { iamAction } from './iam-action.ts';

const folder = new URL('../', import.meta.url);

/** The actions of the calls that the sources make: `paginateListStacks(` and `new GetRolesCommand(`, by the clients of the file. */
function called(): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/\.test\.ts$|^testing\.ts$/.test(name),
  );
  return files.flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const clients = [...text.matchAll(/'@aws-sdk\/client-([\w-]+)'/g)].map((match) =>
      (match[1] ?? '').replaceAll('-', ''),
    );
    const operations = [...text.matchAll(/\bpaginate(\w+)\(|new (?:\w+\.)?(\w+)Command\(/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    return operations.flatMap((operation) => [...new Set(clients)].map((client) => iamAction(client, operation)));
  });
}

const declared = new Set([
  ...BASE_ACTIONS.map((one) => one.action),
  ...READINESS_ACTIONS.map((one) => one.action),
  ...collectors.flatMap((one) => [...one.actions, ...(one.parts ?? []).map((part) => part.action)]),
]);

test('every action of the policy is called, and nothing else', () => {
  const calls = new Set(called());
  const operations = new Set([...calls].map((action) => action.slice(action.indexOf(':') + 1)));
  expect([...declared].filter((action) => !calls.has(action))).toEqual([]);
  const known = new Set([...declared].map((action) => action.slice(action.indexOf(':') + 1)));
  expect([...operations].filter((operation) => !known.has(operation))).toEqual([
    // Of the bucket that --from names, by whoever audits and not by the role that reads.
    'ListObjectsV2',
    'GetObject',
    // By whoever assumes the role that has the policy, not by the role.
    'AssumeRole',
    // By org plan, in the account of the organization (docs/organizations.md).
    'ListAccounts',
    'ListAccountsForParent',
    'ListOrganizationalUnitsForParent',
  ]);
});

test('every action reads', () => {
  for (const action of declared) expect(action).toMatch(/^[a-z0-9-]+:(GET$|Get|List|Describe|BatchGet)/);
});
