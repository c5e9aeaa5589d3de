// Written by `npm run generate` from the files of this folder.
import ambiguousMatch from './ambiguous-match.ts';
import backupCopies from './backup-copies.ts';
import capacityParity from './capacity-parity.ts';
import certificateValidity from './certificate-validity.ts';
import countDrift from './count-drift.ts';
import customerKey from './customer-key.ts';
import databaseEncryption from './database-encryption.ts';
import dnsFailover from './dns-failover.ts';
import expectedProperty from './expected-property.ts';
import expectedRelation from './expected-relation.ts';
import expectedResource from './expected-resource.ts';
import expiredWaiver from './expired-waiver.ts';
import extraResource from './extra-resource.ts';
import instanceOffering from './instance-offering.ts';
import liveHealth from './live-health.ts';
import misplacedResource from './misplaced-resource.ts';
import missingResource from './missing-resource.ts';
import propertyDrift from './property-drift.ts';
import publicBucket from './public-bucket.ts';
import quotaParity from './quota-parity.ts';
import regionIsolation from './region-isolation.ts';
import replicaReadiness from './replica-readiness.ts';
import replicationHealth from './replication-health.ts';
import type { Rule } from './rule.ts';
import securityGroupRules from './security-group-rules.ts';
import stackStatusDrift from './stack-status-drift.ts';
import staleWaiver from './stale-waiver.ts';
import tagDrift from './tag-drift.ts';
import trailCoverage from './trail-coverage.ts';
import unmatchedSelector from './unmatched-selector.ts';
import unusedDeclaration from './unused-declaration.ts';
import versionSkew from './version-skew.ts';
import worldOpenPort from './world-open-port.ts';

export const rules: readonly Rule[] = [
  ambiguousMatch,
  backupCopies,
  capacityParity,
  certificateValidity,
  countDrift,
  customerKey,
  databaseEncryption,
  dnsFailover,
  expectedProperty,
  expectedRelation,
  expectedResource,
  expiredWaiver,
  extraResource,
  instanceOffering,
  liveHealth,
  misplacedResource,
  missingResource,
  propertyDrift,
  publicBucket,
  quotaParity,
  regionIsolation,
  replicaReadiness,
  replicationHealth,
  securityGroupRules,
  stackStatusDrift,
  staleWaiver,
  tagDrift,
  trailCoverage,
  unmatchedSelector,
  unusedDeclaration,
  versionSkew,
  worldOpenPort,
];
