import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-certificatemanager-certificate.ts';

const ANSWERS = {
  ListCertificates: {
    CertificateSummaryList: [
      {
        CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
        DomainName: 'shop.com',
        KeyAlgorithm: 'RSA-2048',
      },
    ],
  },
  DescribeCertificate: {
    Certificate: {
      DomainName: 'shop.com',
      SubjectAlternativeNames: ['www.shop.com', 'shop.com'],
      KeyAlgorithm: 'RSA-2048',
      Status: 'ISSUED',
      Type: 'AMAZON_ISSUED',
      NotAfter: new Date(0),
      DomainValidationOptions: [{ DomainName: 'shop.com', ValidationMethod: 'DNS', ResourceRecord: {} }],
      Options: { CertificateTransparencyLoggingPreference: 'ENABLED', Export: 'DISABLED' },
      InUseBy: ['arn'],
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
      arn: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
      name: 'shop.com',
      properties: {
        CertificateExport: 'DISABLED',
        CertificateTransparencyLoggingPreference: 'ENABLED',
        DomainName: 'shop.com',
        KeyAlgorithm: 'RSA_2048',
        LiveState: { InUse: true, NotAfter: '1970-01-01T00:00:00.000Z' },
        Status: 'ISSUED',
        SubjectAlternativeNames: ['shop.com', 'www.shop.com'],
        Type: 'AMAZON_ISSUED',
        ValidationMethod: 'DNS',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { CertificateArn: 'arn:c' };
  const pages = [{ CertificateSummaryList: [one], NextToken: 'two' }, { CertificateSummaryList: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListCertificates',
    action: 'acm:ListCertificates',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    {
      Includes: {
        keyTypes: ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'],
      },
      MaxItems: 1000,
    },
    {
      Includes: {
        keyTypes: ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'],
      },
      MaxItems: 1000,
      NextToken: 'two',
    },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no CertificateSummaryList');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('acm:ListCertificates');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListCertificates: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListCertificates: {} }))).rejects.toThrow(
    'no CertificateSummaryList',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['acm:DescribeCertificate']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['acm:DescribeCertificate']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'acm', action: 'ListCertificates' },
    async seed(world) {
      const client = new ACMClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const DomainName of ['one.com', 'two.com', 'three.com']) {
        const command = new RequestCertificateCommand({ DomainName, KeyAlgorithm: 'EC_prime256v1' });
        made.push((await client.send(command)).CertificateArn ?? '');
      }
      return made.sort();
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
});
