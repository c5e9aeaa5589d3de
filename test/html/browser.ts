/** Opens reports in a headless browser. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { page as document } from '../../src/report/html/page.ts';
import type { AuditResult } from '../../src/report/report.ts';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium; undefined when this machine has none. */
export const CHROMIUM = PLACES.find((path) => path !== undefined && path !== '' && existsSync(path));

/** Said when there is none. */
export const LACKING =
  'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to its program.';

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Opened = {
  readonly page: Page;
  readonly url: string;
  /** Messages of the console, violations of the policy among them, and errors of the script. */
  readonly messages: string[];
  /** Every address that was asked for. */
  readonly requests: string[];
  /** Of those, what did not come, and why. */
  readonly failed: string[];
};

export type Desk = {
  open(result: AuditResult, options?: BrowserContextOptions & { readonly hash?: string }): Promise<Opened>;
  close(): Promise<void>;
};

/** A browser that shows reports from files, as a person who was sent one opens it. */
export async function desk(): Promise<Desk> {
  if (CHROMIUM === undefined) throw new Error(LACKING);
  const folder = await mkdtemp(join(tmpdir(), 'infra-parity-html-'));
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  let files = 0;
  return {
    async open(result, { hash = '', ...options } = {}) {
      const file = join(folder, `report-${files++}.html`);
      await writeFile(file, document(result));
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const messages: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => messages.push(`error: ${error.message}`));
      page.on('request', (request) => requests.push(request.url()));
      const failed: string[] = [];
      page.on('requestfailed', (request) => failed.push(`${request.url()} ${request.failure()?.errorText}`));
      const url = pathToFileURL(file).href;
      await page.goto(url + hash);
      return { page, url, messages, requests, failed };
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Keys, one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

// A build server without Chromium fails; a person without it is told what is not tested.
const LACKS = CHROMIUM === undefined && !process.env.CI;

/** Tests with a browser; what a test opens is closed after it. */
export function describeInChromium(title: string, tests: (open: Desk['open']) => void): void {
  if (CHROMIUM === undefined) console.warn(LACKING);
  describe.skipIf(LACKS)(`${title}${LACKS ? ` (SKIPPED: ${LACKING})` : ''}`, { timeout: 120_000 }, () => {
    let browser: Desk;
    const opened: Opened[] = [];
    beforeAll(async () => {
      browser = await desk();
    });
    afterAll(() => browser?.close());
    afterEach(async () => {
      for (const { page } of opened.splice(0)) await page.context().close();
    });
    tests(async (...args) => {
      const one = await browser.open(...args);
      opened.push(one);
      return one;
    });
  });
}
