/** The wire protocols that the services speak: how a request names its operation, and the forms of answer and error. */

import { LISTS } from './answers/empty-lists.mjs';

const escapeXml = (text) => String(text).replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);

/** An object as XML elements; an array repeats the element of its name. */
function xml(value) {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return escapeXml(value);
  return Object.entries(value)
    .flatMap(([name, child]) => (Array.isArray(child) ? child.map((item) => [name, item]) : [[name, child]]))
    .filter(([, child]) => child !== undefined)
    .map(([name, child]) => `<${name}>${xml(child)}</${name}>`)
    .join('');
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** Per service: the protocol, and what it says when it is asked too fast. */
const SERVICES = {
  sts: { protocol: 'query', throttling: 'Throttling' },
  iam: { protocol: 'query', throttling: 'Throttling' },
  cloudformation: { protocol: 'query', throttling: 'Throttling' },
  rds: { protocol: 'query', throttling: 'Throttling' },
  ec2: { protocol: 'ec2', throttling: 'RequestLimitExceeded' },
  kms: { protocol: 'json', throttling: 'ThrottlingException' },
  cloudtrail: { protocol: 'json', throttling: 'ThrottlingException' },
  tagging: { protocol: 'json', throttling: 'ThrottledException' },
  s3: { protocol: 'rest-xml', throttling: 'SlowDown' },
  ...Object.fromEntries(
    ['autoscaling', 'elasticache', 'elasticloadbalancing', 'redshift', 'sns'].map((name) => [
      name,
      { protocol: 'query', throttling: 'Throttling' },
    ]),
  ),
  ...Object.fromEntries(
    ['cloudfront', 'route53'].map((name) => [name, { protocol: 'rest-xml', throttling: 'Throttling' }]),
  ),
  ...Object.fromEntries(
    [
      'apigateway',
      'backup',
      'eks',
      'elasticfilesystem',
      'es',
      'guardduty',
      'kafka',
      'lambda',
      'scheduler',
      'securityhub',
    ].map((name) => [name, { protocol: 'rest-json', throttling: 'TooManyRequestsException' }]),
  ),
};

/** Those that name their operation by the method of HTTP speak JSON too; all others by a header. */
const OTHERS = { protocol: 'json', throttling: 'ThrottlingException' };
const protocolOf = (service) => SERVICES[service] ?? OTHERS;

/** Paths of Lambda's operations on one function. */
const OF_A_FUNCTION = {
  'GET /2015-03-31/functions': 'ListFunctions',
  'GET /2015-03-31/functions/*/policy': 'GetPolicy',
  'GET /2015-03-31/functions/*/aliases': 'ListAliases',
  'GET /2019-09-30/functions/*/concurrency': 'GetFunctionConcurrency',
  'GET /2021-10-31/functions/*/urls': 'ListFunctionUrlConfigs',
};

function restRequest(service, method, url) {
  const { pathname, searchParams } = new URL(url, 'http://endpoint');
  const [one] = /(?<=\/functions\/)[^/]+/.exec(pathname) ?? [];
  const path = `${method} ${one === undefined ? pathname : pathname.replace(one, '*')}`;
  const list = LISTS.find((row) => row.service === service && row.get !== undefined && `GET ${row.get}` === path);
  const operation = list?.operation ?? OF_A_FUNCTION[path] ?? `unknown ${method} ${url}`;
  return { operation, input: { ...(one && { FunctionName: one }), ...Object.fromEntries(searchParams) } };
}

const S3_QUERIES = {
  versioning: 'GetBucketVersioning',
  encryption: 'GetBucketEncryption',
  publicAccessBlock: 'GetPublicAccessBlock',
  logging: 'GetBucketLogging',
  policy: 'GetBucketPolicy',
  ownershipControls: 'GetBucketOwnershipControls',
  lifecycle: 'GetBucketLifecycleConfiguration',
  replication: 'GetBucketReplication',
  acl: 'GetBucketAcl',
  cors: 'GetBucketCors',
  notification: 'GetBucketNotificationConfiguration',
  'object-lock': 'GetObjectLockConfiguration',
  website: 'GetBucketWebsite',
  accelerate: 'GetBucketAccelerateConfiguration',
  location: 'GetBucketLocation',
  tagging: 'GetBucketTagging',
};

function s3Request(url) {
  const { pathname, searchParams } = new URL(url, 'http://endpoint');
  const bucket = decodeURIComponent(pathname.split('/')[1] ?? '');
  const query = Object.keys(S3_QUERIES).find((name) => searchParams.has(name));
  const operation = bucket === '' ? 'ListBuckets' : (S3_QUERIES[query] ?? `unknown ${url}`);
  return { operation, input: { Bucket: bucket, ...Object.fromEntries(searchParams) } };
}

/** @returns region and service from the signature's scope, and operation and input in the service's protocol. */
export function readRequest({ method, url, headers }, body) {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '');
  const [, region = 'unsigned', service = 'unsigned'] = scope ?? [];
  const { protocol } = protocolOf(service);
  if (protocol === 'json') {
    const operation = String(headers['x-amz-target']).split('.').at(-1);
    return { region, service, operation, input: JSON.parse(body || '{}') };
  }
  if (service === 's3') return { region, service, ...s3Request(url) };
  if (protocol.startsWith('rest')) return { region, service, ...restRequest(service, method, url) };
  const input = Object.fromEntries(new URLSearchParams(body));
  return { region, service, operation: input.Action ?? 'unknown', input };
}

