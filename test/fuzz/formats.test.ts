// Fuzzes the formats: whatever report passes for one, every format renders it, and nothing in it is obeyed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResult } from '../../src/commands/saved-result.ts';
import { recorder } from '../../src/commands/testing.ts';
import { UsageError } from '../../src/common/usage-error.ts';
import { harmless, visible } from '../../src/report/escape.ts';
import { formats, render } from '../../src/report/index.ts';
import { nineVersusFour } from '../../src/report/sample.ts';
import { makeFolder } from '../folder.ts';
import { mutated } from '../properties/any.ts';
import { mangled } from './mangled.ts';
import { bounded, patience } from './options.ts';

const folder = makeFolder();
const REPORT = nineVersusFour();
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const COMMAND = /^[\s\u0085]*::[a-z-]+[^:\n]*::|##(?:\[|[a-z]+\[)/im;

/** Joiners may stand where they join; line ends are the format's. */
function obeyed(text: string): boolean {
  const plain = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .replace(/\u200c|\u200d|\n/g, ' ');
  return HIDDEN.test(plain) || COMMAND.test(text);
}

async function rendered(text: string): Promise<void> {
  writeFileSync(join(folder, 'r.json'), text);
  const { io } = recorder({ cwd: folder });
  const result = await readResult('--from', 'r.json', io).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    return null;
  });
  if (result === null) return;
  for (const format of Object.keys(formats)) {
    const shown = await render(format, result, { color: false, width: 80 });
    if (format !== 'github') expect({ format, obeyed: obeyed(shown) }).toEqual({ format, obeyed: false });
  }
}

describe('every format', () => {
  it(
    'renders whatever passes for a report, changed in its members',
    async () => {
      await fc.assert(
        fc.asyncProperty(mutated(REPORT), (report) => rendered(JSON.stringify(report) ?? 'null')),
        bounded(),
      );
    },
    patience,
  );

  it(
    'renders whatever passes for a report, changed in its text',
    async () => {
      await fc.assert(fc.asyncProperty(mangled(JSON.stringify(REPORT, null, 1)), rendered), bounded());
    },
    patience,
  );
});

describe('what makes text harmless', () => {
  it(
    'leaves nothing that is obeyed, is done once, and keeps what it does not touch',
    () => {
      const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), mangled('a ::error::b ##[x] \u001b[31mred'));
      fc.assert(
        fc.property(text, (any) => {
          expect(visible(any)).not.toMatch(HIDDEN_BUT_JOINERS);
          expect(visible(visible(any))).toBe(visible(any));
          expect(COMMAND.test(harmless(any))).toBe(false);
          expect(harmless(harmless(any))).toBe(harmless(any));
        }),
        bounded(),
      );
    },
    patience,
  );
});

const HIDDEN_BUT_JOINERS = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
