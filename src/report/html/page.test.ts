import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { poisoned } from '../../../test/html/attacks.ts';
import { nineVersusFour, result, row } from '../sample.ts';
import { matrix } from './matrix.ts';
import { page } from './page.ts';
import { everything, fiveRegions, many } from './sample.ts';
import { MOST, viewOf } from './view.ts';

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const inside = (html: string, tag: string) =>
  [...html.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => match[1] ?? '');

/** What a reader sees, roughly: no tags, no stylesheet, no script. */
function read(html: string): string {
  return html
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

describe('the page', () => {
  const html = page(everything());

  it('names in its policy the digests of exactly the script and the style that it holds', () => {
    const [, policy = ''] = html.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/) ?? [];
    const scripts = inside(html, 'script');
    const styles = inside(html, 'style');
    expect([scripts.length, styles.length]).toEqual([2, 1]);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${sha(styles[0] ?? '')}`,
      `script-src ${scripts.map(sha).join(' ')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('has no inline style, no inline handler and no address outside of itself', () => {
    const markup = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
    expect(markup.match(/<[^>]*\s(style|on\w+)=/g)).toBeNull();
    const addresses = [...markup.matchAll(/\s(?:href|src|action|srcset)="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(addresses.length).toBeGreaterThan(20);
    expect(addresses.filter((address) => !/^(#|data:image\/svg\+xml,)/.test(address))).toEqual([]);
    expect(inside(html, 'style')[0]).not.toMatch(/@import|url\(/);
    expect(inside(html, 'script').join('')).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp/,
    );
  });

  it('leads every link to something that is on the page', () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.filter((target) => !ids.has(target))).toEqual([]);
    expect(ids.size).toBe([...html.matchAll(/\sid="([^"]+)"/g)].length);
  });

  it('is the same bytes for the same result, whoever asks and when', () => {
    expect(page(structuredClone(everything()))).toBe(html);
  });

  it('gives the verdict and the counts first', () => {
    const text = read(html);
    expect(html).toContain('<title>deviation 9 · 4 – infra-parity</title>');
    expect(text).toMatch(
      /deviation[\s\S]*The run fails: findings at or above medium[\s\S]*10 findings: 2 critical, 5 high, 2 medium, 1 low; 1 waived/,
    );
    expect(text).toMatch(/9 us-east-1\s*4 eu-central-1/);
    expect(text).toContain('eu-central-1 lacks 5');
    for (const name of ['Trail', 'MonitoringRole', 'DataKey', 'Database', 'DatabaseSubnets']) {
      expect(text.slice(text.indexOf('lacks 5'), text.indexOf('Since the last run'))).toContain(name);
    }
  });

  it('shows every finding, gap, exemption and waiver, the past and the course', () => {
    const text = read(html);
    const all = everything();
    for (const one of all.findings) {
      expect(text).toContain(one.message);
      expect(html).toContain(`id="f-${one.fingerprint}"`);
    }
    for (const gap of all.gaps)
      for (const told of [gap.detail, gap.remedy, gap.operation ?? '']) expect(text).toContain(told);
    for (const one of all.waivers ?? [])
      for (const told of [one.target, one.reason, one.until]) expect(text).toContain(told);
    for (const one of [...(all.since?.resolved ?? []), ...(all.since?.notCompared ?? [])])
      expect(text).toContain(one.message);
    for (const told of [
      'The replica lives in the standby',
      'expired: no longer hides anything',
      'stale: matched nothing',
      'Waived until 2026-03-31 by payments: Renamed in the next release',
      'The last run also read eu-west-1.',
      'TypeError: no selectors',
      'One stack is still being updated: shop-data in eu-central-1.',
      '2026-01-02 03:04 UTC',
      'stacks shop*',
      'infra-parity 0.1.0',
      'stated in infra-parity.yaml:12',
      'matched by logical id AppGroup',
    ])
      expect(text).toContain(told);
    expect(html).toContain('aria-label="Score: from 40 % to 55 % in 10 runs"');
  });

  it('names every type that one fault hides', () => {
    const [gap] = nineVersusFour().gaps;
    const types = Array.from({ length: 40 }, (_, index) => `AWS::Service${index}::Thing`);
    const gaps = types.flatMap((type) => (gap === undefined ? [] : [{ ...gap, type }]));
    const text = page(result({ gaps }));
    expect(text.match(/<li class="gap/g)).toHaveLength(1);
    for (const type of types) expect(text).toContain(type);
  });

  it('explains every rule that ran', () => {
    for (const { id } of everything().rules) expect(html).toContain(`data-rule="${id}"`);
    expect(read(html)).toContain('A region that lacks a part of the design cannot do the work of the others.');
  });

  it('leaves out what there is not', () => {
    const text = page(result({}));
    for (const id of ['since', 'history', 'waivers', 'exempt', 'lacks', 'matrix', 'matching']) {
      expect(text).not.toContain(`<section id="${id}"`);
    }
    expect(read(text)).toContain('None: no rule found a deviation in what was seen.');
    expect(read(text)).toContain('Nothing: everything asked was read.');
  });

  it('says "at least" of a total where the region was not wholly listed', () => {
    const base = nineVersusFour();
    const gaps = base.gaps.map(({ properties: _, ...gap }) => gap);
    expect(read(page({ ...base, gaps }))).toMatch(/at least 4 eu-central-1/);
    expect(read(page(base))).not.toContain('at least');
  });

  it('puts the regions of a finding below each other when they are many, those that agree together', () => {
    const text = page(fiveRegions());
    expect(text).toContain('<dt>us-east-1, us-west-2, ap-southeast-2, sa-east-1</dt><dd>7</dd>');
    expect(text).toContain('<div class="d"><dt>eu-central-1 – deviates</dt><dd>1</dd></div>');
  });
});

describe('hostile text', () => {
  const ATTACKS = [
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    '</style><!-- ]]> {{7*7}}',
    '\u202egpj.exe\u2028\u0000\u001b[31m\ud800',
    'javascript:alert(1)',
  ];

  it.each(ATTACKS)('%j stays text', (attack) => {
    const html = page(poisoned(everything(), attack));
    const markup = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
    expect([inside(html, 'script').length, inside(html, 'style').length]).toEqual([2, 1]);
    expect(markup).not.toMatch(/<(img|iframe|object|embed|base|!--)/i);
    // Outside of quotes a tag holds names only: nothing has broken out of an attribute.
    const tags = [...markup.matchAll(/<[a-z][^\s>]*((?:[^>"]|"[^"]*")*)>/g)].map((match) => match[1] ?? '');
    expect(tags.length).toBeGreaterThan(500);
    expect(tags.map((tag) => tag.replace(/"[^"]*"/g, '')).filter((tag) => /[^\sa-zA-Z0-9=/-]/.test(tag))).toEqual([]);
    expect(markup).not.toMatch(/\s(href|src)="(?!#|data:image\/svg)/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\u202e\ud800]/);
  });

  it('of any length leaves a page that can be read', () => {
    const tag = 'x'.repeat(200_000);
    const base = nineVersusFour();
    const findings = base.findings.map((one) => ({
      ...one,
      counterpart: tag,
      values: { 'us-east-1': tag, 'eu-central-1': 'y' },
    }));
    const html = page({ ...base, findings });
    expect(html.length).toBeLessThan(200_000);
    expect(html).toContain('more characters)');
  });
});

describe('more than a browser holds', () => {
  it('is counted', () => {
    const view = viewOf(many(MOST.findings + 3));
    expect(view.cut).toBe(3);
    expect(view.groups.reduce((sum, group) => sum + group.findings.length, 0)).toBe(MOST.findings);
  });

  it('costs the rows that are the same everywhere, never those that differ', () => {
    const both = { 'us-east-1': 'present', 'eu-central-1': 'present' } as const;
    const same = Array.from({ length: MOST.rows + 49 }, (_, index) =>
      row('AWS::SQS::Queue', `Queue${index}`, 'same', both),
    );
    const drifted = row('AWS::SQS::Queue', 'ZetaQueue', 'drifted', both);
    const text = matrix(viewOf(result({ rows: [...same, drifted] })))?.html ?? '';
    expect(text).toContain('ZetaQueue');
    expect(text).toContain('… and 50 more; the JSON report has them all');
  });
});
