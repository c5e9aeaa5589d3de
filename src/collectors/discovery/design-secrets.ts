/** Takes what may be secret out of a design, whose texts have holes. */
import type { Json } from '../../snapshot/snapshot.ts';
import { asHole, asText, type Hole, holeJson, holesIn, literalName, writtenName } from '../../template/holes.ts';
import { isFreeText } from '../generic/secret-looks.ts';
import { openedJson, type SecretContext, withoutSecrets } from '../generic/secrets.ts';

/** Private use: stands for a hole in a text, and is in no template. */
const MARK = '\uE000';
const MARKED = new RegExp(`${MARK}(\\d+)${MARK}`);
const HIDDEN = holeJson({ unknown: 'it may hold a secret' });

/** A value with holes, and whether its own text could be a secret: what a hole leads to is named, not told. */
type Node = { readonly design: Json; readonly harmless: boolean };

type DesignContext = SecretContext & {
  /** Told of each export that a secret is made of. */
  readonly onImport?: (name: string) => void;
};

/** The design with a digest for each literal that may be secret; of a text with holes that may be, nothing is known. */
export function designWithoutSecrets(design: Json, context: DesignContext, path: readonly string[] = []): Json {
  const nodes: Node[] = [];
  const plain = flattened(withoutFreeText(design, context.type), nodes);
  const onSecret = (text: string) => {
    const node = nodeOf(text, nodes);
    if (node === undefined) context.onSecret?.(text);
    else
      for (const hole of holesIn(node.design))
        if ('import' in hole && typeof hole.import === 'string') context.onImport?.(hole.import);
  };
  return restored(plain, withoutSecrets(plain, { ...context, onSecret }, path), nodes);
}

/** What a text with a mark in it stands for. */
function nodeOf(text: string, nodes: readonly Node[]): Node | undefined {
  return nodes[Number(MARKED.exec(text)?.[1] ?? Number.NaN)];
}

/** Types with a map of settings, of which those that take any text may hold a secret. */
const SETTINGS: ReadonlySet<string> = new Set(['AWS::RDS::DBParameterGroup', 'AWS::RDS::DBClusterParameterGroup']);

/** Which settings take any text, only AWS says: of what is more than a word nothing is known. */
function withoutFreeText(design: Json, type: string): Json {
  if (!SETTINGS.has(type) || !isMembers(design) || !isMembers(design.Parameters)) return design;
  const isFree = (value: Json) =>
    asText(value) !== null || textsOf(value).some(isFreeText) || (typeof value === 'object' && asHole(value) === null);
  const settings = Object.entries(design.Parameters).map(([name, value]) => [name, isFree(value) ? HIDDEN : value]);
  return { ...design, Parameters: Object.fromEntries(settings) };
}

function isMembers(design: Json | undefined): design is { readonly [name: string]: Json } {
  if (typeof design !== 'object' || design === null || Array.isArray(design)) return false;
  return asHole(design) === null && asText(design) === null;
}

/** The design as plain data, its holes as marks. */
function flattened(design: Json, nodes: Node[]): Json {
  const hole = asHole(design);
  const parts = hole === null ? asText(design) : [hole];
  if (parts !== null) {
    const texts = parts.flatMap((part) => (typeof part === 'string' ? [part] : textsIn(part)));
    nodes.push({ design, harmless: texts.length === 0 });
    const mark = `${MARK}${nodes.length - 1}${MARK}`;
    return parts.map((part) => (typeof part === 'string' ? part : `${mark}${textsIn(part).join(' ')}`)).join('');
  }
  if (Array.isArray(design)) return design.map((item: Json) => flattened(item, nodes));
  if (typeof design !== 'object' || design === null) return design;
  return Object.fromEntries(
    Object.entries(design).map(([name, item]) => [literalName(name), flattened(item as Json, nodes)]),
  );
}

/** Literal text inside the arguments of a function; names of resources, parameters and exports are none. */
function textsIn(hole: Hole): readonly string[] {
  if ('oneOf' in hole) return hole.oneOf.map(String);
  return 'function' in hole ? textsOf(hole.argument) : [];
}

function textsOf(design: Json): readonly string[] {
  const hole = asHole(design);
  if (hole !== null) return textsIn(hole);
  const parts = asText(design);
  if (parts !== null) return parts.flatMap((part) => (typeof part === 'string' ? [part] : textsIn(part)));
  if (typeof design === 'string') return [design];
  return typeof design === 'object' && design !== null ? Object.values(design).flatMap(textsOf) : [];
}

/** The design again: what is unchanged as it was, what was taken out as what stands for it. */
function restored(before: Json, after: Json, nodes: readonly Node[]): Json {
  if (typeof before === 'string') {
    const node = nodeOf(before, nodes);
    if (node === undefined) return written(after);
    const opened = typeof after === 'object' && JSON.stringify(after) === JSON.stringify(openedJson(before));
    return node.harmless || after === before || opened ? node.design : HIDDEN;
  }
  if (Array.isArray(before) && Array.isArray(after))
    return before.map((item: Json, at) => restored(item, after[at] as Json, nodes));
  if (typeof before !== 'object' || before === null || typeof after !== 'object' || after === null)
    return written(after);
  return Object.fromEntries(
    Object.entries(before).map(([name, item]) => [
      writtenName(name),
      restored(item as Json, (after as { readonly [name: string]: Json })[name] as Json, nodes),
    ]),
  );
}

/** Plain data as a design. */
function written(data: Json): Json {
  if (Array.isArray(data)) return data.map(written);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, item]) => [writtenName(name), written(item)]));
}
