/** The collector of `AWS::CertificateManager::Certificate`. */
import type { CertificateDetail } from '@aws-sdk/client-acm';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';

/** All there are: without them ACM answers certificates of RSA with 2048 bits, and none else. */
const KEY_TYPES = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
] as const;

export default defineCollector({
  type: 'AWS::CertificateManager::Certificate',
  summary: 'Certificates: names, key, validation, state.',
  scope: 'regional',
  actions: ['acm:ListCertificates'],
  async *list(ctx) {
    const { ACMClient, paginateListCertificates } = await import('@aws-sdk/client-acm');
    const config = { client: ctx.client(ACMClient), pageSize: 1000 };
    for await (const page of paginateListCertificates(config, { Includes: { keyTypes: [...KEY_TYPES] } })) {
      for (const one of given(page.CertificateSummaryList, 'CertificateSummaryList')) {
        const id = one.CertificateArn ?? '';
        yield { id, arn: id, name: one.DomainName ?? null, properties: compact({ DomainName: one.DomainName }) };
      }
    }
  },
  parts: [
    {
      action: 'acm:DescribeCertificate',
      properties: [
        'CertificateAuthorityArn',
        'CertificateExport',
        'CertificateTransparencyLoggingPreference',
        'KeyAlgorithm',
        'LiveState',
        'Status',
        'SubjectAlternativeNames',
        'Type',
        'ValidationMethod',
      ],
      async read(ctx, { id }) {
        const { ACMClient, DescribeCertificateCommand } = await import('@aws-sdk/client-acm');
        const { Certificate } = await ctx
          .client(ACMClient)
          .send(new DescribeCertificateCommand({ CertificateArn: id }));
        if (Certificate === undefined) throw new Error('the answer carries no Certificate');
        return described(Certificate);
      },
    },
  ],
  tags: 'tagging-api',
  // A renewed import and a second certificate for the same name live side by side.
  uniqueName: false,
  comparators: {
    CertificateAuthorityArn: 'same',
    CertificateExport: 'same',
    CertificateTransparencyLoggingPreference: 'same',
    DomainName: { compare: 'same', severity: 'high' },
    KeyAlgorithm: { compare: 'same', severity: 'high' },
    Status: { compare: 'same', severity: 'high', best: 'ISSUED', why: 'Only what is issued can be used.' },
    SubjectAlternativeNames: { compare: 'same', severity: 'high', why: 'The names that it is good for.' },
    Type: { compare: 'same', why: 'ACM renews what it issued, and not what was imported.' },
    ValidationMethod: 'same',
    ...liveMembers('InUse', 'NotAfter', 'RenewalStatus'),
  },
  sets: ['SubjectAlternativeNames'],
  notRead: { DomainValidationOptions: 'records that prove the name; Status tells whether they do' },
  cannotSee: ['Private keys.'],
});

function described(certificate: CertificateDetail): JsonObject {
  const { Options } = certificate;
  return compact({
    CertificateAuthorityArn: certificate.CertificateAuthorityArn,
    CertificateExport: Options?.Export,
    CertificateTransparencyLoggingPreference: Options?.CertificateTransparencyLoggingPreference,
    // `RSA-2048` from one call, `RSA_2048` from the other and in templates.
    KeyAlgorithm: certificate.KeyAlgorithm?.replaceAll('-', '_'),
    Status: certificate.Status,
    SubjectAlternativeNames: sorted(certificate.SubjectAlternativeNames),
    Type: certificate.Type,
    ValidationMethod: certificate.DomainValidationOptions?.[0]?.ValidationMethod,
    ...liveState({
      InUse: certificate.InUseBy === undefined ? undefined : certificate.InUseBy.length > 0,
      NotAfter: certificate.NotAfter?.toISOString(),
      RenewalStatus: certificate.RenewalSummary?.RenewalStatus,
    }),
  });
}
