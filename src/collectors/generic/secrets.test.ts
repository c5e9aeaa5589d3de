import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDigest, makeDigester } from '../../snapshot/digest.ts';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { withoutSecrets } from './secrets.ts';

const { digest } = makeDigester('key');
const context = {
  type: 'AWS::Any::Thing',
  digest,
  token: (text: string) => text.replaceAll('eu-central-1', '<region>'),
};
const clean = (value: Json, type = context.type) => withoutSecrets(value, { ...context, type }) as JsonObject;

describe('secrets in a model of any type', () => {
  it.each([
    'Password',
    'MasterUserPassword',
    'ClientSecret',
    'SecretAccessKey',
    'AccessKey',
    'AuthToken',
    'HECToken',
    'PreSharedKey',
    'PrivateKey',
    'ApiKey',
    'Token',
    'UserData',
    'ConnectionString',
    'KeyPassphrase',
    'BasicAuthCredentials',
  ])('a text named %s is a digest, however deep', (name) => {
    const told = clean({ A: [{ B: { [name]: 'hunter2' } }] });
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });

  it.each([
    ['SecretArn', 'my-secret'],
    ['SecretId', 'my-secret'],
    ['TokenValidityUnits', 'days'],
    ['PasswordPolicy', 'strict'],
    ['KmsKeyId', 'alias/app'],
    ['HttpTokens', 'required'],
    ['ApiKeySourceType', 'HEADER'],
    ['PublicKey', 'ssh-rsa AAAA'],
    ['KeyName', 'operators'],
  ])('%s says something about a secret, and is none', (name, value) =>
    expect(clean({ [name]: value })).toEqual({ [name]: value }),
  );

  it('keeps references: they say where a secret is', () => {
    const model = {
      ClientSecret: '{{resolve:secretsmanager:app:SecretString:client}}',
      AuthToken: 'arn:aws:secretsmanager:eu-central-1:1:secret:app-AbCdEf',
      Environment: { Variables: { TABLE: 'arn:aws:dynamodb:eu-central-1:1:table/t', SG: 'sg-0123456789abcdef0' } },
    };
    expect(clean(model)).toEqual(model);
  });

  it('digests every value of a map of an environment, and keeps the names', () => {
    const told = clean({ Environment: { Variables: { LOG_LEVEL: 'info', PIN: 1234 } } }) as {
      Environment: { Variables: JsonObject };
    };
    expect(Object.keys(told.Environment.Variables)).toEqual(['LOG_LEVEL', 'PIN']);
    expect(Object.values(told.Environment.Variables).every(isDigest)).toBe(true);
  });

  it('digests the values of a list of an environment', () => {
    const told = clean({ ContainerDefinitions: [{ Name: 'web', Environment: [{ Name: 'A', Value: 'hunter2' }] }] });
    expect(told).toEqual({
      ContainerDefinitions: [{ Name: 'web', Environment: [{ Name: 'A', Value: digest('hunter2') }] }],
    });
  });

  it('digests a pair whose name is that of a secret', () => {
    expect(
      clean({
        Options: [
          { Name: 'DB_PASSWORD', Value: 'hunter2' },
          { Name: 'SIZE', Value: '2' },
        ],
      }),
    ).toEqual({
      Options: [
        { Name: 'DB_PASSWORD', Value: digest('hunter2') },
        { Name: 'SIZE', Value: '2' },
      ],
    });
  });

  it.each([
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
    'postgres://app:hunter2@db.example.com/app',
    'https://hooks.example.com/x?token=hunter2',
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
  ])('digests what looks like a secret, wherever it stands: %s', (secret) =>
    expect(isDigest(clean({ Description: secret }).Description)).toBe(true),
  );

  it('opens JSON, and finds the secrets in it', () => {
    expect(clean({ Definition: '{"States":{"A":{"Parameters":{"password":"hunter2","size":2}}}}' })).toEqual({
      Definition: { States: { A: { Parameters: { password: digest('hunter2'), size: 2 } } } },
    });
  });

  it('knows what is a secret in one type only', () => {
    expect(isDigest(clean({ Value: 'abc' }, 'AWS::ApiGateway::ApiKey').Value)).toBe(true);
    expect(clean({ Value: 'abc' }).Value).toBe('abc');
  });

  it('digests a value that names its region as the same in another', () => {
    const one = clean({ Environment: { BUCKET: 'logs-eu-central-1' } });
    expect(one).toEqual({ Environment: { BUCKET: digest('logs-<region>') } });
  });

  it('lets none through, wherever it stands and however it is wrapped', () => {
    const secret = 'hunter2-hunter2';
    const names = fc.constantFrom('Password', 'clientSecret', 'API_KEY', 'Environment');
    const wrap = fc.constantFrom(
      (value: Json): Json => ({ A: value }),
      (value: Json): Json => [value],
      (value: Json): Json => JSON.stringify({ A: value }),
      (value: Json): Json => ({ A: [{ B: value }, 1, null] }),
    );
    fc.assert(
      fc.property(names, fc.array(wrap, { maxLength: 4 }), (name, wraps) => {
        const inner: Json = name === 'Environment' ? { Environment: { A: secret } } : { [name]: secret };
        const model = wraps.reduce<Json>((value, one) => one(value), inner);
        expect(JSON.stringify(clean(model))).not.toContain(secret);
      }),
    );
  });
});
