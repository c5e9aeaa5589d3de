/** The collector of `AWS::OpenSearchService::Domain`. */
import type { DomainStatus } from '@aws-sdk/client-opensearch';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, inBatches, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped, opened, plainJson } from '../mapping.ts';

const TAKEN = [
  ...['AIMLOptions', 'AdvancedOptions', 'AutomatedSnapshotPauseOptions', 'ClusterConfig', 'CognitoOptions'],
  ...['DeploymentStrategyOptions', 'DomainEndpointOptions', 'EBSOptions', 'EncryptionAtRestOptions', 'EngineMode'],
  ...['EngineVersion', 'IPAddressType', 'IdentityCenterOptions', 'LogPublishingOptions'],
  ...['NodeToNodeEncryptionOptions', 'OffPeakWindowOptions', 'SnapshotOptions', 'SoftwareUpdateOptions', 'UseCase'],
];

export default defineCollector({
  type: 'AWS::OpenSearchService::Domain',
  summary: 'Search domains: nodes, storage, version, encryption, network, who may search, logs.',
  scope: 'regional',
  uniqueName: true,
  actions: ['es:ListDomainNames', 'es:DescribeDomains'],
  async *list(ctx) {
    const { DescribeDomainsCommand, ListDomainNamesCommand, OpenSearchClient } = await import(
      '@aws-sdk/client-opensearch'
    );
    const client = ctx.client(OpenSearchClient);
    const answer = await client.send(new ListDomainNamesCommand({}));
    const names = given(answer.DomainNames, 'DomainNames', 'es:ListDomainNames');
    // The service takes five at once, and refuses more.
    for (const batch of inBatches(names, 5)) {
      const DomainNames = batch.map(({ DomainName = '' }) => DomainName);
      const { DomainStatusList } = await client.send(new DescribeDomainsCommand({ DomainNames }));
      for (const domain of given(DomainStatusList, 'DomainStatusList', 'es:DescribeDomains')) {
        const id = domain.DomainName ?? '';
        yield { id, arn: domain.ARN ?? null, name: id, properties: propertiesOf(domain, ctx) };
      }
    }
  },
  tags: 'tagging-api',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet'],
  leaving: ({ LiveState }) =>
    (LiveState as { readonly Deleted?: boolean } | undefined)?.Deleted === true ? 'it is being deleted' : null,
  comparators: {
    AIMLOptions: 'same',
    AccessPolicies: { compare: 'same', severity: 'high', why: 'It decides who may search and write.' },
    AdvancedOptions: 'same',
    'AdvancedSecurityOptions.AnonymousAuthEnabled': { compare: 'same', severity: 'high', worse: 'true' },
    'AdvancedSecurityOptions.Enabled': { compare: 'same', severity: 'high', worse: 'false' },
    'AdvancedSecurityOptions.IAMFederationOptions': 'same',
    'AdvancedSecurityOptions.InternalUserDatabaseEnabled': { compare: 'same', severity: 'high' },
    'AdvancedSecurityOptions.JWTOptions': { compare: 'same', severity: 'high' },
    'AdvancedSecurityOptions.SAMLOptions': { compare: 'same', severity: 'high' },
    AutomatedSnapshotPauseOptions: 'same',
    'ClusterConfig.DedicatedMasterCount': { compare: 'same', severity: 'high', worse: 'smaller' },
    'ClusterConfig.DedicatedMasterEnabled': { compare: 'same', severity: 'high', worse: 'false' },
    'ClusterConfig.DedicatedMasterType': { compare: 'same', severity: 'high' },
    'ClusterConfig.InstanceCount': { compare: 'same', severity: 'high', worse: 'smaller' },
    'ClusterConfig.InstanceType': { compare: 'same', severity: 'high' },
    'ClusterConfig.MultiAZWithStandbyEnabled': { compare: 'same', severity: 'high', worse: 'false' },
    'ClusterConfig.ZoneAwarenessEnabled': { compare: 'same', severity: 'high', worse: 'false' },
    CognitoOptions: { compare: 'same', severity: 'high' },
    DeploymentStrategyOptions: 'same',
    'DomainEndpointOptions.EnforceHTTPS': { compare: 'same', severity: 'high', worse: 'false' },
    'DomainEndpointOptions.TLSSecurityPolicy': { compare: 'same', severity: 'high' },
    'EBSOptions.Iops': { compare: 'same', worse: 'smaller' },
    'EBSOptions.Throughput': { compare: 'same', worse: 'smaller' },
    'EBSOptions.VolumeSize': { compare: 'same', severity: 'high', worse: 'smaller' },
    'EBSOptions.VolumeType': { compare: 'same', severity: 'high' },
    'EncryptionAtRestOptions.Enabled': { compare: 'same', severity: 'critical', worse: 'false' },
    'EncryptionAtRestOptions.KmsKeyId': { compare: 'same', severity: 'high' },
    EngineMode: 'same',
    EngineVersion: { compare: 'same', severity: 'high' },
    IPAddressType: 'same',
    IdentityCenterOptions: 'same',
    ...liveMembers('Deleted', 'DomainProcessingStatus', 'Processing', 'UpgradeProcessing'),
    LogPublishingOptions: { compare: 'same', severity: 'high' },
    'NodeToNodeEncryptionOptions.Enabled': { compare: 'same', severity: 'high', worse: 'false' },
    OffPeakWindowOptions: {
      compare: 'advisory',
      why: 'It opens at ten in the evening of each region where none is given.',
    },
    SnapshotOptions: 'same',
    SoftwareUpdateOptions: 'same',
    UseCase: 'same',
    'VPCOptions.EgressEnabled': 'same',
    'VPCOptions.SecurityGroupIds': { compare: 'same', severity: 'high' },
    'VPCOptions.SubnetIds': {
      compare: 'same',
      severity: 'high',
      why: 'Compared by which subnets they are. Without any, the domain is reached from everywhere.',
    },
  },
  policies: ['AccessPolicies'],
  sets: ['VPCOptions.SecurityGroupIds', 'VPCOptions.SubnetIds'],
  keyed: { 'ClusterConfig.NodeOptions': ['NodeType'] },
  notRead: {
    'AdvancedSecurityOptions.MasterUserOptions': 'a password among them: the service does not tell any of it',
    DomainArn: 'it is the ARN',
    DomainName: 'it is the name',
    SkipShardMigrationWait: 'what is to be done at a change, and no state',
  },
  cannotSee: [
    'Indexes, and what is in them; users and roles inside the domain; packages and connections to other domains.',
    'Whether a domain was made as AWS::Elasticsearch::Domain: both are read as this type.',
  ],
});

