/** Text of a file, or what is wrong with it. */
import { GZIP } from './gzip.ts';
import { UsageError } from './usage-error.ts';

/** What a file begins with that is no UTF-8 text, and what to do about it. */
const OTHERS: readonly { readonly begins: readonly number[]; readonly problem: string }[] = [
  { begins: GZIP, problem: 'is compressed by gzip; unpack it first' },
  { begins: [0xff, 0xfe], problem: 'is UTF-16 text; write it as UTF-8' },
  { begins: [0xfe, 0xff], problem: 'is UTF-16 text; write it as UTF-8' },
];

/** `bytes`: the beginning of a file. @throws UsageError where it is no text that can be read */
export function needText(place: string, bytes: Uint8Array): void {
  const found = OTHERS.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (found !== undefined) throw new UsageError(place, found.problem);
  // No text of ours has one, and a device full of them (/dev/zero) has no end.
  if (bytes.subarray(0, 4096).includes(0)) throw new UsageError(place, 'is no text: it holds NUL characters');
}

/** The text of a file. @throws UsageError where it is none */
export function textOf(place: string, bytes: Uint8Array): string {
  needText(place, bytes);
  return Buffer.from(bytes).toString('utf8');
}
