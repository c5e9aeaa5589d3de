import { expect, test } from 'vitest';
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { baselineOf, resource, type Terse } from '../findings/testing.ts';
import { align } from './align.ts';

const ZURICH = 'eu-central-2';
const TYPE = 'AWS::AppRunner::Service';
const service = (region: string, more: Partial<Terse> = {}): Terse => ({
  ...{ type: TYPE, region, id: `web-${region}`, name: 'web', stack: 'shop', logicalId: 'Web', properties: null },
  ...more,
});

function cellsOf(resources: readonly Terse[], type = TYPE): readonly string[] {
  const regions = { 'us-east-1': [], [ZURICH]: [] };
  const snapshot = { ...snapshotOf({ regions }, [type]), resources: resources.map(resource) };
  const { rows } = align(snapshot, baselineOf(undefined), collectors);
  return rows
    .filter((row) => row.type === type)
    .map((row) => {
      const cell = row.cells.get(ZURICH);
      return cell?.state === 'exempt' ? `exempt: ${cell.reason}` : `${cell?.state}`;
    });
}

test('what CloudFormation does not offer in a region need not be there, and it is said as of when', () => {
  expect(typeKnowledge().offered(TYPE, ZURICH)).toBe(false);
  expect(cellsOf([service('us-east-1')])).toEqual([
    `exempt: as of ${typeKnowledge().date} CloudFormation does not offer ${TYPE} in ${ZURICH}`,
  ]);
});

test('what is offered there is missing', () => {
  const queue = 'AWS::SQS::Queue';
  expect(cellsOf([service('us-east-1', { type: queue })], queue)).toEqual(['absent']);
});

test('where one of the type is there it is offered by now; and what no stack made says nothing of CloudFormation', () => {
  const other = service(ZURICH, { id: 'other', name: 'other', logicalId: 'Other' });
  expect(cellsOf([service('us-east-1'), other])).toContain('absent');
  expect(cellsOf([service('us-east-1', { stack: null, logicalId: null })])).toEqual(['absent']);
});