function propertiesOf(domain: DomainStatus, ctx: CollectorContext): JsonObject {
  const { AdvancedSecurityOptions: security, VPCOptions: vpc } = domain;
  const { AnonymousAuthDisableDate: _date, SAMLOptions: saml, ...options } = security ?? {};
  const metadata = saml?.Idp?.MetadataContent;
  const shown = saml && {
    ...saml,
    // Pages of XML, with the address of the provider in it.
    Idp: saml.Idp && { ...saml.Idp, MetadataContent: metadata && ctx.digest(metadata) },
  };
  return compact({
    ...mapped(domain, { take: TAKEN }),
    AccessPolicies: opened(domain.AccessPolicies),
    AdvancedSecurityOptions: plainJson(security && { ...options, SAMLOptions: shown }),
    VPCOptions: plainJson(
      vpc && {
        EgressEnabled: vpc.EgressEnabled,
        SecurityGroupIds: sorted(vpc.SecurityGroupIds),
        SubnetIds: sorted(vpc.SubnetIds),
      },
    ),
    ...liveState({
      Deleted: domain.Deleted,
      DomainProcessingStatus: domain.DomainProcessingStatus,
      Processing: domain.Processing,
      UpgradeProcessing: domain.UpgradeProcessing,
    }),
  });
}
