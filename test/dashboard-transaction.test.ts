import type { Browser, Page } from 'playwright-core';
import t from 'tap';
import type { Lab } from '../src/index.js';
import type { TokenOrder } from '../src/tokens/token-order.js';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { TestLabs } from './acceptance/labs.js';
import { counts, holds, reads } from './acceptance/page-assertions.js';
import { ask, call, closeAgents, getFolder } from './acceptance/wire.js';

// The view of one request, in a real browser: #/transactions/{id}.

const labs = new TestLabs('dashboard-transaction');
t.teardown(closeAgents);
t.teardown(() => labs.close());

const target = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };

t.test('one request in the browser', { skip: noBrowser }, async (t) => {
  const lab = await labs.start('requests');
  const browser = await openBrowser(t);
  const healthy = (await lab.testOAuthConnectivity(target)).transactionIds;
  await lab.scenario('host-rewritten').activate();
  const rewritten = (await lab.testOAuthConnectivity(target)).transactionIds;
  await lab.scenario('host-rewritten').mend();

  await t.test('a healthy handshake', async (t) => {
    const [first = '', tokenRequest = '', second = ''] = healthy;
    const { page, complaints } = await opened(lab, browser, second);
    await reads(t, page.locator('h1'), '200: the token was accepted');
    t.equal(await page.getByRole('heading', { name: 'Diagnosis' }).count(), 0, 'nothing is wrong');
    const steps = page.getByRole('navigation', { name: 'The handshake it belongs to' }).getByRole('link');
    t.strictSame(await texts(steps), [
      '1asks without a token? HTTP 401normal',
      '2asks for a token✓ HTTP 200',
      '3asks with a token✓ HTTP 200',
    ]);
    const judged = lab.transactions.get(second)?.steps ?? [];
    t.strictSame(
      await texts(page.locator('.checklist > li .name')),
      judged.map(({ name }) => name),
      'every step is there, in its order',
    );
    await counts(t, page.locator('.checklist > .passed'), judged.length);
    t.strictSame(await axeViolations(page), []);

    await page.getByRole('tab', { name: 'Requests' }).click();
    await page.getByRole('heading', { name: 'The one before, without a token' }).waitFor();
    t.strictSame(await texts(page.getByRole('tabpanel').getByRole('heading')), [
      'The two requests',
      'The one before, without a token',
      'This request',
    ]);
    await steps.nth(1).click();
    await page.getByText('No bearer token was judged here').waitFor();
    t.match(page.url(), tokenRequest);
    await page.getByRole('tab', { name: 'Token' }).click();
    await holds(t, page.getByRole('tabpanel'), 'no Authorization header');
    t.strictSame(await axeViolations(page), []);
    await steps.nth(0).click();
    await page.getByText('An empty Bearer: the client asks what is trusted here.').waitFor();
    t.match(page.url(), first);
    await reads(t, page.locator('h1'), '401: the server asks for a token; the first 401 is normal');
    await page.getByRole('tab', { name: 'Token' }).click();
    await page.getByRole('link', { name: 'the request that followed' }).click();
    await page.getByText('A compact JWT: header, claims, signature.').waitFor();
    t.match(page.url(), second);
    t.strictSame(complaints, []);
  });

  await t.test('a token for another host: the values compared, the diagnosis and the fix', async (t) => {
    const id = rewritten.at(-1) ?? '';
    const { page, complaints } = await opened(lab, browser, id);
    await reads(t, page.locator('h1'), '401: refused at the step “audience”');
    const said = "Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.";
    await holds(t, page.locator('.wire-words'), said);
    const failed = page.locator('.checklist > .failed');
    await holds(t, failed, /failed\s*audience/);
    t.strictSame(await texts(failed.locator('dt, dd')), ['Expected', 'owa.msxfaq.de', 'Actual', 'hybrid.msxfaq.de']);
    t.ok((await page.locator('.checklist > .notReached').count()) > 10);
    const diagnosis = page.getByRole('region', { name: 'Diagnosis' });
    await holds(t, diagnosis, 'A proxy or load balancer rewrites the Host header');
    await holds(t, diagnosis, 'Test-OAuthConnectivity -Service EWS');
    t.strictSame(await axeViolations(page), []);

    await page.getByRole('tab', { name: 'Token' }).click();
    t.strictSame(await texts(page.locator('.token-part h3')), [
      'The user context, around the actor token',
      'The actor token, inside the user context',
    ]);
    await holds(t, page.locator('.claims tr.failed'), /aud.*The token is for 'hybrid\.msxfaq\.de'/);
    const drawing = page.getByRole('img', { name: /user context: valid from .*; actor token: valid from/ });
    await counts(t, drawing.locator('rect'), 2);
    t.strictSame(await axeViolations(page), []);

    await page.getByRole('tab', { name: 'Evidence' }).click();
    await holds(t, page.getByRole('tabpanel'), String.raw`%SystemDrive%\inetpub\logs\LogFiles\W3SVC1`);
    const line = lab.transactions.log(id, 'iis-log')?.trimEnd() ?? 'no line';
    t.equal(await page.locator('.text-block pre').nth(2).textContent(), line);
    await page.getByRole('button', { name: 'Show the XML' }).click();
    await page.getByText('<failedRequest').waitFor();
    t.strictSame(await axeViolations(page), []);
    t.match(page.url(), /show=evidence$/, 'a link to the evidence');
    await page.reload();
    await counts(t, page.getByRole('tab', { name: 'Evidence', selected: true }), 1, 'which lasts');
    t.strictSame(complaints, []);
  });

  await t.test('the failed request trace is a page of its own', async (t) => {
    const { page, complaints } = await opened(lab, browser, rewritten.at(-1) ?? '', '?show=evidence');
    const [trace] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Open as a page' }).click(),
    ]);
    await trace.waitForLoadState();
    t.match(await trace.textContent('body'), 'OAuthAuthModule');
    t.strictSame(complaints, []);
  });

  await t.test('tokens that are refused', async (t) => {
    const seconds = Math.floor(lab.clock.now() / 1000);
    const expired = await refusedWith(lab, { actorClaims: { nbf: seconds - 90_000, exp: seconds - 3600 } });
    const { page, complaints } = await opened(lab, browser, expired);
    await reads(t, page.locator('h1'), '401: refused at the step “lifetime”');
    await holds(t, page.locator('.checklist > .failed svg'), /actor token, .*: expired at this request/);
    await holds(t, page.locator('.checklist > .failed svg'), /user context, .*: valid at this request/);
    t.strictSame(await axeViolations(page), []);

    const foreign = await refusedWith(lab, { tenant: 'contoso.onmicrosoft.com' });
    await goTo(page, foreign);
    await counts(t, page.locator('.checklist > .failed'), 1);
    await holds(t, page.getByRole('region', { name: 'Diagnosis' }), 'What to do');

    const answer = await call(lab, { headers: [['Authorization', 'Bearer abc']] });
    await goTo(page, answer.header('request-id') ?? '', '?show=token');
    await holds(t, page.getByRole('tabpanel'), 'no token that can be read');
    t.strictSame(complaints, []);
  });

  await t.test('who asks without any header is met with more than a real server would', async (t) => {
    const answer = await call(lab, { method: 'GET' });
    const { page, complaints } = await opened(lab, browser, answer.header('request-id') ?? '');
    await holds(t, page.getByRole('tabpanel'), 'the lab was more generous than a real server');
    await holds(t, page.locator('.checklist > .lenient'), 'lenient');
    t.equal(await page.getByRole('navigation', { name: 'The handshake it belongs to' }).count(), 0);
    t.strictSame(await axeViolations(page), []);
    t.strictSame(complaints, []);
  });

  await t.test('a request that the journal has not', async (t) => {
    const { page, complaints } = await opened(lab, browser, 'nothing');
    await reads(t, page.locator('h1'), 'This request is not in the journal');
    await holds(t, page.locator('main'), "no transaction 'nothing'");
    t.strictSame(await axeViolations(page), []);
    t.match(complaints, [/404/], 'nothing else');
    await page.getByRole('main').getByRole('link', { name: 'the handshake' }).click();
    await page.getByRole('heading', { level: 1, name: 'The handshake' }).waitFor();
    t.match(page.url(), /#\/$/);
  });

  await t.test('copies, and everything by keyboard alone', async (t) => {
    const id = rewritten.at(-1) ?? '';
    const { page, complaints } = await opened(lab, browser, id);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
    const press = async (name: string) => {
      await pressUntilFocused(page, 'button', name);
      await page.keyboard.press('Enter');
      await page.locator(':focus').getByText('Copied').waitFor();
    };
    await press('Copy link');
    t.equal(await copied(), `${lab.control.url}/#/transactions/${id}`);
    await press('Copy all as text');
    t.match(await copied(), /^Request .*\n[\s\S]*\nfailed {7}audience: /);
    await press('Copy as curl (bash)');
    t.match(await copied(), /^curl -i .*-H 'Authorization: Bearer <token>'/);
    await pressUntilFocused(page, 'tab', 'Judgement');
    await page.keyboard.press('ArrowRight');
    await counts(t, page.getByRole('heading', { name: 'Validity' }), 1);
    await page.keyboard.press('End');
    await pressUntilFocused(page, 'button', 'Show the XML');
    await page.keyboard.press('Enter');
    await page.getByText('<failedRequest').waitFor();
    t.strictSame(complaints, []);
  });

  await t.test('dark, narrow and on a projector', async (t) => {
    const id = rewritten.at(-1) ?? '';
    for (const [width, colorScheme] of [
      [800, 'dark'],
      [1920, 'light'],
    ] as const) {
      const address = `${lab.control.url}/#/transactions/${id}`;
      const { page } = await openPage(browser, address, { width, height: 900, colorScheme });
      for (const tab of ['Judgement', 'Token', 'Requests', 'Evidence']) {
        await page.getByRole('tab', { name: tab }).click();
        t.strictSame(await axeViolations(page), [], `${tab}, ${width} wide, ${colorScheme}`);
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        t.equal(overflow, 0, `${tab} fits into ${width}`);
      }
    }
  });
  t.strictSame(labs.defects, []);
});

async function opened(lab: Lab, browser: Browser, id: string, query = '') {
  const result = await openPage(browser, `${lab.control.url}/#/transactions/${id}${query}`);
  await result.page.locator('h1').waitFor();
  return result;
}

/** Another request in the same page; its view takes the place of the one before. */
async function goTo(page: Page, id: string, query = ''): Promise<void> {
  const before = await page.locator('h1').elementHandle();
  await page.evaluate<void>(`location.hash = '#/transactions/${id}${query}'`);
  await before?.waitForElementState('hidden');
  await page.locator('h1').waitFor();
}

async function refusedWith(lab: Lab, order: Partial<TokenOrder>): Promise<string> {
  const { token } = lab.tokens.issue({ kind: 'actAsUser', host: 'owa.msxfaq.de', ...order });
  const answer = await ask(lab, token, { headers: [['Content-Type', 'text/xml']], body: getFolder() });
  return answer.header('request-id') ?? '';
}

async function texts(items: ReturnType<Page['locator']>): Promise<readonly string[]> {
  return (await items.allTextContents()).map((text) => text.trim());
}
