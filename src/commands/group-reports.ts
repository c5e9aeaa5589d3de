/** Where the reports of groups are kept: a folder, or a prefix of S3. */
import { mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { bucketUri, isBucketUri } from '../collectors/aws/bucket-uri.ts';
import { ROLL_UP_FORMATS } from '../report/roll-up/formats.ts';
import type { RollUp } from '../report/roll-up/roll-up.ts';
import { type BucketFlags, bucketAccess } from './bucket-flags.ts';
import type { Io } from './io.ts';
import { writeWhole } from './output.ts';
import type { Reports } from './reports.ts';

export type Shelf = {
  put(name: string, text: string): Promise<void>;
  /** The file as seen from the roll-up's page. */
  shown(name: string): string;
  /** In a bucket the roll-up lies beside its groups, for whoever opens it there; in a folder `--report` says where it goes. */
  finish(result: RollUp): Promise<void>;
};

const TYPES: { readonly [extension: string]: string } = {
  json: 'application/json',
  jsonl: 'application/jsonl',
  html: 'text/html; charset=utf-8',
};

/** The shelf of `--group-reports`; null when none was asked for. */
export function shelfOf(place: string | undefined, reports: Reports, flags: BucketFlags, io: Io): Shelf | null {
  if (place === undefined) return null;
  return isBucketUri(place) ? inBucket(place, flags, io) : inFolder(place, reports, io);
}

function inFolder(place: string, reports: Reports, io: Io): Shelf {
  const folder = resolve(io.cwd, place);
  const page = reports.find(({ format, path }) => format === 'html' && path !== null)?.path;
  const from = relative(page == null ? io.cwd : dirname(page), folder) || '.';
  return {
    async put(name, text) {
      mkdirSync(folder, { recursive: true });
      await writeWhole(join(folder, name), text);
    },
    shown: (name) => join(from, name).replaceAll('\\', '/'),
    finish: async () => {},
  };
}

/** Groups under `groups/`, the roll-up above them. */
function inBucket(place: string, flags: BucketFlags, io: Io): Shelf {
  const prefix = place.endsWith('/') ? place : `${place}/`;
  const put = async (name: string, text: string) => {
    const { putObject } = await import('../publish/snapshot-object.ts');
    const uri = bucketUri('--group-reports', `${prefix}${name}`);
    await putObject(
      uri,
      Buffer.from(text),
      bucketAccess(flags, io),
      TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain',
    );
  };
  return {
    put: (name, text) => put(`groups/${name}`, text),
    shown: (name) => `groups/${name}`,
    async finish(result) {
      for (const format of ['json', 'jsonl', 'html'] as const) {
        const text = ROLL_UP_FORMATS[format]?.(result, { color: false, width: 80 }) ?? '';
        await put(format === 'html' ? 'index.html' : `roll-up.${format}`, text);
      }
    },
  };
}
