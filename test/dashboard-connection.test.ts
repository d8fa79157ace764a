import type { Page, Request } from 'playwright-core';
import t from 'tap';
import type { LabEvent } from '../src/dashboard/api/lab-event.js';
import { AskOrder, changedParts, mostKept, withEvent, withEventsSince } from '../src/dashboard/state/merge.js';
import type { OutgoingCall } from '../src/evidence/outgoing-call.js';
import type { TransactionSummary } from '../src/evidence/transaction-summary.js';
import { axeViolations, noBrowser, openBrowser, openPage } from './acceptance/browser.js';
import { TestLabs } from './acceptance/labs.js';
import { reads, shows } from './acceptance/page-assertions.js';

// The page and its lab: what is read, what events tell meanwhile, and what happens when one of them can't go on.

const labs = new TestLabs('dashboard-connection');
t.teardown(() => labs.close());
const lab = await labs.start('lab');
const browser = noBrowser ? undefined : await openBrowser(t);

const inbound = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
const outbound = {
  Service: 'EWS',
  TargetUri: 'https://outlook.office365.com/ews/exchange.asmx',
  Mailbox: 'user2@msxfaq.de',
};
const opened = (url = lab.control.url) => openPage(browser, url);
const isLive = (page: Page) => page.getByText('live', { exact: true }).waitFor();
const isEvents = (request: Request) => new URL(request.url()).pathname === '/api/events';
const drawn = (page: Page, words: RegExp) => page.getByRole('img', { name: words }).waitFor();

/** Something to wait for until it is opened. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const transaction = (id: string) => ({ id }) as TransactionSummary;
const call = (id: string, end: object | null) => ({ id, end }) as OutgoingCall;
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).join(' ');
const came = (...list: readonly string[]): LabEvent[] =>
  list.map((id) => ({ name: 'transaction', data: transaction(id) }));

t.test('what events tell during a read is merged over its answer', async (t) => {
  const read = { transactions: ['a', 'b'].map(transaction), outgoingCalls: [call('x', null), call('y', {})] };
  const merged = withEventsSince(read, [
    ...came('b', 'c'),
    { name: 'outgoing-call', data: call('x', {}) },
    { name: 'outgoing-call', data: call('z', null) },
    { name: 'lab', data: {} },
  ]);
  t.equal(ids(merged.transactions), 'a b c');
  t.strictSame(merged.outgoingCalls, [call('x', {}), call('y', {}), call('z', null)]);
  const older = withEventsSince(read, [
    { name: 'outgoing-call', data: call('y', null) },
    { name: 'outgoing-call', data: call('w', null) },
  ]);
  t.strictSame(older.outgoingCalls, [call('x', null), call('y', {}), call('w', null)], 'an ended call stays ended');
  const full = { ...read, transactions: Array.from({ length: mostKept }, (_, index) => transaction(`${index + 2}`)) };
  const many = withEventsSince(full, came('0', '1', '2', '502'));
  t.match(
    ids(many.transactions),
    /^3 4 .* 501 502$/,
    'what was too old for the answer does not come back as the newest',
  );
  t.equal(withEvent(read, { name: 'reset', data: {} }), read);
});

t.test('of answers that overlap none undoes a newer one', async (t) => {
  const order = new AskOrder();
  const [first, second, third] = [order.ask(), order.ask(), order.ask()];
  t.strictSame(
    [second, first, third].map((number) => order.isNewest(number)),
    [true, false, true],
  );
});

t.test('an entry of the event log is no change that a view shows', async (t) => {
  const told = (...changed: string[]): LabEvent => ({ name: 'lab', data: { changed } });
  t.strictSame([...changedParts([told('eventLog'), told(), ...came('a')])], []);
  t.strictSame([...changedParts([told('eventLog', 'scenarios'), told('scenarios', 'clock')])], ['scenarios', 'clock']);
});

t.test('what happens while the page reads is not lost', { skip: noBrowser }, async (t) => {
  const slow = await labs.start('slow');
  await slow.testOAuthConnectivity(outbound);
  const { page, complaints } = await opened('about:blank');
  const answered = gate();
  const released = gate();
  await page.route('**/api/transactions?view=summary*', async (route) => {
    const response = await route.fetch();
    answered.open();
    await released.opened;
    await route.fulfill({ response });
  });
  await page.goto(slow.control.url);
  await answered.opened;
  await isLive(page);
  await slow.testOAuthConnectivity(inbound);
  await drawn(page, /→ hybrid\.msxfaq\.de: .*accepted at Directory/);
  released.open();
  await page.locator('.timeline > li').filter({ hasText: 'office365' }).first().waitFor();
  await drawn(page, /→ hybrid\.msxfaq\.de: .*accepted at Directory/);
  t.strictSame(
    complaints.filter((line) => !line.startsWith('foreign')),
    [],
  );
  await page.context().close();
});

