import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-route53-healthcheck.ts';

const ANSWERS = {
  GetHealthCheckStatus: {
    HealthCheckObservations: ['Success: HTTP Status Code 200, OK', 'Failure: timed out'].map((Status) => ({
      StatusReport: { Status },
    })),
  },
  ListHealthChecks: {
    HealthChecks: [
      {
        Id: 'h1',
        CallerReference: 'x',
        HealthCheckVersion: 3,
        HealthCheckConfig: { Type: 'HTTPS', FullyQualifiedDomainName: 'shop.com', Port: 443, Regions: ['us-east-1'] },
      },
    ],
  },
  ListTagsForResource: { ResourceTagSet: { Tags: [{ Key: 'app', Value: 'shop' }] } },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'h1',
      arn: 'arn:aws:route53:::healthcheck/h1',
      name: null,
      properties: {
        HealthCheckConfig: { FullyQualifiedDomainName: 'shop.com', Port: 443, Regions: ['us-east-1'], Type: 'HTTPS' },
        LiveState: { Checkers: 2, FailingCheckers: 1 },
        Tags: { app: 'shop' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { Id: 'h1' };
  const pages = [{ HealthChecks: [one], IsTruncated: true, NextMarker: 'two' }, { HealthChecks: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListHealthChecks',
    action: 'route53:ListHealthChecks',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxItems: 100 }, { MaxItems: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no HealthChecks');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('route53:ListHealthChecks');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListHealthChecks: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListHealthChecks: {} }))).rejects.toThrow(
    'no HealthChecks',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['route53:GetHealthCheckStatus', 'route53:ListTagsForResource']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
});
