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

/** The reads of a bucket, by their subresource, and what S3 asks for ("Required permissions for Amazon S3 API operations"). */
const BUCKET_READS: Readonly<Record<string, readonly [operation: string, action: string]>> = {
  encryption: ['GetBucketEncryption', 'GetEncryptionConfiguration'],
  lifecycle: ['GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'],
  location: ['GetBucketLocation', 'GetBucketLocation'],
  logging: ['GetBucketLogging', 'GetBucketLogging'],
  ownershipControls: ['GetBucketOwnershipControls', 'GetBucketOwnershipControls'],
  policy: ['GetBucketPolicy', 'GetBucketPolicy'],
  publicAccessBlock: ['GetPublicAccessBlock', 'GetBucketPublicAccessBlock'],
  replication: ['GetBucketReplication', 'GetReplicationConfiguration'],
  versioning: ['GetBucketVersioning', 'GetBucketVersioning'],
};

const TOKENS = ['NextToken', 'Marker', 'PaginationToken', 'ContinuationToken', 'continuation-token'];
/** Two pages with other tokens, and the SDK's own marks, are one list. */
const UNTOLD = [...TOKENS, 'x-id'];

/** Throws for a request that is not one of AWS's: then the product sent something that nobody foresaw. */
export function readRequest({ method, url, headers, body }: Wire): Asked {
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(String(headers.authorization ?? ''));
  const [, region, service] = scope ?? [];
  if (region === undefined || service === undefined) throw new Error(`${method} ${url} is not signed`);
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const { token, input } = split(Object.entries(JSON.parse(body || '{}') as Record<string, unknown>));
    const operation = target.slice(target.lastIndexOf('.') + 1);
    return { service, region, operation, action: actionOf(service, operation), input, token };
  }
  if (service === 's3') return readS3(method, new URL(url, 'http://s3'), region);
  const form = new URLSearchParams(body);
  const operation = form.get('Action');
  if (operation === null) throw new Error(`${method} ${url} names no operation of ${service}`);
  return { service, region, operation, action: actionOf(service, operation), ...split([...form]) };
}

function readS3(method: string, { pathname, searchParams }: URL, region: string): Asked {
  const bucket = pathname.slice(1).replace(/\/$/, '');
  const read = Object.keys(BUCKET_READS).find((name) => searchParams.has(name));
  const [operation, permission] =
    bucket === '' ? ['ListBuckets', 'ListAllMyBuckets'] : (BUCKET_READS[read ?? ''] ?? []);
  if (method !== 'GET' || operation === undefined) throw new Error(`${method} ${pathname}?${searchParams} of S3`);
  const { token, input } = split([['Bucket', bucket], ...searchParams]);
  return { service: 's3', region, operation, action: `s3:${permission}`, input, token };
}

function split(members: readonly (readonly [string, unknown])[]): Pick<Asked, 'input' | 'token'> {
  const token = members.find(([name]) => TOKENS.includes(name))?.[1];
  const rest = members.filter(([name]) => !UNTOLD.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return { token: typeof token === 'string' && token !== '' ? token : null, input: JSON.stringify(rest) };
}

function actionOf(service: string, operation: string): string {
  return `${service === 'tagging' ? 'tag' : service}:${operation}`;
}

/** The token with which an answer says that there is another page; null when it is the last. */
export function nextToken(answer: string): string | null {
  const xml = /<(?:nextToken|NextToken|Marker|ContinuationToken)>([^<]+)</.exec(answer)?.[1];
  const json = /"(?:NextToken|NextMarker|PaginationToken)":\s*"([^"]+)"/.exec(answer)?.[1];
  return xml ?? json ?? null;
}
