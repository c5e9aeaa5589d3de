/** What a publisher is given. */
import type { Clients } from '../collectors/aws/clients.ts';
import type { AuditResult } from '../report/report.ts';
import type { Caller } from './caller.ts';
import type { Target } from './target.ts';

/** A report that the user asked for as a file, as it was written. */
export type ReportFile = { readonly name: string; readonly extension: string; readonly text: string };

/** What a publisher may use. */
export type PublishContext = {
  readonly clients: Clients;
  readonly now: Date;
  /** Where Security Hub and CloudWatch are, and the first region in which a bucket is looked for. */
  readonly region: string;
  /** Send the message at parity too. */
  readonly always: boolean;
  readonly files: readonly ReportFile[];
  readonly caller: () => Promise<Caller>;
  /** The account that owns the bucket; left out: the one that publishes. */
  readonly bucketOwner?: string;
  /** The KMS key that objects are encrypted with; left out: what the bucket says. */
  readonly kmsKey?: string;
  /** What was published before in this run, `s3://bucket/key`: the message leads to it. */
  readonly places: readonly string[];
  /** Where the address of a webhook stands. */
  readonly env: { readonly [name: string]: string | undefined };
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
  /** Backoff base in milliseconds; for tests. */
  readonly delayBase?: number;
};

/** What became of it, in a few words: `14 findings, 2 closed`. `place` is where it can be fetched. Throws on any failure. */
export type Published = { readonly done: string; readonly place?: string };

/** One kind of target. The only code of the product that writes to AWS, or to anybody. */
export type Publisher<T extends Target> = (
  result: AuditResult,
  target: T,
  context: PublishContext,
) => Promise<Published>;
