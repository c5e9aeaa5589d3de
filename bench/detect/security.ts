/** What the security expectations rightly say of a mutation. */
import type { Baseline } from '../../src/baseline/baseline.ts';
import type { Json, JsonObject, Resource } from '../../src/snapshot/snapshot.ts';
import type { Expected } from './expectation.ts';
import type { Target } from './scene.ts';

/** What the built-in security expectations rightly say of a changed resource, and what the design's baseline asks beside them. */
export function securityFindings(
  { row, place }: Target,
  changed: Resource | null,
  baseline: Baseline,
): readonly Expected[] {
  const said = (changed === null ? [] : faults(changed)).map(([rule, property]) => ({
    rule,
    type: row.type,
    counterpart: row.counterpart,
    regions: [place],
    property: (name: string) => name === property,
    need: true,
  }));
  const asked = (baseline.rules?.['trail-coverage'] as { options?: { required?: boolean } } | undefined)?.options;
  if (row.type !== 'AWS::CloudTrail::Trail' || asked?.required !== true) return said;
  const blind = changed === null || said.length > 0 || !seesManagement(changed);
  return [...said, { rule: 'trail-coverage', type: row.type, counterpart: 'trail', regions: null, need: blind }];
}

function seesManagement({ properties }: Resource): boolean {
  const basic = (properties?.EventSelectors ?? []) as readonly JsonObject[];
  const advanced = (properties?.AdvancedEventSelectors ?? []) as readonly JsonObject[];
  // Without any selector AWS does not say what is selected.
  if (basic.length + advanced.length === 0) return true;
  return (
    advanced.length > 0 ||
    basic.some((one) => one.IncludeManagementEvents !== false && (one.ReadWriteType ?? 'All') === 'All')
  );
}

type Fault = readonly [rule: string, property: string];

function faults({ type, properties }: Resource): readonly Fault[] {
  const p = properties ?? {};
  if (type === 'AWS::KMS::Key' || type === 'AWS::KMS::ReplicaKey') return ofKey(type, p);
  if (type === 'AWS::RDS::DBInstance' || type === 'AWS::RDS::DBCluster') {
    const ofCluster = p.StorageEncrypted === undefined && p.DBClusterIdentifier !== undefined;
    return p.StorageEncrypted === true || ofCluster ? [] : [['database-encryption', 'StorageEncrypted']];
  }
  if (type === 'AWS::CloudTrail::Trail') {
    if (p.IsLogging !== true) return [['trail-coverage', 'IsLogging']];
    return p.LatestDeliveryError ? [['trail-coverage', 'LatestDeliveryError']] : [];
  }
  if (type === 'AWS::S3::Bucket') {
    const block = p.PublicAccessBlockConfiguration as JsonObject | undefined;
    const open = block?.RestrictPublicBuckets !== true && letsAllIn(p.BucketPolicy);
    return open ? [['public-bucket', 'BucketPolicy']] : [];
  }
  return [];
}

function ofKey(type: string, p: JsonObject): readonly Fault[] {
  if (p.KeyManager === 'AWS') return [];
  if (!['Enabled', 'Creating', 'Updating', undefined].includes(p.KeyState as string))
    return [['customer-key', 'KeyState']];
  if (p.KeyState === undefined && p.Enabled === false) return [['customer-key', 'KeyState']];
  const is = (value: Json | undefined, usual: string) => value === undefined || value === usual;
  const rotates =
    type === 'AWS::KMS::Key' &&
    is(p.KeySpec, 'SYMMETRIC_DEFAULT') &&
    is(p.KeyUsage, 'ENCRYPT_DECRYPT') &&
    is(p.Origin, 'AWS_KMS');
  return rotates && p.EnableKeyRotation !== true ? [['customer-key', 'EnableKeyRotation']] : [];
}

function letsAllIn(policy: Json | undefined): boolean {
  const statements = (policy as { readonly Statement?: readonly JsonObject[] } | undefined)?.Statement ?? [];
  return statements.some(({ Effect, Principal, Condition }) => {
    const names = typeof Principal === 'object' ? [(Principal as JsonObject).AWS].flat() : [Principal];
    return Effect === 'Allow' && Condition === undefined && names.includes('*');
  });
}
