import { describe, expect, it } from 'vitest';
import { classify, detailOf, gapOf, markOperation, oneLine, operationOf } from './errors.ts';
import { iamAction, iamPrefix } from './iam-action.ts';

const error = (name: string, more: object = {}, message = 'no') => Object.assign(new Error(message), { name, ...more });
const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('what an error means', () => {
  it.each([
    ['AccessDenied', {}, 'denied'],
    ['AccessDeniedException', status(400), 'denied'],
    ['UnauthorizedOperation', status(403), 'denied'],
    ['AuthorizationErrorException', {}, 'denied'],
    ['NotAuthorized', {}, 'denied'],
    ['SyntaxError', status(403), 'denied'],
    ['Unknown', status(403), 'denied'],
    ['Throttling', {}, 'throttled'],
    ['ThrottlingException', {}, 'throttled'],
    ['ThrottledException', {}, 'throttled'],
    ['RequestLimitExceeded', status(503), 'throttled'],
    ['SlowDown', status(503), 'throttled'],
    ['TooManyRequestsException', {}, 'throttled'],
    ['Whatever', status(429), 'throttled'],
    ['ExpiredToken', status(403), 'expired'],
    ['ExpiredTokenException', {}, 'expired'],
    ['RequestExpired', {}, 'expired'],
    ['AuthFailure', status(401), 'credentials'],
    ['UnrecognizedClientException', {}, 'credentials'],
    ['InvalidClientTokenId', status(403), 'credentials'],
    ['SignatureDoesNotMatch', status(403), 'credentials'],
    ['TimeoutError', {}, 'unreachable'],
    ['Error', { code: 'ENOTFOUND' }, 'unreachable'],
    ['AggregateError', { code: 'ECONNREFUSED' }, 'unreachable'],
    ['Error', { cause: { code: 'ECONNRESET' } }, 'unreachable'],
    ['Error', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'unreachable'],
    ['UnknownOperationException', {}, 'unsupported'],
    ['SyntaxError', status(200), 'failed'],
    ['InternalFailure', status(500), 'failed'],
    ['ValidationError', status(400), 'failed'],
  ])('%s %j: %s', (name, more, meaning) => {
    expect(classify(error(name, more))).toBe(meaning);
  });

  it('takes a session that ended for expired', () => {
    expect(classify(error('CredentialsProviderError', {}, 'The SSO session has expired or is invalid'))).toBe(
      'expired',
    );
    expect(classify(error('CredentialsProviderError', {}, 'Could not load credentials from any providers'))).toBe(
      'credentials',
    );
  });

  it('tells a clock that is off from credentials that have ended, though AWS calls both expired', () => {
    const skewed =
      'Signature expired: 20261121T000000Z is now earlier than 20261121T010000Z (20261121T011500Z - 15 min.)';
    for (const name of ['SignatureDoesNotMatch', 'InvalidSignatureException'])
      expect(classify(error(name, status(403), skewed))).toBe('clock');
    expect(classify(error('InvalidSignatureException', {}, 'Signature not yet current: 1 is still later than 2'))).toBe(
      'clock',
    );
    expect(classify(error('RequestTimeTooSkewed', status(403)))).toBe('clock');
    expect(classify(error('SignatureDoesNotMatch', {}, 'Credential should be scoped to a valid region.'))).toBe(
      'credentials',
    );
  });

  it('survives what is no error', () => {
    for (const thrown of [undefined, null, 'text', 7, {}]) expect(classify(thrown)).toBe('failed');
    expect(detailOf(undefined)).toBe('Error: undefined');
  });
});

