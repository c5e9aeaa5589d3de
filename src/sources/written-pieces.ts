/** Whether a text may come to stand in what a designed resource says, told by the pieces that its template puts together. */
import { memo } from '../common/lists.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { isMap, member, type Raw, type RawMap } from '../template/raw.ts';
import { designText } from './design-key.ts';
import type { Draft } from './draft.ts';
import type { EvaluatedStack } from './source-stack.ts';
import { unsetValues } from './unset-values.ts';

/** What the properties of a resource are written with: texts as they stand there, and what is named. */
type Pieces = {
  readonly texts: readonly string[];
  readonly names: readonly Named[];
  /** What the texts are to a text that is looked for. */
  readonly fits: Map<string, Fit>;
};
type Named = { readonly name: string; readonly attribute: string | undefined };
/** Whether some piece holds a text, ends with its beginning, begins with its end. */
type Fit = { readonly holds: boolean; readonly begins: boolean; readonly ends: boolean };

const known = new WeakMap<RawMap, Pieces | null>();

/** False is certain: whatever its pieces are put together to, the text does not stand in it. */
export function mayCome(text: string, { type, designed, making }: Draft): boolean {
  const { raw } = designed;
  if (designText(making.key, raw) === null) return true;
  let pieces = known.get(raw);
  if (pieces === undefined) {
    pieces = piecesOf([raw.Properties ?? null, unsetValues(type, {}) as Raw]);
    known.set(raw, pieces);
  }
  if (pieces === null) return true;
  const { texts, names, fits } = pieces;
  let { holds, begins, ends } = memo(fits, text, () => fitOf(text, texts));
  for (const name of names) {
    if (holds) return true;
    const values = textsOf(name, making.at);
    if (values === null) return true;
    const fit = fitOf(text, values);
    holds ||= fit.holds;
    begins ||= fit.begins;
    ends ||= fit.ends;
  }
  // It lies within one piece, or begins at the end of one and ends at the beginning of another.
  return holds || (begins && ends);
}

function fitOf(text: string, pieces: readonly string[]): Fit {
  const holds = pieces.some((piece) => piece.includes(text));
  let begins = false;
  let ends = false;
  for (let length = 1; length < text.length; length += 1) {
    begins ||= pieces.some((piece) => piece.endsWith(text.slice(0, length)));
    ends ||= pieces.some((piece) => piece.startsWith(text.slice(length)));
  }
  return { holds, begins, ends };
}

/** Null where the template escapes something, so that its text is not what it says. */
function piecesOf(properties: readonly Raw[]): Pieces | null {
  const texts = new Set<string>();
  const names = new Map<string, Named>();
  let isPlain = true;
  const name = (text: string) => {
    const [first = '', ...attribute] = text.split('.');
    names.set(text, { name: first, attribute: attribute.length === 0 ? undefined : attribute.join('.') });
  };
  const scalar = (text: string) => {
    const [first = '', ...rest] = text.split('${');
    texts.add(first);
    for (const one of rest) {
      const end = one.indexOf('}');
      isPlain &&= end >= 0 && !one.startsWith('!');
      name(one.slice(0, Math.max(end, 0)).trim());
      texts.add(one.slice(end + 1));
    }
  };
  const walk = (raw: Raw): void => {
    if (typeof raw !== 'object' || raw === null) scalar(String(raw));
    else if (Array.isArray(raw)) for (const one of raw as readonly Raw[]) walk(one);
    else if (!isMap(raw)) isPlain = false;
    else
      for (const [key, one] of Object.entries(raw)) {
        const named = namedBy(key, one);
        if (named === null) walk(one);
        else name(named);
      }
  };
  for (const one of properties) walk(one);
  return isPlain ? { texts: [...texts], names: [...names.values()], fits: new Map() } : null;
}

/** Whom `Ref` and `Fn::GetAtt` name; null for any other member. */
function namedBy(key: string, raw: Raw): string | null {
  if (key !== 'Ref' && key !== 'Fn::GetAtt') return null;
  const parts = Array.isArray(raw) ? (raw as readonly Raw[]) : [raw];
  return parts.every((part) => typeof part === 'string') ? parts.join('.') : null;
}

/** The texts that a name stands for; null where that takes more than a look. */
function textsOf({ name, attribute }: Named, { stack, design }: EvaluatedStack): readonly string[] | null {
  const { region, accountId, partition, urlSuffix } = design.environment;
  if (name.startsWith('AWS::')) {
    const given: { readonly [name: string]: string | null | undefined } = {
      'AWS::Region': region,
      'AWS::AccountId': accountId,
      'AWS::Partition': partition,
      'AWS::URLSuffix': urlSuffix,
      'AWS::StackName': stack.name,
      'AWS::NoValue': '',
    };
    const value = given[name];
    return typeof value === 'string' ? [value] : null;
  }
  const parameter = design.parameters.get(name);
  if (parameter !== undefined) return textsIn(parameter);
  const resource = design.resources.get(name);
  if (resource === undefined || resource.type === 'Custom::CrossRegionExportReader') return null;
  if (attribute === undefined) return [];
  // What is read of another one may be what that one says of itself; anything else is a token, with the attribute's name in it.
  const properties = member(resource.raw, 'Properties');
  const opaque = isMap(properties) && Object.keys(properties).some((one) => one.startsWith('Fn::'));
  return opaque || member(properties, attribute) !== undefined ? null : [attribute];
}

function textsIn(value: Json): readonly string[] | null {
  if (typeof value !== 'object' || value === null) return [String(value)];
  if (!Array.isArray(value)) return null;
  const all = (value as readonly Json[]).map(textsIn);
  return all.includes(null) ? null : (all.flat() as readonly string[]);
}