/** Route 53 wraps an answer in its operation's name; CloudFront's answer is the list itself. */
function rooted(operation, result) {
  const isList = /^List(Distributions|OriginAccessControls|CloudFrontOriginAccessIdentities)$/.test(operation);
  return isList ? result : { [`${operation}Response`]: result };
}

function answer(status, type, body) {
  return { status, headers: { 'content-type': type, 'x-amzn-requestid': REQUEST_ID }, body };
}

/** @param result the members of the answer; for query and EC2 with their lists already in element form. */
export function success(service, operation, result) {
  const { protocol } = protocolOf(service);
  if (protocol === 'json') return answer(200, 'application/x-amz-json-1.1', JSON.stringify(result));
  if (protocol === 'rest-json') return answer(200, 'application/json', JSON.stringify(result));
  if (protocol === 'rest-xml' && service !== 's3')
    return answer(200, 'text/xml', HEAD + xml(rooted(operation, result)));
  if (protocol === 'ec2') {
    return answer(
      200,
      'text/xml',
      `${HEAD}<${operation}Response><requestId>${REQUEST_ID}</requestId>${xml(result)}</${operation}Response>`,
    );
  }
  if (protocol === 'rest-xml')
    return answer(200, 'application/xml', typeof result === 'string' ? result : HEAD + xml(result));
  const metadata = `<ResponseMetadata><RequestId>${REQUEST_ID}</RequestId></ResponseMetadata>`;
  return answer(
    200,
    'text/xml',
    `${HEAD}<${operation}Response><${operation}Result>${xml(result)}</${operation}Result>${metadata}</${operation}Response>`,
  );
}

export function failure(service, status, code, message) {
  const { protocol } = protocolOf(service);
  const error = xml({ Code: code, Message: message });
  if (protocol === 'json')
    return answer(status, 'application/x-amz-json-1.1', JSON.stringify({ __type: code, message }));
  if (protocol === 'rest-json') {
    const { headers, ...rest } = answer(status, 'application/json', JSON.stringify({ message }));
    return { ...rest, headers: { ...headers, 'x-amzn-errortype': code } };
  }
  if (protocol === 'ec2') {
    return answer(
      status,
      'text/xml',
      `${HEAD}<Response><Errors><Error>${error}</Error></Errors><RequestID>${REQUEST_ID}</RequestID></Response>`,
    );
  }
  if (protocol === 'rest-xml') return answer(status, 'application/xml', `${HEAD}<Error>${error}</Error>`);
  return answer(
    status,
    'text/xml',
    `${HEAD}<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`,
  );
}

/** The service's own words for "too fast". */
export function throttling(service) {
  const { protocol, throttling: code } = protocolOf(service);
  return failure(
    service,
    protocol === 'ec2' || service === 's3' ? 503 : protocol === 'rest-json' ? 429 : 400,
    code,
    'Rate exceeded',
  );
}