describe('a gap', () => {
  it('advises what the collector knows to help', () => {
    const told = error('TrailNotFoundException', { remedy: 'ask its owner' });
    expect(gapOf(told, { region: 'r', type: 't', principal: '' }).remedy).toBe('ask its owner');
  });

  const place = { region: 'eu-west-1', type: 'AWS::KMS::Key', principal: 'arn:aws:iam::1:user/me' };

  it('says to set the clock where that is what is wrong, and may be', () => {
    const skewed = gapOf(error('RequestTimeTooSkewed'), place);
    expect(skewed).toMatchObject({ cause: 'denied', remedy: expect.stringMatching(/^set the clock of this machine/) });
    const either = gapOf(error('RequestExpired', {}, 'Request has expired.'), place);
    expect(either).toMatchObject({
      cause: 'expired',
      remedy: expect.stringMatching(/^renew the credentials, or set the clock/),
    });
  });
  const gap = (thrown: Error) => {
    markOperation(thrown, 'kms:ListKeys');
    return gapOf(thrown, place);
  };

  it('names the call, the cause and who is to be granted what', () => {
    const message =
      'User: arn:aws:sts::1:assumed-role/audit/ci is not authorized to perform: kms:ListKeys on resource: *';
    expect(gap(error('AccessDeniedException', {}, message))).toEqual({
      region: 'eu-west-1',
      type: 'AWS::KMS::Key',
      cause: 'denied',
      operation: 'kms:ListKeys',
      detail: `AccessDeniedException: ${message}`,
      remedy: 'grant kms:ListKeys to arn:aws:sts::1:assumed-role/audit/ci',
    });
    expect(gap(error('AccessDenied')).remedy).toBe('grant kms:ListKeys to arn:aws:iam::1:user/me');
  });

  it.each([
    ['with an explicit deny in a service control policy', /^a service control policy denies kms:ListKeys/],
    ['with an explicit deny in an identity-based policy', /^a policy denies kms:ListKeys explicitly/],
  ])('%s, no grant helps', (message, remedy) => {
    expect(gap(error('AccessDenied', {}, message)).remedy).toMatch(remedy);
  });

  it('says what to do of every cause', () => {
    expect(gap(error('Throttling')).remedy).toMatch(/run again when less is calling kms/);
    expect(gap(error('TimeoutError')).remedy).toMatch(/--request-timeout/);
    expect(gap(error('E', { code: 'ENOTFOUND' })).remedy).toMatch(/DNS/);
    expect(gap(error('ExpiredToken')).remedy).toMatch(/renew/);
    expect(gap(error('AuthFailure'))).toMatchObject({ cause: 'denied', remedy: expect.stringMatching(/regional STS/) });
    expect(gapOf(error('AuthFailure'), place, 'disabled')).toMatchObject({
      cause: 'disabled',
      remedy: expect.stringMatching(/enable the region eu-west-1 .* --exclude-region eu-west-1/),
    });
  });

  it('keeps the mark nearest to the call', () => {
    const thrown = error('AccessDenied');
    markOperation(thrown, 'sts:AssumeRole');
    markOperation(thrown, 'kms:ListKeys');
    expect(operationOf(thrown)).toBe('sts:AssumeRole');
  });
});

it('is one bounded line that colours and moves nothing', () => {
  const hostile = 'a\u001b[31mred\u001b[0m\nb\r\u202ec\u0007\u001b]0;title\u0007d\u009be';
  expect(oneLine(hostile)).toBe('ared b c d e');
  const detail = detailOf(error('Error', {}, 'x'.repeat(5000)));
  expect(detail.length).toBe(400);
});

it.each([
  ['S3Client', 'ListBucketsCommand', 's3:ListAllMyBuckets'],
  ['S3Client', 'GetBucketEncryptionCommand', 's3:GetEncryptionConfiguration'],
  ['S3Client', 'GetPublicAccessBlockCommand', 's3:GetBucketPublicAccessBlock'],
  ['ResourceGroupsTaggingAPIClient', 'GetResourcesCommand', 'tag:GetResources'],
  ['RDSClient', 'DescribeDBInstancesCommand', 'rds:DescribeDBInstances'],
  ['CloudWatchLogsClient', 'DescribeLogGroupsCommand', 'logs:DescribeLogGroups'],
])('%s %s needs %s', (client, command, action) => {
  expect(iamAction(client, command)).toBe(action);
});

it('knows a service by its id too, which a bundle does not rename', () => {
  expect(iamPrefix('Resource Groups Tagging API')).toBe('tag');
  expect(iamPrefix('Elastic Load Balancing v2')).toBe('elasticloadbalancing');
  expect(iamPrefix('CloudTrail')).toBe('cloudtrail');
});
