/** What a request asks for, read from the wire. */
import { operationAt } from './routes.ts';

/** What one request asks for, read from the wire as AWS reads it. */
export type Asked = {
  /** The service as it is signed: `tagging`, `rds`. */
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  /** The IAM action that AWS asks for: `tag:GetResources`, `s3:GetEncryptionConfiguration`. */
  readonly action: string;
  /** All that is asked but the continuation token: the same for every page of one list. */
  readonly input: string;
  /** The continuation token; null on a first page, and where there are no pages. */
  readonly token: string | null;
};

export type Wire = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
};

/** What S3 asks for, where it is not called as the operation ("Required permissions for Amazon S3 API operations"). */
const S3_PERMISSIONS: Readonly<Record<string, string>> = {
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
  GetBucketCors: 'GetBucketCORS',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  GetBucketReplication: 'GetReplicationConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  ListBuckets: 'ListAllMyBuckets',
};

const TOKENS = [
  ...['NextToken', 'nextToken', 'Marker', 'marker', 'PaginationToken', 'position'],
  ...['ContinuationToken', 'continuation-token', 'ExclusiveStartTableName'],
];
/** Two pages with other tokens, and the SDK's own marks, are one list. */
const UNTOLD = [...TOKENS, 'x-id'];

/** Throws for a request that is not one of AWS's: then the product sent something that nobody foresaw. */
export async function readRequest({ method, url, headers, body }: Wire): Promise<Asked> {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(String(headers.authorization ?? ''));
  const [, region, service] = scope ?? [];
  if (region === undefined || service === undefined) throw new Error(`${method} ${url} is not signed`);
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const { token, input } = split(Object.entries(JSON.parse(body || '{}') as Record<string, unknown>));
    const operation = target.slice(target.lastIndexOf('.') + 1);
    return { service, region, operation, action: actionOf(service, operation), input, token };
  }
  const form = new URLSearchParams(body);
  const operation = form.get('Action');
  if (operation !== null)
    return { service, region, operation, action: actionOf(service, operation), ...split([...form]) };
  return readRest(service, region, method, new URL(url, 'http://aws'), body);
}

/** The bucket stands in the path, as the endpoint is no host of its own. */
async function readRest(service: string, region: string, method: string, url: URL, body: string): Promise<Asked> {
  const path = url.pathname;
  if (service === 's3') url.pathname = '/';
  const operation = await operationAt(service, method, url);
  if (operation === null) throw new Error(`${method} ${path}${url.search} names no operation of ${service}`);
  const { token, input } = split([['path', path], ['body', body], ...url.searchParams]);
  return { service, region, operation, action: actionOf(service, operation), input, token };
}

function split(members: readonly (readonly [string, unknown])[]): Pick<Asked, 'input' | 'token'> {
  const token = members.find(([name]) => TOKENS.includes(name))?.[1];
  const rest = members.filter(([name]) => !UNTOLD.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return { token: typeof token === 'string' && token !== '' ? token : null, input: JSON.stringify(rest) };
}

/** IAM's prefixes that are not the name which requests are signed for. */
const PREFIXES: Readonly<Record<string, string>> = {
  cloudcontrolapi: 'cloudformation',
  monitoring: 'cloudwatch',
  tagging: 'tag',
};

function actionOf(service: string, operation: string): string {
  // API Gateway's actions are the verbs of HTTP, and nothing but reads are sent.
  if (service === 'apigateway') return 'apigateway:GET';
  return `${PREFIXES[service] ?? service}:${service === 's3' ? (S3_PERMISSIONS[operation] ?? operation) : operation}`;
}

/** The token with which an answer says that there is another page; null when it is the last. */
export function nextToken(answer: string): string | null {
  const xml = /<(?:nextToken|NextToken|NextMarker|Marker|ContinuationToken)>([^<]+)</.exec(answer)?.[1];
  const json = /"(?:NextToken|nextToken|NextMarker|PaginationToken|position|LastEvaluatedTableName)":\s*"([^"]+)"/.exec(
    answer,
  )?.[1];
  return xml ?? json ?? null;
}
