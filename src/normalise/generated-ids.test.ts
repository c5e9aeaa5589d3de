// Ids that services make, in ARNs of types that the table does not name: by the template of the type, and by their looks.
import { describe, expect, it } from 'vitest';
import { madeIdIn } from './generated-ids.ts';

const UUID = '0c43f5a1-8d2f-4c9c-5a0e-6fa1a1c0b2c3';
const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:111122223333:${rest}`;

describe('madeIdIn', () => {
  it.each([
    ['glue', 'mlTransform/tfm-', '3fa9c1d2b80e77a13fa9c1d2b80e77a13fa9c1d2'],
    ['cleanrooms', 'collaboration/', UUID],
    ['bedrock', 'flow/', 'A1B2C3D4E5'],
    ['codeconnections', 'connection/', UUID],
  ])('of %s %s…', (service, kind, id) => {
    const text = arn(service, `${kind}${id}`);
    const made = madeIdIn(text);
    expect(text.slice(made?.at)).toBe(made?.id);
    expect(made?.id.endsWith(id)).toBe(true);
  });
  it.each([
    ['databrew', 'dataset/orders'],
    ['databrew', 'dataset/orders-20260131'],
    ['rds', 'cluster:orders-4f2a9c81b0d3'],
    ['lambda', 'function:orders'],
    ['glue', 'job/a1b2c3d4e5f6a7b8'],
  ])('is no id where a person may have named: %s %s', (service, rest) =>
    expect(madeIdIn(arn(service, rest))).toBeNull(),
  );
});
