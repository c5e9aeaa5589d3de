import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../../src/baseline/empty-baseline.ts';
import { broken } from '../../src/commands/sample-snapshot.ts';
import { judge } from '../../src/commands/stages.ts';
import { formats, render } from '../../src/report/index.ts';
import { obeyedIn } from '../../src/report/output-commands.ts';
import type { AuditResult } from '../../src/report/report.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { HOSTILE } from './any.ts';

/** Names, tags and values are written by whoever may tag a resource. Whatever they hold, a report stays what it is. */

const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join(' ')),
);

/** The sample with names that nobody would give: of resources, stacks, tags, values, regions' callers and gaps. */
const world: fc.Arbitrary<AuditResult> = fc.infiniteStream(hostile).map((names) => {
  const next = () => names.next().value as string;
  const sample = broken();
  const snapshot: Snapshot = {
    header: { ...sample.header, notes: [next()], caller: { ...sample.header.caller, arn: next() } },
    observations: sample.observations.map((one) => ({
      ...one,
      gaps: one.gaps.map((gap) => ({ ...gap, detail: next(), remedy: next(), operation: next() })),
    })),
    resources: sample.resources.map((one) => ({
      ...one,
      name: next(),
      logicalId: next(),
      stack: next(),
      id: next(),
      tags: { [next()]: next() },
      properties:
        one.type === 'AWS::EC2::SecurityGroup'
          ? one.properties
          : { ...one.properties, [`P${next()}`]: next(), Nested: { [next()]: [next()] } },
    })),
  };
  return judge(snapshot, { ...emptyBaseline(), waivers: [] });
});

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

/** As a viewer lays it out that lets HTML through. */
function isPlainMarkdown(text: string): void {
  const options = { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true };
  expect(micromark(text, options)).not.toMatch(/<(script|img|iframe|style)\b|\son\w+="/i);
}

/** What a reader of the format would stumble over. */
const HELD: { readonly [format: string]: (text: string, result: AuditResult, plain: string) => void } = {
  gitlab: (text) => {
    for (const issue of JSON.parse(text))
      expect(Object.keys(issue)).toEqual(expect.arrayContaining(['description', 'fingerprint', 'location']));
  },
  json: (text, result) => expect(JSON.parse(text).findings).toHaveLength(result.findings.length),
  sarif: (text) => expect(JSON.parse(text).version).toBe('2.1.0'),
  ocsf: (text) =>
    void text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  junit: (text) => {
    expect(XMLValidator.validate(text)).toBe(true);
    expect(new XMLParser().parse(text).testsuites).toBeDefined();
  },
  html: (text, _, plain) => {
    for (const tag of [/<script\b/gi, /<style\b/gi, /<img\b/gi, /<iframe\b/gi, /<\/html>/gi])
      expect(count(text, tag)).toBe(count(plain, tag));
    expect(text).not.toMatch(/ on\w+="/i);
  },
  csv: (text) => {
    const quotes = count(text, /"/g);
    expect(quotes % 2).toBe(0);
    // A cell that a spreadsheet would take for a formula.
    expect(text.replace(/^\ufeff/, '')).not.toMatch(/(?:^|,)"?[=@\t\r]/m);
  },
  github: (text) => {
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^::(error|warning|notice) /);
  },
  markdown: isPlainMarkdown,
  summary: isPlainMarkdown,
  openmetrics: (text) => expect(text.endsWith('# EOF\n')).toBe(true),
  text: (text) => expect(text).not.toMatch(/^::|^##\[/m),
};

it('every format is held to something', () => expect(Object.keys(HELD).sort()).toEqual(Object.keys(formats).sort()));

describe.each(Object.keys(formats))('%s', (format) => {
  it('is well formed, and lets nothing through that is obeyed', async () => {
    const plain = await render(format, judge(broken(), emptyBaseline()), { color: false, width: 100 });
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom(20, 100, 200), async (result, width) => {
        for (const { id, state, error } of result.rules) expect(state, `${id}: ${error}`).not.toBe('crashed');
        const text = await render(format, result, { color: false, width });
        expect(text).toMatch(/[^\n]\n$/);
        expect(obeyedIn(text)).toBeNull();
        HELD[format]?.(text, result, plain);
      }),
      { numRuns: format === 'html' ? 10 : 20 },
    );
  });
});
