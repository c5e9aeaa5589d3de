/** Writes a waiver into a YAML text. */
import { type Document, isMap, isScalar, isSeq, parseDocument, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { comment, scalar } from './yaml-text.ts';

/** A waiver to be written: the fingerprint, and beside it what it is of, for whoever reads the file. */
export type NewWaiver = {
  readonly finding: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
  /** One line; null when it is not known. */
  readonly note: string | null;
};

/**
 * The file with one more waiver at the end of its list. Every other byte stays: the new lines are put between the old ones.
 * Only a list in one line (`[…]`) or a JSON file is written anew, by its own document.
 */
export function addWaiver(text: string, waiver: NewWaiver): string {
  const newline = /\r\n/.test(text) ? '\r\n' : '\n';
  const document = parseDocument(text, { version: '1.2', merge: true });
  const root = document.contents;
  const block = root === null || (isScalar(root) && root.value === null) || (isMap(root) && !root.flow);
  if (!block) return rewritten(document, text, waiver, newline);
  const list = isMap(root) ? pairOf(root) : undefined;
  if (list === undefined) return appended(text, waiver, newline);
  const { key, value } = list;
  if (isSeq(value) && value.items.length > 0)
    return value.flow ? rewritten(document, text, waiver, newline) : afterLast(text, value, waiver, newline);
  return instead(text, key as Scalar, value, waiver, newline);
}

/** The file with the day, owner and reason of a waiver that is there already; every other byte stays. */
export function renewWaiver(text: string, { finding, reason, owner, until }: NewWaiver): string {
  const document = parseDocument(text, { version: '1.2', merge: true });
  const root = document.contents;
  const list = isMap(root) ? pairOf(root)?.value : undefined;
  const scalarOf = (entry: YAMLMap, name: string) =>
    entry.items.find(({ key }) => isScalar(key) && key.value === name)?.value as Scalar | undefined;
  const entry = isSeq(list)
    ? list.items.find((one) => isMap(one) && scalarOf(one, 'finding')?.value === finding)
    : undefined;
  if (!isMap(entry)) return text;
  const written = isJson(text) ? (value: string) => JSON.stringify(value) : scalar;
  return Object.entries({ reason, owner, until })
    .flatMap(([name, value]) => {
      const [start, end] = scalarOf(entry, name)?.range ?? [];
      return start === undefined || end === undefined ? [] : [{ start, end, value: written(value) }];
    })
    .sort((a, b) => b.start - a.start)
    .reduce(
      (all, { start, end, value }) => `${all.slice(0, start)}${value}${endOf(all.slice(start, end))}${all.slice(end)}`,
      text,
    );
}

/** A block scalar ends with its line; a plain one does not. */
function endOf(old: string): string {
  return /\r?\n$/.exec(old)?.[0] ?? '';
}

function pairOf(root: YAMLMap): YAMLMap['items'][number] | undefined {
  return root.items.find(({ key }) => isScalar(key) && key.value === 'waivers');
}

function linesOf({ finding, reason, owner, until, note }: NewWaiver, indent: string): readonly string[] {
  return [
    ...(note === null ? [] : [comment(note, indent)]),
    `${indent}- finding: ${scalar(finding)}`,
    `${indent}  reason: ${scalar(reason)}`,
    `${indent}  owner: ${scalar(owner)}`,
    `${indent}  until: ${scalar(until)}`,
  ];
}

/** A list of its own at the end of the file, but before what ends the document. */
function appended(text: string, waiver: NewWaiver, newline: string): string {
  const end = text.match(/^\.\.\.[ \t]*\r?$/m)?.index ?? text.length;
  const before = text.slice(0, end);
  const gap = before === '' || before === '\uFEFF' ? '' : /\n$/.test(before) ? newline : newline + newline;
  const lines = ['waivers:', ...linesOf(waiver, '  ')];
  return `${before}${gap}${lines.join(newline)}${newline}${text.slice(end)}`;
}

/** In the place of `[]`, or of nothing, behind `waivers:`. */
function instead(text: string, key: Scalar, value: unknown, waiver: NewWaiver, newline: string): string {
  const colon = text.indexOf(':', key.range?.[1] ?? 0) + 1;
  const end = isSeq(value) ? (value.range?.[1] ?? colon) : colon;
  const tail = tailOf(text.slice(end));
  const rest = text.slice(end + tail.length);
  const lines = linesOf(waiver, '  ').join(newline);
  return `${text.slice(0, colon)}${tail}${newline}${lines}${rest === '' ? newline : rest}`;
}

/** What stands on the line behind a value: a comment. */
function tailOf(rest: string): string {
  return /^[^\r\n]*/.exec(rest)?.[0] ?? '';
}

function afterLast(text: string, list: YAMLSeq, waiver: NewWaiver, newline: string): string {
  const [start = 0] = list.range ?? [];
  const indent = /[^\n]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const last = list.items.at(-1) as { range?: readonly [number, number, number] | null };
  const [, end = text.length] = last.range ?? [];
  const content = text.slice(0, end).trimEnd().length;
  const at = content + tailOf(text.slice(content)).length;
  const after = text.slice(at);
  const lines = linesOf(waiver, indent).join(newline);
  return `${text.slice(0, at)}${newline}${lines}${after === '' ? newline : after}`;
}

/** JSON stays JSON; a list in one line stays one. */
function rewritten(document: Document.Parsed, text: string, waiver: NewWaiver, newline: string): string {
  const { note, ...entry } = waiver;
  if (isJson(text)) {
    const value = JSON.parse(text) as { readonly waivers?: readonly unknown[] };
    const indent = /^[ \t]+/m.exec(text)?.[0] ?? (text.trim().includes('\n') ? 2 : undefined);
    const more = { ...value, waivers: [...(value.waivers ?? []), entry] };
    const json = JSON.stringify(more, null, indent).replaceAll('\n', newline);
    return `${json}${/\r?\n$/.exec(text)?.[0] ?? ''}`;
  }
  const node = document.createNode(entry);
  if (note !== null) node.commentBefore = comment(note).slice(1);
  const list = document.get('waivers');
  if (isSeq(list)) {
    // An empty list in one line can become one of many lines.
    if (list.items.length === 0) list.flow = false;
    list.items.push(node);
  } else document.set('waivers', [node]);
  const all = document.toString({ lineWidth: 0 });
  return newline === '\r\n' ? all.replace(/\r?\n/g, newline) : all;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
