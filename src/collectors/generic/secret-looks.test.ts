// Holds which texts are secrets by how they look, wherever they stand, and which are none.
import { describe, expect, it } from 'vitest';
import { isDigest, makeDigester } from '../../snapshot/digest.ts';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { looksSecret, secretPartOf } from './secret-looks.ts';
import { idWithoutSecrets, tagsWithoutSecrets, withoutSecrets } from './secrets.ts';

const { digest } = makeDigester('key');
const clean = (value: Json, type = 'AWS::Any::Thing') =>
  withoutSecrets(value, { type, digest, token: (text) => text }) as JsonObject;
// Put together here, so that no scanner of sources takes them for real ones.
const made = (...parts: readonly string[]) => parts.join('');

describe('a text', () => {
  it.each([
    made('https://hooks.slack.com/', 'services/T000/B000/XXXXXXXXXXXX'),
    made('https://discord.com/api/', 'webhooks/123/abc'),
    made('https://acme.webhook.office.com/', 'webhookb2/1@2/IncomingWebhook/3'),
    made('https://events.pagerduty.com/', 'integration/0123456789abcdef/enqueue'),
    'Server=db;User Id=app;Password=hunter2;',
    'Server=db;Pwd = hunter2',
    made('DefaultEndpointsProtocol=https;AccountName=a;', 'AccountKey=abc=='),
    'jdbc:mysql://db/app?user=a&password=hunter2',
    'amqps://app:hunter2@mq:5671',
    'Bearer abcdefghij0123456789',
    'Basic dXNlcjpodW50ZXIy',
    'run --password hunter2 --verbose',
    'run --api-key=hunter2',
    made('glpat', '-abcdefghijklmnopqrst'),
    made('github_', 'pat_abcdefghijklmnopqrstuvwxyz'),
    made('-----BEGIN PGP PRIVATE KEY', ' BLOCK-----'),
    made('AI', 'zaabcdefghijklmnopqrstuvwxyz012345678'),
    made('da', '2-abcdefghijklmnopqrstuvwxyz'),
  ])('%s looks like a secret', (text) => {
    expect(looksSecret(text)).toBe(true);
    expect(isDigest(clean({ Description: text }).Description)).toBe(true);
    expect(tagsWithoutSecrets({ note: text }, digest)).toEqual({ note: digest(text) });
  });

  it.each([
    'https://hooks.slack.com',
    'Password policy of the pool',
    'the token is in the vault',
    'Basic tier',
    'arn:aws:iam::111122223333:role/app',
    'https://example.com/a?page=2&code-style=x',
    'cmd --token-file /run/token',
    'subnet-0123456789abcdef0',
    'user:group',
    'sk-short',
  ])('%s is none', (text) => expect(clean({ Description: text })).toEqual({ Description: text }));

  it.each([
    ['jdbc:mysql://prod/app?user=a&password=hunter2&ssl=true', 'hunter2'],
    ['Server=db;Password=hunter2;Port=1', 'hunter2'],
    ['postgres://app:hunter2@db/app', 'hunter2'],
    ['Bearer hunter2hunter2', 'hunter2hunter2'],
    ['x --password hunter2 y', 'hunter2'],
    ['hunter2', 'hunter2'],
  ])('of %s the secret is %s', (text, part) => expect(secretPartOf(text)).toBe(part));
});

describe('what stands beside a name', () => {
  it.each<[string, Json, string?]>([
    ['a header and its value', { OriginCustomHeaders: [{ HeaderName: 'X-Origin-Verify', HeaderValue: 'hunter2' }] }],
    ['a header of a rule and its values', { HttpHeaderConfig: { HttpHeaderName: 'X-Verify', Values: ['hunter2'] } }],
    ['headers by name', { HttpParameters: { HeaderParameters: { 'X-Verify': 'hunter2' } } }],
    ['a pair that authorizes', { HeaderParameters: [{ Key: 'Authorization', Value: 'hunter2' }] }],
    ['the words of a command line', { Command: ['serve', '--db-password', 'hunter2'] }],
    ['an external id', { SmsConfiguration: { ExternalId: 'hunter2' } }],
    [
      'an address that a topic calls',
      { Subscription: [{ Protocol: 'https', Endpoint: 'https://x/hunter2' }] },
      'AWS::SNS::Topic',
    ],
    ['a password by another name', { DbPass: 'hunter2', MasterPwd: 'hunter2', Dsn: 'hunter2', DB_PASS: 'hunter2' }],
  ])('%s', (_, value, type) => expect(JSON.stringify(clean(value, type))).not.toContain('hunter2'));

  it.each<[Json]>([
    [{ Bypass: 'x', PassThrough: 'y', Compass: 'z' }],
    [{ Command: ['serve', '--verbose', 'all', '--token-file', '/run/t'] }],
    [{ RequestParameters: { 'integration.request.header.Authorization': 'method.request.header.Authorization' } }],
    [{ HttpHeaderConfig: { HttpHeaderName: 'X-Verify' } }],
  ])('%j stays', (value) => expect(clean(value)).toEqual(value));
});

describe('an id that is a key', () => {
  it('is told from others by a digest of it', () => {
    const key = made('da', '2-abcdefghijklmnopqrstuvwxyz');
    const arn = `arn:aws:appsync:us-east-1:1:apis/x/apikeys/${key}`;
    expect(idWithoutSecrets(arn, digest)).toBe(`arn:aws:appsync:us-east-1:1:apis/x/apikeys/${digest(key)}`);
    expect(idWithoutSecrets('vpc-1', digest)).toBe('vpc-1');
  });
});
