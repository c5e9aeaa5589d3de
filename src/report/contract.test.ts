import { describe, expect, it } from 'vitest';
import { heldOf, type Shown } from '../../test/formats/held.ts';
import { formats, render } from './index.ts';
import { obeyedIn } from './output-commands.ts';
import type { AuditResult } from './report.ts';
import { clean, livingWith, SITUATIONS } from './result-fixtures.ts';
import { nineVersusFour } from './sample.ts';

/** What holds of every format, whatever it is for. A new file in formats/ is held to it without being named here. */

const OPTIONS = { color: false, width: 100 };
const names = Object.keys(formats);
const told = (name: string, value: AuditResult) => render(name, value, OPTIONS);

describe.each(names)('%s', (name) => {
  describe.each(Object.entries(SITUATIONS))('of %s', (_, situation) => {
    it('ends with one newline, is the same each time, and holds nothing that is obeyed', async () => {
      const text = await told(name, situation());
      expect(text).toMatch(/[^\n]\n$/);
      expect(await told(name, structuredClone(situation()))).toBe(text);
      expect(obeyedIn(text)).toBeNull();
    });
  });
});

// The text has a golden for each width; the page is tested in a browser; JSON is the result itself.
it.each(names.filter((name) => !['html', 'json', 'text'].includes(name)))('%s prints its golden text', async (name) => {
  const format = await formats[name]?.();
  const golden = `golden/formats/${name}.golden.${format?.extension}`;
  await expect(await told(name, nineVersusFour())).toMatchFileSnapshot(golden);
});

/** The words of the situation that must be found; a format that only counts says its own in test/formats. */
const WORDS: { readonly [what in Shown]: RegExp } = {
  unknown: /rds:DescribeDBInstances/,
  exempt: /read from Frankfurt only/,
  waived: /payments-team/,
  expired: /core-team/,
  crashed: /x is undefined/,
};
describe.each(Object.keys(WORDS) as Shown[])('%s', (what) => {
  it.each(names)('is shown by %s, and not where there is none', async (name) => {
    const words = (await heldOf(name)).words ?? WORDS;
    expect(await told(name, livingWith())).toMatch(words[what]);
    expect(await told(name, clean())).not.toMatch(words[what]);
  });
});