t.test('a page that nobody sees lets go of its connection, and catches up', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await opened();
  await isLive(page);
  const show = (hidden: boolean) =>
    page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} });
      document.dispatchEvent(new Event('visibilitychange'))`);
  const ended = page.waitForEvent('requestfailed', isEvents);
  await show(true);
  await ended;
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await lab.testOAuthConnectivity(inbound);
  t.strictSame(requests, [], 'it asks for nothing');
  t.ok(await page.getByText('live', { exact: true }).isVisible(), 'and has lost nothing');
  const again = page.waitForRequest(isEvents);
  await show(false);
  t.match((await (await again).allHeaders())['last-event-id'], /./);
  await drawn(page, /→ hybrid\.msxfaq\.de: .*accepted at Directory/);
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('a connection that has died without a word is made anew', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await opened();
  await page.clock.install();
  await page.reload();
  await isLive(page);
  const again = page.waitForRequest(isEvents);
  await page.clock.fastForward(41_000);
  await page.clock.runFor(2000);
  t.match((await (await again).allHeaders())['last-event-id'], /./);
  await isLive(page);
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('an event that can’t be understood is reported, and the next one read', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await opened('about:blank');
  await page.route(
    '**/api/events',
    (route) => route.fulfill({ contentType: 'text/event-stream', body: 'event: lab\nid: none\ndata: {"time":\n\n' }),
    { times: 1 },
  );
  await page.goto(lab.control.url);
  await page.getByText('no answer', { exact: true }).waitFor();
  await isLive(page);
  await page.locator('.lab-clock').waitFor();
  t.match(complaints.join('\n'), /console error: SyntaxError/);
  await page.context().close();
});

t.test('many events at once are one change to a view', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await opened('about:blank');
  const clock = { offsetMs: 0, speed: 1 };
  const status = { time: '2026-11-30T10:00:00Z', clock, activeScenarios: [], mystery: false, changed: ['scenarios'] };
  const body = `event: lab\nid: none\ndata: ${JSON.stringify(status)}\n\n`.repeat(300);
  await page.route('**/api/events', (route) => route.fulfill({ contentType: 'text/event-stream', body }), { times: 1 });
  let reads = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/scenarios')) reads += 1;
  });
  await page.goto(`${lab.control.url}/#/scenarios`);
  await page.getByText('no answer', { exact: true }).waitFor();
  await isLive(page);
  t.ok(reads > 0 && reads < 100, `${reads} reads for 300 events`);
  t.strictSame(
    complaints.filter((line) => !line.startsWith('foreign')),
    [],
  );
  await page.context().close();
});

t.test('a lab that is called by another name says why it does not answer', { skip: noBrowser }, async (t) => {
  const address = new URL(lab.control.url);
  address.hostname = 'lab.localhost';
  const { page } = await opened(address.href);
  await page.getByRole('heading', { name: 'The lab does not answer this page' }).waitFor();
  await shows(t, page.getByRole('alert'), /Host 'lab\.localhost'.*--control-allowed-host lab\.localhost/);
  await reads(t, page.getByRole('banner').getByRole('status'), 'refused');
  t.strictSame(await axeViolations(page), []);
  await page.context().close();
});

t.test('a token that is not the one is said to be another', { skip: noBrowser }, async (t) => {
  const guarded = await labs.start('guarded', { controlHost: '127.0.0.1' });
  const { page } = await opened(guarded.control.url);
  const field = page.getByLabel('Token');
  const give = async (token: string) => {
    await field.fill(token);
    await page.keyboard.press('Enter');
  };
  await give('wrong');
  await page.getByText('That is not this lab’s token').waitFor();
  t.equal(await field.getAttribute('aria-invalid'), 'true');
  t.strictSame(await axeViolations(page), []);
  await give(`${guarded.control.token} ${guarded.control.token}`);
  await page.getByText('without blanks in it').waitFor();
  await give('“quoted”');
  await page.getByText('without blanks in it').waitFor();
  await give(` ${guarded.control.token} `);
  await page.getByRole('heading', { name: 'The handshake' }).waitFor();
  await isLive(page);
  await page.reload();
  await page.getByRole('heading', { name: 'The handshake' }).waitFor();
  t.equal(await field.count(), 0, 'this tab keeps it');
  await page.context().close();
});

