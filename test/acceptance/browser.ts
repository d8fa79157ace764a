import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type t from 'tap';

/**
 * A real browser: Chromium of the system, Google Chrome or Edge, which Playwright drives. The page's Content-Security-Policy
 * stays on: what a test adds comes over the debugging protocol, which no policy forbids.
 */

type Test = Pick<typeof t, 'teardown'>;

const program = findBrowser();

/** Where there is no browser: a reason to skip, except in CI, where it must be there. */
export const noBrowser: string | false =
  program === undefined && process.env.CI !== 'true'
    ? 'there is no Chromium, Chrome or Edge (EXCHANGE_OAUTH_LAB_CHROMIUM names one that is elsewhere)'
    : false;

function findBrowser(): string | undefined {
  const named = process.env.EXCHANGE_OAUTH_LAB_CHROMIUM;
  return named || usualPlaces().find((path) => existsSync(path));
}

/** Where installers put it, by platform. */
function usualPlaces(): readonly string[] {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, 'PROGRAMFILES(X86)': programFiles32, LOCALAPPDATA } = process.env;
    const folders = [PROGRAMFILES, programFiles32, LOCALAPPDATA].filter((folder) => folder !== undefined);
    return [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ].flatMap((path) => folders.map((folder) => join(folder, ...path)));
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'microsoft-edge'];
  return ['/usr/bin/chromium', ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
}

/** A browser without a window, closed when the test ends. */
export async function openBrowser(t: Test): Promise<Browser> {
  if (program === undefined) throw new Error('There is no Chromium here: apt-get install chromium.');
  const root = process.getuid?.() === 0; // Chromium refuses its sandbox to root
  const browser = await chromium.launch({ executablePath: program, chromiumSandbox: !root });
  t.teardown(() => browser.close());
  return browser;
}

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

export interface OpenedPage {
  readonly page: Page;
  /**
   * What has gone wrong so far, a line each: console errors, uncaught errors, requests that failed or went to another
   * origin, and what the Content-Security-Policy blocked. What the page cancels itself is no failure.
   */
  readonly complaints: string[];
}

/** Opens an address in a profile of its own, 1280×720 unless told; what happens before the first script is seen too. */
export async function openPage(
  browser: Browser | undefined,
  url: string,
  options: PageOptions = {},
): Promise<OpenedPage> {
  if (!browser) throw new Error(String(noBrowser));
  const { width = 1280, height = 720, colorScheme = 'light', reducedMotion = 'reduce' } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion });
  const complaints: string[] = [];
  await listen(context, new URL(url).origin, complaints);
  const page = await context.newPage();
  await page.goto(url);
  return { page, complaints };
}

const violationMark = 'securitypolicyviolation';

/** Runs in the page, before its own scripts. */
const reportViolations = `addEventListener('${violationMark}', (event) =>
  console.debug('${violationMark}', event.effectiveDirective, event.blockedURI));`;

const inPolicysWords = /Content Security Policy directive|The action has been blocked\.$/;

async function listen(context: BrowserContext, origin: string, complaints: string[]): Promise<void> {
  await context.addInitScript({ content: reportViolations });
  context.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(violationMark)) complaints.push(`CSP: ${text.slice(violationMark.length + 1)}`);
    // What the policy blocks is in the console as well, in words that change from one Chromium to the next.
    if (message.type() !== 'error' || inPolicysWords.test(text)) return;
    const { url } = message.location();
    complaints.push(`console error: ${text}${text.startsWith('Failed to load resource') ? ` (${url})` : ''}`);
  });
  context.on('weberror', (event) => complaints.push(`uncaught error: ${event.error().message}`));
  context.on('request', (request) => foreign(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => foreign(socket.url().replace(/^ws/, 'http'))));
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (why !== 'csp' && why !== 'net::ERR_ABORTED') complaints.push(`request failed: ${request.url()}: ${why}`);
  });

  function foreign(address: string): void {
    const url = new URL(address);
    const leaves = !['data:', 'blob:', 'about:'].includes(url.protocol);
    if (leaves && url.origin !== origin) complaints.push(`foreign request: ${address}`);
  }
}

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe has against the page as it stands, a line each: rule, impact, where, and the markup. Frames in it are not looked into. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const options = JSON.stringify({ runOnly: axeTags, resultTypes: ['violations'], iframes: false });
  await session.send('Runtime.evaluate', { expression: `if (!globalThis.axe) { ${axe.source} }` });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, ${options}).then(({ violations }) => violations)`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  return (result.value as AxeResults['violations']).flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, html }) => `${id} (${impact}) ${target.join(' ')}: ${html}`),
  );
}

type Role = Parameters<Page['getByRole']>[0];

/** Moves with the Tab key alone until the one element of that role and name has the focus; throws with what had it instead. */
export async function pressUntilFocused(page: Page, role: Role, name: string | RegExp, most = 100): Promise<void> {
  const wanted = page.getByRole(role, typeof name === 'string' ? { name, exact: true } : { name });
  const passed: string[] = [];
  for (let presses = 0; presses <= most; presses += 1) {
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
    passed.push(await page.evaluate<string>(describeFocus));
  }
  throw new Error(`Tab does not come to ${role} '${name}'; it came to ${[...new Set(passed)].join(', ')}.`);
}

const describeFocus = `(({ localName, textContent }) => localName + " '" + textContent.trim().slice(0, 30) + "'")(document.activeElement)`;
