/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { everything } from '../../src/report/html/sample.ts';
import type { AuditResult } from '../../src/report/report.ts';
import { many } from '../../src/report/result-fixtures.ts';
import { describeInChromium, press } from './browser.ts';

/** Six queues that differ in one way. */
function ofOneCause(): AuditResult {
  const result = many(6);
  const [first] = result.findings;
  if (first === undefined) throw new Error('nothing is found');
  const findings = result.findings.map((one) => ({ ...one, severity: first.severity }));
  const cause = { id: 'alike-1', kind: 'alike' as const, message: 'VisibilityTimeout of 6 resources differs' };
  return { ...result, findings, causes: [{ ...cause, findings: findings.map(({ fingerprint }) => fingerprint) }] };
}

const shown = (page: Page): Locator => page.locator('article:visible');
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));

/** The report as a person uses it: searching, narrowing, walking and opening, in light and in dark. */
describeInChromium('using the HTML report', (open) => {
  it('searches from the keyboard, keeps the search in the address, and clears it', async () => {
    const { page, url } = await open(everything());
    expect(await shown(page).count()).toBe(11);
    await press(page, '/');
    expect(await focused(page)).toBe('q');
    await page.keyboard.type('database MISSING');
    await expect.poll(() => shown(page).count()).toBe(2);
    expect(await page.locator('#shown').textContent()).toBe('2 of 11 shown');
    expect(await hash(page)).toBe('#q=database+MISSING');
    await page.goto('about:blank');
    await page.goto(`${url}#q=database+MISSING`);
    expect(await shown(page).count()).toBe(2);
    await press(page, 'Escape');
    expect(await shown(page).count()).toBe(11);
    expect(await hash(page)).toBe('');
    await page.locator('#q').fill('no such thing');
    expect(await page.locator('#none').isVisible()).toBe(true);
    await page.locator('#clear').click();
    expect(await shown(page).count()).toBe(11);
  });

  it('is narrowed by severity, region, status, rule, type and the last run', async () => {
    const { page } = await open(everything());
    const chip = (facet: string, value: string) => page.locator(`button[data-facet="${facet}"][data-value="${value}"]`);
    await chip('severity', 'critical').click();
    expect(await shown(page).count()).toBe(2);
    expect(await chip('severity', 'critical').getAttribute('aria-pressed')).toBe('true');
    await chip('severity', 'medium').click();
    expect(await shown(page).count()).toBe(5);
    await chip('status', 'waived').click();
    expect(await shown(page).count()).toBe(1);
    expect(await hash(page)).toBe('#severity=critical&severity=medium&status=waived');
    await press(page, 'Escape');
    expect(await shown(page).count()).toBe(11);
    for (const [facet, value, count] of [
      ['region', 'us-east-1', 2],
      ['rule', 'missing-resource', 5],
      ['type', 'AWS::KMS::Key', 3],
      ['since', 'new', 1],
    ] as const) {
      await chip(facet, value).click();
      expect([facet, await shown(page).count()]).toEqual([facet, count]);
      await chip(facet, value).click();
    }
    expect(await hash(page)).toBe('');
  });

  it('is walked and opened by keys', async () => {
    const { page } = await open(everything());
    const ids = await shown(page).evaluateAll((all) => all.map((one) => one.id));
    await press(page, 'j');
    expect(await focused(page)).toBe(ids[0]);
    await press(page, 'j', 'ArrowDown', 'k');
    expect(await focused(page)).toBe(ids[1]);
    await press(page, 'Enter');
    const panel = page.locator(`#${ids[1]} .panel`);
    expect(await panel.textContent()).toContain('A rule that one region lacks cuts a connection there');
    expect(await panel.textContent()).toContain('infra-parity explain c2c1d2e3 --from FILE');
    await press(page, 'Enter');
    expect(await panel.isVisible()).toBe(false);
    await press(page, '/', 't');
    expect(await page.locator('#q').inputValue()).toBe('t');
    await press(page, 'ArrowDown');
    expect(await focused(page)).toBe(await shown(page).first().getAttribute('id'));
  });

  it('opens a type of the matrix to its counterparts, by mouse and by keys', async () => {
    const { page } = await open(everything());
    const row = page.getByRole('rowheader', { name: /DatabaseGroup.*matched by logical id/ });
    const type = page.getByRole('button', { name: 'AWS::EC2::SecurityGroup', exact: true });
    expect(await row.isVisible()).toBe(false);
    await type.click();
    expect([await row.isVisible(), await type.getAttribute('aria-expanded')]).toEqual([true, 'true']);
    await press(page, 'Enter');
    expect(await row.isVisible()).toBe(false);
    await press(page, 'j', 'Enter');
    expect(await page.locator('tbody.rows:visible').textContent()).toContain('Network');
    await page.locator('#expand').click();
    expect(await page.locator('tbody.rows:visible').count()).toBe(8);
    expect(await page.locator('tbody.rows').filter({ hasText: 'Replica' }).textContent()).toContain(
      'exempt The replica lives in the standby',
    );
  });

  it('shows the target of a link, whatever hides it', async () => {
    const { page } = await open(everything());
    await page.locator('#q').fill('nothing has this');
    await page.locator('#lacks a', { hasText: 'DataKey' }).click();
    expect(await shown(page).count()).toBe(11);
    expect(await focused(page)).toBe('f-21f2e3d4c5b6a7988');
    await page.locator('#f-21f2e3d4c5b6a7988 .foot a').first().click();
    expect(await page.locator('#rule-missing-resource').getAttribute('open')).not.toBeNull();
  });

  it('shows a hundred counterparts at a time, and all that is asked for', async () => {
    const { page } = await open(many(350));
    await expect.poll(() => shown(page).count()).toBe(100);
    expect(await page.locator('#shown').textContent()).toBe('350 shown');
    expect(await page.locator('#more').textContent()).toContain('250 more.');
    await page.locator('#more-some').click();
    await expect.poll(() => shown(page).count()).toBe(200);
    // A search looks at all of them, and begins with the first hundred again.
    await page.locator('#q').fill('queue');
    await expect.poll(() => shown(page).count()).toBe(100);
    await page.locator('#q').fill('queue349');
    await expect.poll(() => shown(page).count()).toBe(1);
    await page.locator('#clear').click();
    await page.locator('#more-all').click();
    await expect.poll(() => shown(page).count()).toBe(350);
    expect(await page.locator('#more').isVisible()).toBe(false);
  });

  it('walks beyond the first hundred, and leads to what stands there', async () => {
    const result = many(150);
    const { page } = await open(result);
    const target = await page.locator('article').last().getAttribute('id');
    await page.evaluate((id) => {
      location.hash = `#${id}`;
    }, target);
    await expect.poll(() => page.locator('article').last().isVisible()).toBe(true);
  });

  it('folds the many findings of one cause, and opens them for a search, a link and a key', async () => {
    const result = ofOneCause();
    const { page } = await open(result);
    const cause = page.locator('details.told');
    expect(await cause.getAttribute('open')).toBeNull();
    expect(await cause.locator('summary').first().textContent()).toContain('of 6 resources');
    await expect.poll(() => shown(page).count()).toBe(0);
    await press(page, 'j');
    await expect.poll(() => shown(page).count()).toBe(6);
    await cause.locator('summary').first().click();
    await page.locator('#q').fill('queue3');
    await expect.poll(() => shown(page).count()).toBe(1);
    await page.locator('#clear').click();
    await expect.poll(() => cause.getAttribute('open')).toBeNull();
  });

  it('is light or dark as the system is, or as chosen', async () => {
    const light = (page: Page) =>
      page.evaluate(() => {
        const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
        return red > 127;
      });
    const { page } = await open(everything(), { colorScheme: 'dark' });
    expect(await light(page)).toBe(false);
    await press(page, 't');
    expect(await page.locator('#theme').textContent()).toBe('Theme: light');
    expect(await light(page)).toBe(true);
    await page.reload();
    expect(await light(page)).toBe(true);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('#theme').click();
    expect(await light(page)).toBe(false);
    await press(page, 't');
    expect([await light(page), await page.locator('#theme').textContent()]).toEqual([true, 'Theme: auto']);
  });
});
