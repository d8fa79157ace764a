import type { Page } from 'playwright-core';
import t from 'tap';
import { axeViolations, noBrowser, openBrowser, openPage } from './acceptance/browser.js';
import { TestLabs } from './acceptance/labs.js';
import { screenshot } from './acceptance/pictures.js';

// The pictures of README and docs, taken of the lab as a reader finds it: with the scenario that the tour shows.

const labs = new TestLabs('dashboard-pictures');
t.teardown(() => labs.close());
const lab = await labs.start('lab');
const browser = noBrowser ? undefined : await openBrowser(t);

await lab.cmdlet('Test-OAuthConnectivity', lab.details().usualTests.cloudAsksOnPremises.parameters);
await lab.scenario('host-rewritten').activate();
const { transactionIds } = await lab.testOAuthConnectivity(lab.details().usualTests.cloudAsksOnPremises.parameters);
const diagnostics =
  '2000003;reason="The hostname component of the audience claim value is invalid. Expected \'owa.msxfaq.de\'. Actual \'hybrid.msxfaq.de\'.";error_category="invalid_resource"';

interface Subject {
  readonly file: string;
  readonly hash: string;
  readonly height?: number;
  /** What a reader does until it is as shown; the picture is taken when it is there. */
  readonly prepare: (page: Page) => Promise<void>;
}

const subjects: readonly Subject[] = [
  {
    file: 'handshake-refused.png',
    hash: '',
    prepare: (page) => page.getByText("Actual 'hybrid.msxfaq.de'").waitFor(),
  },
  {
    file: 'transaction.png',
    hash: `#/transactions/${transactionIds.at(-1)}`,
    height: 1000,
    prepare: (page) => page.getByText('user lookup').first().waitFor(),
  },
  {
    file: 'test.png',
    hash: '#/test',
    height: 900,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Run it' }).click();
      await page.getByText('ResultType').first().waitFor();
    },
  },
  {
    file: 'scenario.png',
    hash: '#/scenario/host-rewritten',
    height: 900,
    prepare: (page) => page.getByRole('heading', { name: 'Ticket' }).waitFor(),
  },
  {
    file: 'explain.png',
    hash: '#/explain',
    height: 900,
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Evidence' }).fill(diagnostics);
      await page.getByText('rewrites the Host header').first().waitFor();
    },
  },
  {
    file: 'auth-certificate.png',
    hash: '#/auth-certificate',
    height: 900,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Create a new certificate' }).click();
      await page.getByRole('button', { name: 'Make it the next one, in 49 hours' }).click();
      await page.getByText('Next', { exact: true }).first().waitFor();
    },
  },
];

for (const { file, hash, height = 720, prepare } of subjects) {
  t.test(file, { skip: noBrowser }, async (t) => {
    const { page, complaints } = await openPage(browser, `${lab.control.url}/${hash}`, { height });
    await prepare(page);
    await page.evaluate('for (const part of document.querySelectorAll("main *")) part.scrollTop = 0; scrollTo(0, 0)');
    const picture = await screenshot(page, file, labs.directory);
    t.match(picture, { width: 1280, height });
    t.ok(picture.bytes > 20_000 && picture.bytes < 400_000, `${picture.bytes} bytes`);
    t.strictSame(await axeViolations(page), []);
    t.strictSame(complaints, []);
    await page.context().close();
  });
}

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
