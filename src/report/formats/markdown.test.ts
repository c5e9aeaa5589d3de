import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { plain } from '../facts.ts';
import { code } from '../markdown/cell.ts';
import type { AuditResult } from '../report.ts';
import { clean, HOSTILE, livingWith, many, SITUATIONS } from '../result-fixtures.ts';
import { nineVersusFour } from '../sample.ts';
import markdown from './markdown.ts';
import summary from './summary.ts';

const render = (result: AuditResult) => markdown.render(result);

/** As GitHub reads it, its tables and automatic links among it. */
const html = (text: string) =>
  micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

const TAGS = [
  'h2',
  'p',
  'strong',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'code',
  'br',
  'details',
  'summary',
  'b',
];

describe.each(Object.entries(SITUATIONS))('Markdown of %s', (_, situation) => {
  it('makes nothing of a name but text in a code span', () => {
    for (const text of [render(situation()), summary.render(situation())]) {
      const outside = html(text)
        .replace(/<code>.*?<\/code>/gs, '<code></code>')
        .replace('<!-- infra-parity -->', '');
      const tags = [...outside.matchAll(/<\/?([a-z0-9!-]+)/gi)].map((match) => match[1] ?? '');
      expect(tags.filter((tag) => !TAGS.includes(tag))).toEqual([]);
      expect(outside).not.toMatch(/@|#\d|https?:|www\.|GH-|evil|octocat|alert|:tada:|forged|\$x/);
      expect(outside.match(/<h2>/g)).toHaveLength(1);
    }
  });

  it('has tables whose rows are as long as their heads, and closes what it opens', () => {
    const page = html(render(situation()));
    for (const [table] of page.matchAll(/<table>.*?<\/table>/gs)) {
      const columns = table.match(/<th>/g)?.length;
      for (const [row] of table.matchAll(/<tr>\n<td>.*?<\/tr>/gs))
        expect(row.match(/<td>/g)).toHaveLength(columns ?? 0);
    }
    expect(page.match(/<details/g)?.length).toBe(page.match(/<\/details>/g)?.length);
    expect(render(situation()).match(/^\|.*[^|\n]$/m)).toBeNull();
  });

  it('is within the limits of GitHub', () => {
    expect(render(situation()).length).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(summary.render(situation()))).toBeLessThanOrEqual(1024 * 1024);
  });
});

describe('what does not fit', () => {
  const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('| `Visibility'));
  const left = (text: string) => Number(/^\*\*(\d+) rows were left out\*\*/m.exec(text)?.[1]);

  it('is counted, and the worst is kept', () => {
    const text = render(many(5000));
    expect(text.length).toBeGreaterThan(65_000);
    expect(rowsOf(text).length + left(text)).toBe(5000);
    expect(text).toContain('<b>Critical</b> (1250)');
    expect(text).toContain('<b>Low</b> (1250)');
    expect(text).toContain('… and 1245 more, left out here.');
    const [critical = '', rest = ''] = text.split('<b>High</b>');
    expect(rowsOf(critical).length).toBeGreaterThan(100);
    // A few of each of the other three, so that every section shows what it is about.
    expect(rowsOf(rest)).toHaveLength(15);
    expect(text).toContain('rds:DescribeDBInstances');
  });

  it('is less in the summary of a step', () => {
    const text = summary.render(many(20_000));
    expect(Buffer.byteLength(text)).toBeGreaterThan(1000 * 1000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1000 * 1024);
    expect(text).toContain('rds:DescribeDBInstances');
    expect(rowsOf(text).length + left(text)).toBe(20_000);
  });

  it('is nothing where all fits', () => {
    expect(render(nineVersusFour())).not.toContain('left out');
    expect(render(nineVersusFour())).toBe(summary.render(nineVersusFour()));
  });
});

describe('the page', () => {
  it('begins with the mark by which a bot finds its comment', () => {
    expect(render(clean()).startsWith('<!-- infra-parity -->\n## ✅ infra-parity: parity\n')).toBe(true);
  });

  it('says in one line what it rests on', () => {
    expect(render(livingWith())).toContain(
      '\n1 finding: 1 high; 1 waived; 1 exempt; 1 could not be read; 1 rule crashed; since 2026-01-01 02:00 UTC: 1 new, 1 known, 1 resolved, 1 not compared.\n\nThe gate **fails**: a rule crashed.\n',
    );
  });

  it('has the causes in sight, and the details folded, in few lines', () => {
    const text = render(livingWith());
    const open = (title: string) => text.includes(`<details open><summary><b>${title}</b>`);
    expect(['High', 'Waived', 'Exempt'].map(open)).toEqual([false, false, false]);
    const before = render(many(5000)).split('<details')[0]?.split('\n') ?? [];
    expect(before.length).toBeLessThanOrEqual(60);
    expect(text).toContain('`BackupRetentionPeriod` of `Database` differs');
  });
});

describe('a code span', () => {
  const text = (markdownText: string) =>
    /<td><code>(.*)<\/code><\/td>/s
      .exec(html(`| a |\n|---|\n| ${markdownText} |\n`))?.[1]
      ?.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '');

  it.each(['`', '``', '`a`', 'a`b``c', ' a ', 'a|b', '\\', '\\|', '<b>', '@me #1', '*a*', '&amp;'])(
    'gives %j back as it was, but for the pipe',
    (given) => expect(text(code(given))).toBe(given.replaceAll('|', '│')),
  );

  it('is a dash when there is nothing', () => expect(code('')).toBe('—'));

  it('gives the most hostile name back', () => {
    expect(text(code(HOSTILE, 5000))).toBe(plain(HOSTILE, 5000).replaceAll('|', '│'));
  });
});

it('says "at least" of a total that a failed call leaves open', () => {
  const { counts, ...rest } = nineVersusFour();
  const [region = '', ...others] = Object.keys(counts);
  const open = { ...counts, [region]: { ...(counts[region] as NonNullable<(typeof counts)[string]>), partial: true } };
  expect(render({ ...rest, counts: open })).toContain(`| \`${region}\` | at least **9** |`);
  expect(render({ ...rest, counts: open })).toContain(`| \`${others[0]}\` | **4** |`);
});
