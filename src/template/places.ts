/** Where a part of a template stands in its text. */
import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml';
import type { Path } from './raw.ts';
import { isShortForm } from './yaml-tags.ts';

/** Line and column, from 1, of the part at `path` (of its name, in a map), or of the nearest part around it. */
export function placeIn(document: Document, lines: LineCounter, path: Path): { line: number; column: number } {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    const shown: { node: Node | null; offset: number } | null = step(follow(node, document), part, document);
    if (shown === null) break;
    node = shown.node;
    offset = shown.offset;
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function follow(node: Node | null, document: Document): Node | null {
  let target = node;
  for (let hops = 0; isAlias(target) && hops < 20; hops += 1) target = target.resolve(document) ?? null;
  return target;
}

/** One step down; null when there is no such part. A short form is passed by its long name without moving. */
function step(node: Node | null, part: string | number, document: Document) {
  if (node === null) return null;
  const tag = (node as { tag?: string }).tag;
  if (tag !== undefined && isShortForm(tag) && (part === tag.slice(1) || part === `Fn::${tag.slice(1)}`))
    return { node: untagged(node), offset: node.range?.[0] ?? 0 };
  if (isSeq(node) && typeof part === 'number') {
    const item = node.items[part] as Node | undefined;
    return item ? { node: item, offset: item.range?.[0] ?? 0 } : null;
  }
  return isMap(node) ? pairNamed(node.items as Pair[], String(part), document) : null;
}

type Found = { readonly node: Node | null; readonly offset: number };

function pairNamed(pairs: readonly Pair[], name: string, document: Document): Found | null {
  const found = pairs.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === name);
  if (found !== undefined) {
    const offset = (found.key as Node).range?.[0] ?? 0;
    return { node: found.value as Node | null, offset };
  }
  for (const pair of pairs) {
    if (!isScalar(pair.key) || pair.key.value !== '<<') continue;
    const sources = follow(pair.value as Node, document);
    for (const source of isSeq(sources) ? sources.items : [sources]) {
      const map = follow(source as Node, document);
      const there = isMap(map) ? pairNamed(map.items as Pair[], name, document) : null;
      if (there !== null) return there;
    }
  }
  return null;
}

/** The same node as the argument of its short form, so that the tag is passed only once. */
function untagged(node: Node): Node {
  const copy = node.clone() as Node & { tag?: string };
  delete copy.tag;
  return copy;
}
