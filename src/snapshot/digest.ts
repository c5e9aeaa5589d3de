/** Keyed digests that stand for secret values. */
import { createHmac, randomBytes, scryptSync } from 'node:crypto';

/** Makes the digests that stand for secret values, under one key. */
export type Digester = {
  /** Names the key without telling it. */
  readonly keyId: string;
  /** `digest:KEYID:…`; equal for equal secrets under one key, and of no use to guess the secret without the key. */
  digest(secret: string): string;
};

/** 64 MB and some 150 ms a guess: a key that a person thought up is not found by trying words in a report of ours. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 28 } as const;
/** The same on every machine: runs of one key must compare. */
const SALT = 'infra-parity digest key';
const stretched = new Map<string, Buffer>();

/** The key as it is used; dear to make, so once for a process. */
function stretch(key: string): Buffer {
  const known = stretched.get(key) ?? scryptSync(key, SALT, 32, COST);
  stretched.set(key, known);
  return known;
}

/** @param key the user's, so that runs compare; default a random one, which compares within one snapshot only. */
export function makeDigester(key: string | undefined = process.env.INFRA_PARITY_DIGEST_KEY): Digester {
  const secretKey = key === undefined || key === '' ? randomBytes(32) : stretch(key);
  const hmac = (text: string) => createHmac('sha256', secretKey).update(text, 'utf8').digest('hex');
  // A constant that no value can equal: values are prefixed.
  const keyId = hmac('infra-parity key id').slice(0, 8);
  return { keyId, digest: (secret) => `digest:${keyId}:${hmac(`value:${secret}`).slice(0, 32)}` };
}

const DIGEST = /^digest:([0-9a-f]{8}):[0-9a-f]{32}$/;

/** The key under which a text was digested; null when it is no digest. Digests of two keys say nothing of each other. */
export function keyOfDigest(text: string): string | null {
  return DIGEST.exec(text)?.[1] ?? null;
}

/** Whether two digests say that their secrets are equal; null when they were made under different keys, which says nothing. */
export function sameSecret(a: string, b: string): boolean | null {
  const [keyA, keyB] = [keyOfDigest(a), keyOfDigest(b)];
  if (keyA === null || keyB === null) return null;
  return keyA === keyB ? a === b : null;
}

/** Whether the value is a digest that stands for a secret. */
export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && DIGEST.test(value);
}

/** The keys of all digests in a value. */
export function digestKeysIn(value: unknown): ReadonlySet<string> {
  const text = JSON.stringify(value) ?? '';
  return new Set([...text.matchAll(/"digest:([0-9a-f]{8}):[0-9a-f]{32}"/g)].map((match) => match[1] as string));
}
