import type { Page } from 'playwright-core';
import t from 'tap';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { TestLabs } from './acceptance/labs.js';
import { counts, shows } from './acceptance/page-assertions.js';

// The first view: the drawing and the timeline, live.

const labs = new TestLabs('dashboard-handshake');
t.teardown(() => labs.close());
const lab = await labs.start('lab');
const browser = noBrowser ? undefined : await openBrowser(t);

const inbound = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
const picture = (page: Page) => page.locator('svg.picture');
const drawn = async (page: Page, words: RegExp) => {
  const named = page.getByRole('img', { name: words });
  await named.waitFor();
  return named;
};

t.test('a test that is started here travels, and each request can be opened', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(browser, lab.control.url);
  await page.getByRole('button', { name: 'Test: cloud asks on-premises' }).click();
  await drawn(page, /Exchange Online → hybrid\.msxfaq\.de: 1\. challenged.*2\. accepted.*3\. accepted at Directory/);
  const first = page.getByRole('listitem').filter({ hasText: 'asks without a token' }).first();
  await shows(t, first, /Exchange Online.*challenged.*HTTP 401.*normal/s);
  await page.getByRole('link', { name: 'HTTP 401' }).first().click();
  await page.waitForURL(/#\/transactions\/[0-9a-f-]{36}$/);
  await page.goBack();
  await picture(page).waitFor();
  await page.getByRole('button', { name: 'Test: on-premises asks cloud' }).click();
  await drawn(page, /Exchange on-premises → outlook\.office365\.com: .*accepted at Exchange Online/);
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('what others do appears while one looks; a failure is marked where it is', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(browser, lab.control.url);
  await picture(page).waitFor();
  await lab.scenario('host-rewritten').activate();
  await page.getByText('Broken on purpose').waitFor();
  await lab.testOAuthConnectivity(inbound);
  await drawn(page, /3\. refused at Exchange front end, HTTP 401/);
  await counts(t, page.locator('.station.frontEnd.failed .failure-mark'), 1);
  await shows(
    t,
    page.locator('.legs .refusal'),
    /Exchange front end.*2000003 invalid_resource.*Expected 'owa\.msxfaq\.de'\. Actual\s+'hybrid\.msxfaq\.de'/s,
  );
  t.strictSame(await axeViolations(page), []);
  await lab.scenarios.reset();
  await page.getByText('Broken on purpose').waitFor({ state: 'detached' });
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('what reaches no server is drawn where the network failed, and has its page', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(browser, lab.control.url);
  await picture(page).waitFor();
  await lab.scenario('name-not-resolved').activate();
  await lab.testOAuthConnectivity(inbound);
  await drawn(page, /1\. lost at Internet/);
  await counts(t, page.locator('.station.internet.failed .failure-mark'), 1);
  await page.locator('.legs').getByRole('link').click();
  await page.getByRole('heading', { name: 'A call that reached no server' }).waitFor();
  await shows(t, page.locator('dl.facts'), /hybrid\.msxfaq\.de.*name table/s);
  t.strictSame(await axeViolations(page), []);
  await lab.scenarios.reset();
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('the address keeps what is looked for', { skip: noBrowser }, async (t) => {
  const { page } = await openPage(browser, `${lab.control.url}/#/?show=failed&find=2000003`);
  const rows = page.locator('.timeline > li');
  await rows.first().waitFor();
  await counts(t, rows, 1);
  await shows(t, rows.first(), /refused/);
  await page.getByRole('searchbox', { name: 'Find' }).fill('no such thing');
  await page.getByText('No handshake fits.').waitFor();
  t.match(page.url(), /find=no\+such\+thing/);
  await page.getByRole('searchbox', { name: 'Find' }).fill('');
  await page.getByRole('combobox', { name: 'Show' }).selectOption('all handshakes');
  await rows.nth(3).waitFor();
  t.ok((await rows.count()) > 3);
  await page.context().close();
});

t.test('one of before can be drawn again, by keyboard alone', { skip: noBrowser }, async (t) => {
  const { page } = await openPage(browser, `${lab.control.url}/#/?find=office365`);
  await page.locator('.timeline > li').first().waitFor();
  await pressUntilFocused(page, 'button', 'Show in the picture');
  await page.keyboard.press('Enter');
  await drawn(page, /Exchange on-premises → outlook/);
  t.equal(await page.getByRole('button', { name: 'Follow the latest' }).getAttribute('aria-disabled'), 'false');
  await counts(t, page.locator('.timeline > li.chosen'), 1);
  await page.context().close();
});

t.test('requests move one after the other, for who does not mind', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(browser, lab.control.url, { reducedMotion: 'no-preference' });
  await page.locator('.timeline > li').first().waitFor();
  t.equal(await page.locator('.traveller').count(), 0, 'what was there before stands still');
  await lab.testOAuthConnectivity(inbound);
  await page.locator('.traveller').waitFor();
  await page.locator('.label').nth(2).waitFor();
  await page.locator('.traveller').waitFor({ state: 'detached' });
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('light and dark can be chosen, and stay chosen', { skip: noBrowser }, async (t) => {
  const { page } = await openPage(browser, lab.control.url);
  const paper = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
  const light = await paper();
  const theme = page.getByRole('button', { name: /Theme/ });
  await theme.click();
  t.equal(await paper(), light);
  await theme.click();
  const dark = await paper();
  t.not(dark, light);
  await page.reload();
  await picture(page).waitFor();
  t.equal(await paper(), dark);
  await page.context().close();
});

t.test('a lab that has gone is said to have gone', { skip: noBrowser }, async (t) => {
  const other = await labs.start('gone');
  const { page } = await openPage(browser, other.control.url);
  await page.getByText('live', { exact: true }).waitFor();
  await other.close();
  await page.getByText('no answer', { exact: true }).waitFor();
  t.ok(await picture(page).isVisible(), 'what was there stays');
  await page.context().close();
});

t.test('a lab that wants its token asks for it, and shows nothing before', { skip: noBrowser }, async (t) => {
  const guarded = await labs.start('guarded', { controlHost: '127.0.0.1' });
  const { page } = await openPage(browser, guarded.control.url);
  await page.getByRole('heading', { name: 'This lab wants its token' }).waitFor();
  t.notMatch(await page.content(), /msxfaq/);
  t.strictSame(await axeViolations(page), []);
  await page.getByLabel('Token').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'This lab wants its token' }).waitFor();
  await page.getByLabel('Token').fill(guarded.control.token ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The handshake' }).waitFor();
  await page.getByText('live', { exact: true }).waitFor();
  await page.context().close();
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
