/** Keyed digests that stand for secret values. */
import { createHmac, randomBytes } from 'node:crypto';

/** Makes the digests that stand for secret values, under one key. */
export type Digester = {
  /** Names the key without telling it. */
  readonly keyId: string;
  /** `digest:KEYID:…`; equal for equal secrets under one key, and of no use to guess the secret without the key. */
  digest(secret: string): string;
};

/** @param key the user's, so that runs compare; default a random one, which compares within one snapshot only. */
export function makeDigester(key: string | undefined = process.env.INFRA_PARITY_DIGEST_KEY): Digester {
  const secretKey = key === undefined || key === '' ? randomBytes(32) : Buffer.from(key, 'utf8');
  const hmac = (text: string) => createHmac('sha256', secretKey).update(text, 'utf8').digest('hex');
  // A constant that no value can equal: values are prefixed.
  const keyId = hmac('infra-parity key id').slice(0, 8);
  return { keyId, digest: (secret) => `digest:${keyId}:${hmac(`value:${secret}`).slice(0, 32)}` };
}

const DIGEST = /^digest:([0-9a-f]{8}):[0-9a-f]{32}$/;

/** Whether two digests say that their secrets are equal; null when they were made under different keys, which says nothing. */
export function sameSecret(a: string, b: string): boolean | null {
  const [keyA, keyB] = [DIGEST.exec(a)?.[1], DIGEST.exec(b)?.[1]];
  if (keyA === undefined || keyB === undefined) return null;
  return keyA === keyB ? a === b : null;
}

export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && DIGEST.test(value);
}
