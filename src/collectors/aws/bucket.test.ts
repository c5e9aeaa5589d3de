// Reading objects against a server that answers as S3 does: the owner is named with each call, and nothing is read without end.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBucket } from './bucket.ts';
import { bucketUri } from './bucket-uri.ts';

const OWNER = '111122223333';
const before = { ...process.env };
let server: Server;
let asked: IncomingMessage[] = [];
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'x',
  });
});
afterEach(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function got(): Promise<Buffer> {
  const bucket = openBucket({ region: 'us-east-1', owner: OWNER, most: 4 << 20 });
  try {
    return await bucket.get(bucketUri('--from', 's3://a-bucket/run/a.json'));
  } finally {
    bucket.close();
  }
}

describe('an object of a bucket', () => {
  it('is asked for with the owner that is expected', async () => {
    answer = (response) => void response.writeHead(200).end('{}');
    expect((await got()).toString()).toBe('{}');
    expect(asked.map(({ headers }) => headers['x-amz-expected-bucket-owner'])).toEqual([OWNER]);
  });

  it('of somebody else gives nothing, and the line says how to name the owner', async () => {
    answer = (response) =>
      void response
        .writeHead(403, { 'content-type': 'application/xml' })
        .end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
    await expect(got()).rejects.toThrow(/^s3:\/\/a-bucket\/run\/a\.json: .*--bucket-owner$/);
  });

  it('that has no end is left after as much as is read', async () => {
    let isOpen = true;
    answer = (response) => {
      response.writeHead(200);
      response.on('close', () => {
        isOpen = false;
      });
      const more = () => {
        while (isOpen && response.write(Buffer.alloc(1 << 16)));
        if (isOpen) response.once('drain', more);
      };
      more();
    };
    await expect(got()).rejects.toThrow('s3://a-bucket/run/a.json: is longer than 4 MB');
    await expect.poll(() => isOpen).toBe(false);
  });
});
