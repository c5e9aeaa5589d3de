/** The kinds of faults, and what must be told of each. */
import type { FaultKind } from '../../test/simulator/simulator.ts';

/** What the proxy does to the wire by itself; every other fault is an error that the simulator words as AWS does. */
export type WireKind = 'reset' | 'hang' | 'truncate' | 'garbage' | 'html' | 'empty';

/** What the one who reads the report must be told: the gap's cause and what its remedy says. */
export type Told = { readonly causes: readonly string[]; readonly remedy: RegExp };

export type Kind = {
  readonly name: string;
  readonly sends: Exclude<FaultKind, 'reset' | 'hang' | 'truncate' | 'garbage'> | WireKind;
  /** So many requests are hit, then all is well; not given = all of them. */
  readonly times?: number;
  /** From the first request that is hit, every other request of every region fails too. */
  readonly fromThenOn?: true;
  /** A retry must heal it: the report is the same, byte for byte. */
  readonly heals?: true;
  /**
   * Where it is tried: `all` = on every page, and on one resource of several; `pages` = not on one of several, where it takes the
   * same course as on all; `first` = where a call is first hit, for what is a variant of another kind.
   */
  readonly at: 'all' | 'pages' | 'first';
  readonly told: Told;
};

const REPORT: Told = { causes: ['failed'], remedy: /^run again; if it stays, report it with the detail$/ };
const NETWORK: Told = { causes: ['unreachable'], remedy: /network path to the endpoint/ };
const CREDENTIALS: Told = { causes: ['denied'], remedy: /^the credentials are not valid in \S+: / };
/** S3 knows where a bucket is and says so. */
const ELSEWHERE: Told = {
  causes: ['denied', 'failed'],
  remedy: /^(the credentials are not valid in \S+: |run again; )/,
};

export const KINDS: readonly Kind[] = [
  // ACTION stands for the IAM action of the call.
  { name: 'denied', at: 'all', sends: 'deny', told: { causes: ['denied'], remedy: /^grant ACTION to arn:aws:/ } },
  {
    name: 'denied by SCP',
    at: 'first',
    sends: 'deny-scp',
    told: { causes: ['denied'], remedy: /^a service control policy denies ACTION: / },
  },
  { name: 'throttled 3×', at: 'pages', sends: 'throttle', times: 3, heals: true, told: REPORT },
  {
    name: 'throttled',
    at: 'pages',
    sends: 'throttle',
    told: { causes: ['throttled'], remedy: /^run again when less is calling / },
  },
  { name: '500 once', at: 'pages', sends: 'error500', times: 1, heals: true, told: REPORT },
  { name: '500', at: 'all', sends: 'error500', told: REPORT },
  { name: '503 once', at: 'pages', sends: 'error503', times: 1, heals: true, told: REPORT },
  { name: '503', at: 'pages', sends: 'error503', told: REPORT },
  { name: 'reset once', at: 'pages', sends: 'reset', times: 1, heals: true, told: NETWORK },
  { name: 'reset', at: 'all', sends: 'reset', told: NETWORK },
  { name: 'hang once', at: 'first', sends: 'hang', times: 1, heals: true, told: NETWORK },
  { name: 'hang', at: 'pages', sends: 'hang', told: NETWORK },
  { name: 'truncated once', at: 'first', sends: 'truncate', times: 1, heals: true, told: NETWORK },
  { name: 'truncated', at: 'pages', sends: 'truncate', told: NETWORK },
  { name: 'invalid body', at: 'all', sends: 'garbage', told: REPORT },
  { name: 'HTML 200', at: 'all', sends: 'html', told: REPORT },
  { name: 'empty 200', at: 'first', sends: 'empty', told: REPORT },
  { name: 'expired', at: 'all', sends: 'expired', told: { causes: ['expired'], remedy: /^renew the credentials/ } },
  {
    name: 'expired from then on',
    at: 'pages',
    sends: 'expired',
    fromThenOn: true,
    told: { causes: ['expired'], remedy: /^renew the credentials/ },
  },
  { name: 'clock skew', at: 'pages', sends: 'clock-skew', told: { causes: ['denied', 'expired'], remedy: /clock/ } },
  { name: 'wrong region', at: 'pages', sends: 'wrong-region', told: ELSEWHERE },
  { name: 'not offered', at: 'pages', sends: 'not-offered', told: REPORT },
  { name: 'disabled region', at: 'pages', sends: 'disabled-region', told: CREDENTIALS },
];

export const WIRE_KINDS: ReadonlySet<string> = new Set<WireKind>([
  'reset',
  'hang',
  'truncate',
  'garbage',
  'html',
  'empty',
]);
