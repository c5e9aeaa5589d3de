/** Whether AWS or CloudFormation made the name or the id of a stack's row: told by the row, never by the looks of a text alone. */
import { EC2_ID, OPAQUE_TYPES } from './generated-ids.ts';
import { isMadeByStack } from './generated-tails.ts';

/** What nobody gives as a name: UUIDs, long hex, ids of user pools and of their clients. */
const MADE =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Fa-f]{16,32}|(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{26}|[a-z]{2}(?:-[a-z]+)+-\d_[A-Za-z0-9]{9,})$/;

/** A row, or a resource that has one. */
type Row = {
  readonly type: string;
  readonly stack: string | null;
  readonly logicalId: string | null;
  readonly id: string;
};

/**
 * By its stack's row the name is STACK-LOGICALID-TAIL, cut where it was too long; or it is an id and nothing else.
 *
 * @param word the row's id, or what its separators keep apart in that: the name in an ARN
 */
export function isMadeByRow(word: string, { type, stack, logicalId, id }: Row): boolean {
  if (EC2_ID.test(word)) return false;
  if (MADE.test(word) || (word === id && OPAQUE_TYPES.has(type) && /\d/.test(word))) return true;
  if (stack === null || logicalId === null) return false;
  const head = /^(.+)-[A-Za-z0-9]{6,16}(?:\.fifo)?$/.exec(word)?.[1]?.toLowerCase();
  if (head === undefined) return isMadeByStack(word, stack, logicalId);
  const design = `${stack}-${logicalId}`.toLowerCase();
  return (
    design.startsWith(head) ||
    head.startsWith(stack.toLowerCase().slice(0, head.length)) ||
    head.includes(logicalId.toLowerCase()) ||
    isMadeByStack(word, stack, logicalId)
  );
}

/** The whole, and what its separators keep apart: the id in an ARN, the name in `name|id|scope`. */
export function piecesOfId(id: string): readonly string[] {
  if (id === '') return [];
  return [id, ...id.split(/[:/|]/).filter((piece) => piece !== id && piece.length > 4)];
}
