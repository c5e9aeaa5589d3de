/** Reads one resource of any type by Cloud Control, and tells what came of it. */
import type { Gap, JsonObject } from '../../snapshot/snapshot.ts';
import { gapOf, type Meaning } from '../aws/errors.ts';
import { outcomeOf, refusedAction } from './cloud-control-errors.ts';
import { identifierOf, type Row } from './identifier.ts';
import { type ReadModel, readModel } from './model.ts';
import { isRead } from './read-actions.ts';
import type { TypeFacts } from './type-facts.ts';
import type { TypeKnowledge } from './type-knowledge.ts';

/** Sends GetResource; the answer is the model as a JSON text. */
export type GetResource = (type: string, identifier: string) => Promise<string>;

export type Reading =
  | { readonly kind: 'live'; readonly model: ReadModel }
  /** It was deleted: its stack lists it still. */
  | { readonly kind: 'gone' }
  /** Not to be read so; `gap` when it was tried and failed, or when it cannot be told whether it is there. */
  | { readonly kind: 'unread'; readonly reason: string; readonly gap: Gap | null };

export type GenericReader = {
  /** One call at most, and none where it is known before that nothing comes of it. */
  read(row: Row): Promise<Reading>;
};

export type ReaderOptions = {
  readonly knowledge: TypeKnowledge;
  readonly region: string;
  /** Who asks, for the remedies; '' when not known. */
  principal(): string;
  readonly getResource: GetResource;
  digest(secret: string): string;
  readonly onVariable?: (digest: string, text: string) => void;
};

const OPERATION = 'cloudformation:GetResource' as const;

/** One reader for one region: it remembers which types cannot be read there, and which identifiers have proven right. */
export function makeGenericReader(options: ReaderOptions): GenericReader {
  const unreadable = new Map<string, string>();
  /** Why nothing more is asked in this region: the call itself was refused. */
  const refusal: { error?: unknown } = {};
  const worked = new Set<string>();
  return {
    async read(row) {
      const { type } = row;
      const facts = options.knowledge.facts(type);
      const known = unreadable.get(type) ?? whyNot(type, facts);
      if (known !== null || facts === null) return { kind: 'unread', reason: known ?? '', gap: null };
      const found = identifierOf(row, facts);
      if (found.identifier === null) return { kind: 'unread', reason: found.reason, gap: null };
      const failure = { options, unreadable, refusal };
      if (refusal.error !== undefined) return failed(refusal.error, row, { ...failure, proven: false });
      try {
        const text = await options.getResource(type, found.identifier);
        const model = JSON.parse(text) as JsonObject;
        if (tells(model, facts, found.identifier)) worked.add(type);
        const { physicalId, arn, region, account, partition } = row;
        return {
          kind: 'live',
          model: readModel(model, { ...options, type, facts, physicalId, arn, region, account, partition }),
        };
      } catch (error) {
        return failed(error, row, {
          ...failure,
          proven: found.proven || (worked.has(type) && isPlain(facts)),
        });
      }
    },
  };
}

/** Why a type is not read at all; null = it is. */
export function whyNot(type: string, facts: TypeFacts | null): string | null {
  if (facts === null) return `${type} is not known to this release`;
  if (!facts.handlers) return `Cloud Control cannot read ${type}`;
  if (facts.secretRead) return `reading ${type} would ask for a secret`;
  return null;
}

/** The model says itself that it is the one: from then on the form of the identifier is known to be right. */
function tells(model: JsonObject, facts: TypeFacts, identifier: string): boolean {
  return facts.id.map((member) => String(model[member] ?? '')).join('|') === identifier;
}

/** One of several members may be right for one parent and wrong for another. */
function isPlain(facts: TypeFacts): boolean {
  return facts.id.length === 1 && !facts.notFoundIsUnknown;
}

type Failure = {
  readonly options: ReaderOptions;
  readonly unreadable: Map<string, string>;
  readonly refusal: { error?: unknown };
  readonly proven: boolean;
};

function failed(error: unknown, row: Row, { options, unreadable, refusal, proven }: Failure): Reading {
  const { type } = row;
  const outcome = outcomeOf(error);
  if (outcome === 'unreadable') {
    const reason = `Cloud Control cannot read ${type} in ${options.region}`;
    unreadable.set(type, reason);
    return { kind: 'unread', reason, gap: null };
  }
  if (outcome === 'not-found' && proven && nameOf(error) === 'ResourceNotFoundException') return { kind: 'gone' };
  const wanted = outcome === 'denied' ? refusedAction(error) : null;
  if (wanted === OPERATION) refusal.error = error;
  // Granted to nobody who only reads: it is no gap that a policy could close.
  if (wanted !== null && wanted !== OPERATION && !isRead(wanted)) {
    const reason = `the read of ${type} wants ${wanted}, which is more than a read`;
    unreadable.set(type, reason);
    return { kind: 'unread', reason, gap: null };
  }
  // Where the id is of another form than this release knows, nobody can close the gap: what is read less is told by its depth.
  if (outcome === 'not-found' || outcome === 'refused')
    return { kind: 'unread', reason: reasonOf(outcome, type), gap: null };
  return { kind: 'unread', reason: 'Cloud Control could not read it', gap: gap(error, outcome, row, options) };
}

function nameOf(error: unknown): string {
  return String((error as { readonly name?: unknown } | null)?.name ?? '');
}

function reasonOf(outcome: 'not-found' | 'refused', type: string): string {
  return outcome === 'not-found'
    ? `Cloud Control finds no ${type} under the id that its stack gives it`
    : `Cloud Control does not take the id that its stack gives for a ${type}`;
}

function gap(error: unknown, meaning: Meaning, row: Row, { region, principal }: ReaderOptions): Gap {
  const told = gapOf(error, { region, type: row.type, principal: principal() }, meaning);
  return { ...told, operation: refusedAction(error) ?? told.operation ?? OPERATION };
}
