/** What stays unknown where an id leads to nothing that was read. */
import type { Gap } from '../snapshot/snapshot.ts';

/** Of a type of which not all was read. */
export function notRead(type: string, region: string): Gap {
  return {
    region,
    type,
    cause: 'ambiguous',
    operation: null,
    detail: `an id leads to a resource (${type}) that is not in the snapshot, so that it cannot be told whose it is`,
    remedy: 'Select that resource too, by its stack or tag.',
  };
}

/** All of the type were listed. What it was cannot be told any more, and two such need not have been one. */
export function notThere(type: string, region: string): Gap {
  return {
    ...notRead(type, region),
    detail: `an id leads to a resource (${type}) that is not there, so that it cannot be told whose it was`,
    remedy: 'Name one that is there.',
  };
}

/** Of an account that was not read. */
export function foreign(type: string, account: string, region: string): Gap {
  return {
    ...notRead(type, region),
    detail: `an id leads to a resource (${type}) of account ${account}, which was not read`,
    remedy: `Audit account ${account} too.`,
  };
}
