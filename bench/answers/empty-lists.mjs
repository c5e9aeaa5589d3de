/** Answers of the lists that hold nothing in the inventory: one row each in lists.json, which tells the calls to whoever counts them too. */
import { readFileSync } from 'node:fs';

export const LISTS = JSON.parse(readFileSync(new URL('../lists.json', import.meta.url), 'utf8'));

const XML = [
  ...[
    'autoscaling',
    'cloudformation',
    'ec2',
    'elasticache',
    'elasticloadbalancing',
    'iam',
    'rds',
    'redshift',
    'route53',
  ],
  'sns',
];

/** An empty list in the protocol's form: an element without content, or `[]`. */
const emptyOf = ({ service, operation }) => {
  const rows = LISTS.filter((row) => row.service === service && row.operation === operation);
  const given = rows.find(({ empty }) => empty)?.empty;
  return given ?? Object.fromEntries(rows.map(({ member }) => [member, XML.includes(service) ? '' : []]));
};

/** Service to operation to answer. */
export const emptyLists = {};
for (const row of LISTS) {
  emptyLists[row.service] ??= {};
  emptyLists[row.service][row.operation] = () => emptyOf(row);
}