t.test('what the clipboard does not take is selected', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await opened(`${lab.control.url}/#/test/Get-Mailbox`);
  const clipboard = (value: string) =>
    page.evaluate(`void Object.defineProperty(navigator, 'clipboard', { configurable: true, value: ${value} })`);
  const copy = page.getByRole('button', { name: 'Copy Syntax', exact: true });
  await page.locator('summary').filter({ hasText: 'Syntax and examples' }).click();
  await clipboard('undefined');
  await copy.click();
  await page.getByRole('button', { name: 'Press Ctrl+C Syntax' }).waitFor();
  const selected = () => page.evaluate<string>('getSelection().toString()');
  t.match(await selected(), /^\s*Get-Mailbox /);
  t.strictSame(await axeViolations(page), []);
  await page.keyboard.press('Tab');
  await copy.waitFor();

  await lab.testOAuthConnectivity(inbound);
  await page.goto(`${lab.control.url}/#/transactions/latest`);
  await clipboard("{ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }");
  await page.getByRole('button', { name: 'Copy link' }).click();
  const field = page.getByRole('textbox', { name: 'Text to copy' });
  await field.waitFor();
  t.match(await field.inputValue(), /#\/transactions\//);
  t.match(await selected(), /#\/transactions\//);
  t.strictSame(await axeViolations(page), []);
  await page.keyboard.press('Tab');
  await field.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Copy link' }).waitFor();
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('what failed while the lab was gone is read when it is back', { skip: noBrowser }, async (t) => {
  const gone = await labs.start('gone');
  const { url } = gone.control;
  const { page } = await opened(url);
  await isLive(page);
  await gone.close();
  await page.getByText('no answer', { exact: true }).waitFor();
  await page.evaluate(`location.hash = '#/test/Get-Mailbox'`);
  await page.getByRole('alert').getByText('The lab does not answer.').first().waitFor();
  await labs.reopen('gone', { controlPort: Number(new URL(url).port) });
  await page.locator('summary').filter({ hasText: 'Syntax and examples' }).waitFor();
  await isLive(page);
  t.equal(await page.getByRole('alert').count(), 0);
  await page.context().close();
});

t.test('an answer that nobody understands leaves the page standing', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await opened();
  await isLive(page);
  await page.route('**/api/scenarios', (route) => route.fulfill({ json: [null] }));
  await page.evaluate(`location.hash = '#/scenarios'`);
  await page.getByRole('heading', { name: 'This view can’t be shown' }).waitFor();
  await shows(t, page.getByRole('alert'), /TypeError/);
  t.match(complaints.splice(0), [/console error: TypeError/]);
  t.strictSame(await axeViolations(page), []);
  await page.unroute('**/api/scenarios');
  await page.getByRole('button', { name: 'Try once more' }).click();
  await page.getByRole('heading', { level: 1, name: 'Scenarios' }).waitFor();
  await page.route('**/api/scenarios', (route) => route.fulfill({ contentType: 'application/json', body: '[{' }));
  await page.getByRole('link', { name: 'Handshake', exact: true }).click();
  await page.getByRole('link', { name: 'Scenarios', exact: true }).click();
  await page.getByText('The answer of /api/scenarios is no JSON').waitFor();
  t.strictSame(complaints, []);
  await page.context().close();
});

t.test('a browser that keeps nothing shows the page all the same', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await opened('about:blank');
  await page.addInitScript({
    content: `for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(globalThis, name, { get() { throw new DOMException('no', 'SecurityError'); } });`,
  });
  await page.goto(lab.control.url);
  await isLive(page);
  await page.getByRole('button', { name: /Theme/ }).click();
  await page.getByRole('button', { name: 'Theme: light' }).waitFor();
  t.strictSame(
    complaints.filter((line) => !line.startsWith('foreign')),
    [],
  );
  await page.context().close();
});

t.test('the title tells which one it is', { skip: noBrowser }, async (t) => {
  const { page } = await opened(`${lab.control.url}/#/scenario/host-rewritten`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  t.equal(await page.title(), 'host-rewritten · Scenario · exchange-oauth-lab');
  await page.getByRole('link', { name: 'Handshake', exact: true }).click();
  await page.getByRole('heading', { name: 'The handshake' }).waitFor();
  t.equal(await page.title(), 'The handshake · exchange-oauth-lab');
  await page.context().close();
});

t.test('a file that is dropped beside does not replace the page', { skip: noBrowser }, async (t) => {
  const { page } = await opened();
  await page.getByRole('heading', { name: 'The handshake' }).waitFor();
  const isRefused = (type: string, content: string) =>
    page.evaluate<boolean>(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(${content});
      const event = new DragEvent('${type}', { bubbles: true, cancelable: true, dataTransfer });
      document.querySelector('main').dispatchEvent(event);
      return event.defaultPrevented;
    })()`);
  const file = "new File(['x'], 'x.log')";
  t.strictSame([await isRefused('dragover', file), await isRefused('drop', file)], [true, true]);
  t.equal(await isRefused('drop', "'words', 'text/plain'"), false, 'text is the browser’s business');
  await page.context().close();
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
