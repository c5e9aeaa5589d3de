import { expect, it } from 'vitest';
import { alignmentOf, judgedBy } from '../findings/testing.ts';
import type { ExampleResource } from '../rules/rule.ts';

const [US, EU, IE] = ['us-east-1', 'eu-central-1', 'eu-west-1'];
const key = (over: Partial<ExampleResource> = {}): ExampleResource => ({
  type: 'AWS::KMS::Key',
  name: 'one',
  logicalId: 'Key',
  stack: 'app',
  id: 'id-1',
  ...over,
});
const messages = (id: string, regions: Record<string, readonly ExampleResource[]>, baseline?: string) =>
  judgedBy(id, { regions, ...(baseline !== undefined && { baseline }) }).findings.map(({ message }) => message);
const cellIn = (regions: Record<string, readonly ExampleResource[]>, region: string) =>
  alignmentOf({ regions }).rows[0]?.cells.get(region);

it('a missing resource that its stack still lists was deleted past the stack, and the message says so', () => {
  const regions = { [US]: [key()], [EU]: [key({ id: 'id-2', gone: true })] };
  expect(cellIn(regions, EU)).toEqual({ state: 'absent', declaredBy: 'app' });
  expect(messages('missing-resource', regions)).toEqual([
    'app/Key is missing in eu-central-1; it is in us-east-1; stack app still lists it in eu-central-1',
  ]);
});

it('it is found under the names that the stacks and logical ids have in each region', () => {
  const here = key({ stack: 'TapStackuseast1', logicalId: 'Keyuseast1A1B2C3D4' });
  const there = key({ stack: 'TapStackeucentral1', logicalId: 'Keyeucentral19F8E7D6C', id: 'id-2', gone: true });
  expect(cellIn({ [US]: [here], [EU]: [there] }, EU)).toEqual({ state: 'absent', declaredBy: 'TapStackeucentral1' });
});

it('a replica that is gone is said of the key that it was the counterpart of', () => {
  const regions = { [US]: [key()], [EU]: [key({ type: 'AWS::KMS::ReplicaKey', id: 'id-2', gone: true })] };
  expect(cellIn(regions, EU)).toEqual({ state: 'absent', declaredBy: 'app' });
});

it.each([
  ['another logical id', { logicalId: 'Other' }],
  ['another stack', { stack: 'other' }],
  ['another type', { type: 'AWS::EC2::VPC' }],
])('nothing is said for %s', (_, over) => {
  const regions = { [US]: [key()], [EU]: [key({ ...over, id: 'id-2', gone: true })] };
  expect(cellIn(regions, EU)).toEqual({ state: 'absent' });
  expect(messages('missing-resource', regions)).toEqual(['app/Key is missing in eu-central-1; it is in us-east-1']);
});

it('an extra resource that the stacks of the others still list says that, too', () => {
  const regions = { [US]: [key({ gone: true })], [EU]: [key()], [IE]: [key({ id: 'id-3', gone: true })] };
  expect(messages('extra-resource', regions)).toEqual([
    'app/Key is extra in eu-central-1; us-east-1 and eu-west-1 are without it; stack app still lists it in us-east-1; stack app still lists it in eu-west-1',
  ]);
});

it('what is there is there, whatever a stack lists beside it', () => {
  const regions = { [US]: [key()], [EU]: [key({ id: 'id-2' }), key({ id: 'id-3', gone: true })] };
  expect(cellIn(regions, EU)?.state).toBe('present');
});
