import { describe, expect, it } from 'vitest';
import { respelled } from './respelling.ts';

describe('respelled', () => {
  it.each([
    ['managed', 'MANAGED'],
    ['-----END PUBLIC KEY-----', '-----END PUBLIC KEY-----\n'],
    ['15', '15.4'],
    ['8.0.mysql_aurora.3.05.2', '8.0'],
    ['role', 'arn:aws:iam::111111111111:role/path/role'],
    ['arn:aws:sns:us-east-1:111111111111:topic', 'topic'],
    ['alias/aws/sqs', 'arn:aws:kms:us-east-1:111111111111:key/0a1b'],
    ['alias/x', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
  ])('%s and %s may be one', (designed, live) => expect(respelled(designed, live)).not.toBeNull());

  it.each([
    ['a', 'b'],
    ['8.0', '8.1'],
    ['8.0', '80.1'],
    ['', 'arn:aws:sns:us-east-1:111111111111:'],
    ['opic', 'arn:aws:sns:us-east-1:111111111111:topic'],
    ['111111111111', 'arn:aws:iam::111111111112:root'],
    ['alias/x', 'arn:aws:kms:us-east-1:111111111111:alias/y'],
    ['arn:aws:sns:us-east-1:111111111111:a', 'arn:aws:sns:us-east-1:111111111111:b'],
  ])('%s and %s are not', (designed, live) => expect(respelled(designed, live)).toBeNull());
});
