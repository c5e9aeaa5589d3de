import { describe, expect, it } from 'vitest';
import { KINDS } from '../bench/faults/kinds.ts';
import type { Seen } from '../bench/faults/proxy.ts';
import { nextToken, readRequest } from '../bench/faults/request.ts';
import { SCENARIOS, type Scenario, targetsOf } from '../bench/faults/targets.ts';
import { WORLDS } from '../bench/faults/worlds.ts';
import { collectors } from '../src/collectors/index.ts';

/** The proxy of the fault bench: what it takes a request for decides which one is hit. */

const signed = (service: string, region = 'eu-central-1') => ({
  authorization: `AWS4-HMAC-SHA256 Credential=KEY/20260102/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});
const post = (service: string, body: string, more: object = {}) =>
  readRequest({ method: 'POST', url: '/', headers: { ...signed(service), ...more }, body });
const get = (url: string, service = 's3') => readRequest({ method: 'GET', url, headers: signed(service), body: '' });

describe('a request', () => {
  it('of the query protocol is told by its Action, and its page by the token', async () => {
    const first = await post('rds', 'Action=DescribeDBInstances&Version=2014-10-31&MaxRecords=100');
    expect(first).toMatchObject({
      service: 'rds',
      region: 'eu-central-1',
      operation: 'DescribeDBInstances',
      token: null,
    });
    const second = await post('rds', 'Marker=abc%3D&Action=DescribeDBInstances&Version=2014-10-31&MaxRecords=100');
    expect(second).toMatchObject({ token: 'abc=', input: first.input, action: 'rds:DescribeDBInstances' });
  });

  it('of the JSON protocol is told by its target', async () => {
    const headers = { 'x-amz-target': 'ResourceGroupsTaggingAPI_20170126.GetResources' };
    const first = await post('tagging', '{"ResourcesPerPage":100,"PaginationToken":""}', headers);
    expect(first).toMatchObject({ operation: 'GetResources', action: 'tag:GetResources', token: null });
    expect(await post('tagging', '{"PaginationToken":"x","ResourcesPerPage":100}', headers)).toMatchObject({
      token: 'x',
      input: first.input,
    });
  });

  it('of S3 is told by its path and subresource, and needs the action that S3 asks for', async () => {
    expect(await get('/?bucket-region=eu-central-1&max-buckets=1&x-id=ListBuckets')).toMatchObject({
      operation: 'ListBuckets',
      action: 's3:ListAllMyBuckets',
    });
    const versioning = await get('/logs?versioning');
    expect(versioning).toMatchObject({
      operation: 'GetBucketVersioning',
      action: 's3:GetBucketVersioning',
      token: null,
    });
    expect((await get('/other?versioning')).input).not.toBe(versioning.input);
    expect((await get('/logs?publicAccessBlock')).action).toBe('s3:GetBucketPublicAccessBlock');
  });

  it('that names its operation by the path alone is told by the routes of the clients', async () => {
    expect(await get('/2015-03-31/functions?MaxItems=50', 'lambda')).toMatchObject({ operation: 'ListFunctions' });
    expect(await get('/2015-03-31/functions/pay/versions', 'lambda')).toMatchObject({
      operation: 'ListVersionsByFunction',
    });
    expect(await get('/2015-02-01/file-systems?MaxItems=100', 'elasticfilesystem')).toMatchObject({
      action: 'elasticfilesystem:DescribeFileSystems',
    });
    const first = await get('/restapis?limit=500', 'apigateway');
    expect(first).toMatchObject({ operation: 'GetRestApis', action: 'apigateway:GET' });
    expect(await get('/restapis?limit=500&position=two', 'apigateway')).toMatchObject({
      token: 'two',
      input: first.input,
    });
    expect(await get('/v2/apis', 'apigateway')).toMatchObject({ operation: 'GetApis' });
  });

  it('that is none of these is a mistake, and not passed on', async () => {
    await expect(readRequest({ method: 'GET', url: '/', headers: {}, body: '' })).rejects.toThrow('is not signed');
    await expect(post('rds', 'Version=1')).rejects.toThrow('names no operation');
    await expect(get('/logs?nothing', 'lambda')).rejects.toThrow('names no operation of lambda');
  });
});

it('an answer names the next page in the words of its protocol', () => {
  expect(nextToken('<R><Marker>two</Marker></R>')).toBe('two');
  expect(nextToken('<R><nextToken>two</nextToken></R>')).toBe('two');
  expect(nextToken('{"NextMarker": "two", "Truncated": true}')).toBe('two');
  expect(nextToken('{"PaginationToken": "", "ResourceTagMappingList": []}')).toBeNull();
  expect(nextToken('<R><Marker/></R>')).toBeNull();
});

describe('the targets', () => {
  const seen = (operation: string, page: number, input: string, region = 'eu-central-1'): Seen => ({
    service: 'rds',
    operation,
    action: `rds:${operation}`,
    region,
    input,
    token: null,
    page,
    hit: false,
    answer: '',
  });
  const where = (calls: readonly Seen[]) =>
    targetsOf(SCENARIOS[0] as Scenario, calls).map((one) => `${one.call} ${one.region} ${one.where} ${one.page}`);

  it('are the first, the second and the last page of the second region', () => {
    const list = [1, 2, 3, 4].map((page) => seen('DescribeDBInstances', page, 'all'));
    expect(where([...list, seen('DescribeDBInstances', 1, 'all', 'us-east-1')])).toEqual([
      'rds:DescribeDBInstances eu-central-1 first page 1',
      'rds:DescribeDBInstances eu-central-1 second page 2',
      'rds:DescribeDBInstances eu-central-1 last page 4',
    ]);
  });

  it('are all and one, where it is asked for each resource, and the first region where it is asked only there', () => {
    expect(
      where([seen('DescribeDBParameters', 1, 'a', 'us-east-1'), seen('DescribeDBParameters', 1, 'b', 'us-east-1')]),
    ).toEqual(['rds:DescribeDBParameters us-east-1 all null', 'rds:DescribeDBParameters us-east-1 one of 2 null']);
  });
});

it('every fault has a name of its own, and says what must be told of it', () => {
  expect(new Set(KINDS.map(({ name }) => name)).size).toBe(KINDS.length);
  for (const { heals, times, told } of KINDS) {
    expect(heals ?? false).toBe(times !== undefined);
    expect(told.causes.length).toBeGreaterThan(0);
  }
});

/** Collectors of which no world has a resource, each with the reason. */
const NOT_THERE: Readonly<Record<string, string>> = {
  'AWS::S3::AccountPublicAccessBlock': 'the simulator does not answer S3 Control, whose host is the account',
};

it('every type that is read is in a world: each operation of the collectors has cells', () => {
  const typesOf = (template: unknown) =>
    Object.values((template as { readonly Resources: Record<string, { readonly Type: string }> }).Resources).map(
      ({ Type }) => Type,
    );
  const there = new Set(WORLDS.flatMap(({ templates, types }) => [...types, ...templates.flatMap(typesOf)]));
  // What another collector's list tells apart has no operation of its own.
  const without = collectors.filter(({ type, listedBy }) => listedBy === undefined && !there.has(type));
  expect(without.map(({ type }) => type)).toEqual(Object.keys(NOT_THERE));
});
