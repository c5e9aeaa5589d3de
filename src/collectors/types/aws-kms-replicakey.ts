/** The collector of `AWS::KMS::ReplicaKey`. */
import { defineCollector } from '../collector.ts';
import { KEY_ID, keyComparators, keyReplica, leaving, untold } from './kms.ts';

export default defineCollector({
  type: 'AWS::KMS::ReplicaKey',
  summary: 'Replicas of multi-region keys: found, read and compared with the keys.',
  scope: 'regional',
  listing: 'at-once',
  uniqueName: true,
  sharedIdentity: ({ id }) => (id.startsWith('mrk-') ? id : null),
  // ListKeys gives keys and replicas alike; DescribeKey tells them apart.
  listedBy: 'AWS::KMS::Key',
  actions: [],
  tags: 'tagging-api',
  async *list() {},
  equivalent: 'AWS::KMS::Key',
  comparators: keyComparators,
  policies: ['KeyPolicy'],
  sets: ['Aliases'],
  ownNames: ['Aliases'],
  idPattern: KEY_ID,
  alsoKnownAs: 'Aliases',
  wordsForPeople: ['Description'],
  replica: keyReplica,
  untold,
  leaving,
  notRead: {
    PendingWindowInDays: 'what is to happen at the deletion; KMS does not keep it',
    PrimaryKeyArn: 'MultiRegionConfiguration says where the primary is',
  },
  cannotSee: ['What the collector of AWS::KMS::Key cannot see either: grants, deletion dates, key material.'],
});
