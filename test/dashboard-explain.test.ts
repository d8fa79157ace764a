import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import type { LogAnswer } from '../src/control/routes/analyze-log.js';
import type { Sample } from '../src/control/routes/samples.js';
import { base64Of, choose, encodingOf, megabytes, mostBytes } from '../src/dashboard/views/explain/log-choice.js';
import { causeGroups, logVerdict, normalFacts, period } from '../src/dashboard/views/explain/log-words.js';
import { isTokenAlone, tokenVerdict, verdictOf } from '../src/dashboard/views/explain/words.js';
import { decode, explain } from '../src/index.js';
import { axeViolations, noBrowser, openBrowser, openPage, pressUntilFocused } from './acceptance/browser.js';
import { hostileTexts, markupFrom } from './acceptance/hostile.js';
import { TestLabs } from './acceptance/labs.js';
import { counts, holds, isFilledWith } from './acceptance/page-assertions.js';

// Decode and explain, in a real browser: #/explain.

const labs = new TestLabs('dashboard-explain');
t.teardown(() => labs.close());

const sampleLog = 'docs/samples/u_ex251103_x.log';
const diagnostics =
  '2000003;reason="The hostname component of the audience claim value is invalid. Expected \'owa.msxfaq.de\'. Actual \'hybrid.msxfaq.de\'.";error_category="invalid_resource"';

const box = (page: Page) => page.getByLabel('Evidence');
const chooser = (page: Page) => page.locator('input[type=file]');

async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name }).waitFor();
}

/** Waits for a sentence of the result. */
async function says(page: Page, sentence: string | RegExp): Promise<void> {
  await page.locator('.notice').getByText(sentence).waitFor();
}

t.test('decode and explain in the browser', { skip: noBrowser }, async (t) => {
  const lab = await labs.start('explain');
  const browser = await openBrowser(t);
  const opened = () => openPage(browser, `${lab.control.url}/#/explain`);
  const { token } = lab.tokens.issue({ kind: 'actAsUser', host: 'hybrid.msxfaq.de', mailbox: 'user2@msxfaq.de' });

  await t.test('diagnostics: cause, how to tell it, what to do', async (t) => {
    const { page, complaints } = await opened();
    await heading(page, 'Decode and explain');
    t.strictSame(await axeViolations(page), []);
    await box(page).fill(diagnostics);
    await says(page, 'A failure. A proxy or load balancer rewrites the Host header.');
    await heading(page, 'How to tell it');
    await heading(page, 'What to do');
    const fix = page.locator('.fix .command');
    await holds(t, fix.first(), 'Test-OAuthConnectivity -Service EWS');
    await page.getByText('See the same in a lab with your names').click();
    await page.getByText('--scenario host-rewritten').waitFor();
    t.strictSame(await axeViolations(page), []);
    await box(page).fill('It does not work');
    await says(page, 'Nothing in this text is known; nothing is guessed.');
    t.strictSame(await axeViolations(page), []);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('The answer comes here').waitFor();
    t.strictSame(complaints, []);
  });

  await t.test('a token is judged for a host, a scheme and a time', async (t) => {
    const { page, complaints } = await opened();
    await box(page).fill(`Authorization: Bearer ${token}`);
    await heading(page, 'The token');
    await says(page, /^Nothing wrong found in the token\./);
    await page.getByLabel('Host of the request').fill('owa.msxfaq.de');
    await says(page, /^1 thing is wrong with the token\./);
    const answer = page.locator('.token-report > .text-block');
    await holds(t, answer, diagnostics);
    const failed = page.locator('.checks tr').filter({ hasText: '✗ failed' });
    await holds(t, failed, "The token is for 'hybrid.msxfaq.de', the request for 'owa.msxfaq.de'.");
    t.strictSame(await axeViolations(page), []);
    await page.getByRole('tab', { name: 'Claims' }).click();
    await heading(page, 'The actor token, inside the user context');
    await holds(t, page.locator('.token-part').first(), 'user2@msxfaq.de');
    t.notMatch(await page.getByRole('tabpanel').innerText(), token.split('.').at(-1) || 'AAAA', 'no signature');
    t.strictSame(await axeViolations(page), []);
    await page.getByRole('tab', { name: 'Validity' }).click();
    t.match(await page.getByRole('tabpanel').getByRole('img').getAttribute('aria-label'), 'actor token: valid from');
    t.strictSame(await axeViolations(page), []);
    await page.getByLabel('Host of the request').fill('');
    await page.getByLabel('Time (UTC)').fill('2050-01-01T00:00:00Z');
    await says(page, /things are wrong with the token/);
    t.match(page.url(), /#\/explain$/, 'a secret does not come into the address');
    t.strictSame(complaints, []);
  });

  await t.test('a line of a log is explained, and the token in it', async (t) => {
    const { page, complaints } = await opened();
    const line = `2025-11-03 08:00:00 10.0.0.1 POST /ews/Exchange.asmx &cafeReqId=1; 443 - 40.99.157.189 AMProbe/OAUTH/Exchange - 401 0 0 10 owa.msxfaq.de Bearer+${token}`;
    await box(page).fill(line);
    await heading(page, 'What it means');
    await says(page, /^A failure/);
    await heading(page, 'The token in it');
    t.strictSame(await axeViolations(page), []);
    t.strictSame(complaints, []);
  });

  await t.test('the latest text wins, and Ctrl+Enter does not wait', async (t) => {
    const { page, complaints } = await opened();
    let first = true;
    await page.route('**/api/explain', async (route) => {
      const isFirst = first;
      first = false;
      if (isFirst) await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    const asked = page.waitForRequest('**/api/explain');
    await box(page).fill('MSExchange OAuth 2003');
    await box(page).press('Control+Enter');
    await asked;
    await box(page).fill(diagnostics);
    await says(page, /rewrites the Host header/);
    await page.waitForResponse('**/api/explain');
    await says(page, /rewrites the Host header/);
    t.equal(await page.getByText('MSExchange OAuth 2003').count(), 0);
    t.strictSame(complaints, []);
  });

  await t.test('examples: the samples, and what the lab has made', async (t) => {
    const { page, complaints } = await opened();
    const samples = (await (await fetch(`${lab.control.url}/api/samples`)).json()) as readonly Sample[];
    for (const { title, text } of samples) {
      await page.getByRole('button', { name: title, exact: true }).click();
      await isFilledWith(t, box(page), text.replaceAll('\r\n', '\n'), title);
      await page.locator('.notice').first().waitFor();
    }
    await page.getByRole('button', { name: 'A token', exact: true }).click();
    await heading(page, 'The token');
    await lab.testOAuthConnectivity({
      Service: 'EWS',
      TargetUri: 'https://hybrid.msxfaq.de',
      Mailbox: 'user1@msxfaq.de',
    });
    await page.getByRole('button', { name: 'IIS line of the last request' }).click();
    await says(page, 'Nothing is wrong here.');
    await page.getByRole('button', { name: 'HttpProxy row of it' }).click();
    await page.getByText('line of an HttpProxy log').first().waitFor();
    t.strictSame(complaints, []);
  });

  await t.test('by keyboard alone', async (t) => {
    const { page, complaints } = await opened();
    await heading(page, 'Try this');
    await pressUntilFocused(page, 'textbox', 'Evidence');
    await page.keyboard.insertText('MSExchange OAuth 2003');
    await pressUntilFocused(page, 'button', 'Explain');
    await page.keyboard.press('Enter');
    await says(page, /^A failure/);
    await page.keyboard.press('Tab');
    const inResult = await page.evaluate<boolean>(`document.activeElement.closest('.explanation') !== null`);
    t.ok(inResult, 'the answer comes next');
    const files = page.waitForEvent('filechooser');
    await pressUntilFocused(page, 'button', 'Choose files…');
    await page.keyboard.press('Enter');
    await (await files).setFiles(sampleLog);
    await heading(page, 'What the logs say');
    t.strictSame(complaints, []);
  });

  await t.test('logs that are chosen', (t) => chosenLogs(t, opened));
  await t.test('logs and texts that are dropped', (t) => dropped(t, opened, token));

  await t.test('what is pasted is text', async (t) => {
    const { page } = await opened();
    for (const text of hostileTexts) {
      await box(page).fill(`${diagnostics.replace('hybrid.msxfaq.de', text)}\n${text}`);
      await page.keyboard.press('Control+Enter');
      await page.locator('.explanation').waitFor();
      t.strictSame(await markupFrom(page), [], JSON.stringify(text));
    }
    await chooser(page).setInputFiles({
      name: '<img src=x onerror=alert(1)>.log',
      mimeType: 'text/plain',
      buffer: readFileSync(sampleLog),
    });
    await heading(page, 'What the logs say');
    await page.getByText('<img src=x onerror=alert(1)>.log:6').first().waitFor();
    t.strictSame(await markupFrom(page), []);
  });
});

type Opened = () => ReturnType<typeof openPage>;

async function chosenLogs(t: Test, opened: Opened): Promise<void> {
  const { page, complaints } = await opened();
  await chooser(page).setInputFiles([sampleLog, sampleLog]);
  await heading(page, 'What the logs say');
  await says(page, '2 OAuth calls failed.');
  await page.getByText('2 files, 12 lines', { exact: true }).waitFor();
  await heading(page, /2 × The realm of the token/);
  await holds(t, page.locator('.log-report table'), '40.99.157.189');
  t.strictSame(await axeViolations(page), []);
  await page.getByText('As text').last().click();
  await holds(t, page.locator('.log-report .text-block pre').last(), 'OAuth conversations');

  await page.getByLabel(/Redact/).check();
  await page.getByText('<address-1>').first().waitFor();
  t.equal(await page.getByText('40.99.157.189').count(), 0, 'the address is gone');
  t.strictSame(await axeViolations(page), []);
  await box(page).fill(diagnostics);
  await says(page, /rewrites the Host header/);
  t.equal(await page.getByText('What the logs say').count(), 0, 'the latest is what is shown');
  t.strictSame(complaints, []);
}

/** Drops files on a part of the page, as a browser tells it. */
async function drop(page: Page, files: readonly { readonly name: string; readonly bytes: Buffer | number }[]) {
  const made = files.map(({ name, bytes }) => ({
    name,
    ...(typeof bytes === 'number' ? { size: bytes } : { base64: bytes.toString('base64') }),
  }));
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    for (const { name, size, base64 } of ${JSON.stringify(made)}) {
      const content = base64 === undefined ? new Uint8Array(size) : Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([content], name));
    }
    const zone = document.querySelector('.drop-zone');
    for (const type of ['dragenter', 'dragover', 'drop'])
      zone.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
  })()`);
}

async function dropped(t: Test, opened: Opened, token: string): Promise<void> {
  const { page, complaints } = await opened();
  await heading(page, 'Whole logs');
  await drop(page, [{ name: 'u_ex251103_x.log', bytes: readFileSync(sampleLog) }]);
  await says(page, '1 OAuth call failed.');
  await drop(page, [{ name: 'token.txt', bytes: Buffer.from(`\ufeffBearer ${token}`, 'utf16le') }]);
  await heading(page, 'The token');
  await isFilledWith(t, box(page), `Bearer ${token}`, 'UTF-16, as PowerShell writes it');
  await drop(page, [{ name: 'u_ex.log', bytes: 60_000_000 }]);
  await page.getByText('u_ex.log is too large for the page: 60 MB of at most 48 MB.').waitFor();
  await page.getByText('npx exchange-oauth-lab analyze-log FILE').waitFor();
  t.strictSame(await axeViolations(page), []);
  t.strictSame(complaints, []);
  await drop(page, [{ name: 'holiday.bin', bytes: Buffer.from([1, 2, 3]) }]);
  await page.getByRole('alert').getByText('None of it is a log that can be read.').waitFor();
  t.match(complaints.splice(0), [/400/], 'the browser notes the refusal');
  await drop(page, []);
  await counts(t, page.getByRole('alert'), 1, 'nothing was dropped');
}

t.test('what becomes of files', async (t) => {
  const log = { name: 'u_ex.log', size: 1000 };
  t.strictSame(choose([]), { kind: 'none' });
  t.strictSame(choose([log]), { kind: 'logs' });
  t.strictSame(choose([{ name: 'Token.TXT', size: 4000 }]), { kind: 'text' });
  t.strictSame(choose([{ name: 'large.txt', size: 300_000 }]), { kind: 'logs' }, 'a log may be called .txt, too');
  t.strictSame(choose([{ name: 'one.txt', size: 10 }, log]), { kind: 'logs' });
  t.strictSame(choose([{ name: 'all.log', size: mostBytes }]), { kind: 'logs' });
  t.match(choose([{ name: 'all.log', size: mostBytes + 1 }]), { kind: 'refused', why: /^all\.log is too large/ });
  t.match(choose([{ ...log, size: mostBytes }, log]), { kind: 'refused', why: /^These 2 files are too large/ });
  t.strictSame([1_234_567, 48_000_000].map(megabytes), ['1.2 MB', '48 MB']);
  t.strictSame(['data:text/plain;base64,QUJD', 'data:'].map(base64Of), ['QUJD', '']);
  t.strictSame(
    [[0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb], []].map((bytes) => encodingOf(Uint8Array.from(bytes))),
    ['utf-16le', 'utf-16be', 'utf-8', 'utf-8'],
  );
});

t.test('verdicts in a sentence', async (t) => {
  t.match(verdictOf(explain(diagnostics)), { tone: 'bad', sentence: /^A failure\. A proxy or load balancer/ });
  t.match(verdictOf(explain('Hello')), { tone: 'warn', sentence: /nothing is guessed/ });
  t.match(verdictOf(explain(readFileSync('docs/samples/first-401.txt', 'utf8'))), { tone: 'good' });
  const several = explain(readFileSync('docs/samples/exception.txt', 'utf8'));
  t.equal(
    verdictOf(several).sentence,
    `A failure with ${several.causes.length} possible causes, the most likely first.`,
  );
  const parts = [{ alg: 'none' }, { iss: 'a', aud: 'b' }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const text = `${parts.join('.')}.`;
  t.match([explain(text).tokens, isTokenAlone(explain(text))], [1, true]);
  t.match([explain(`${diagnostics} ${text}`).tokens, isTokenAlone(explain(`${diagnostics} ${text}`))], [1, false]);
  t.equal(explain('Hello').tokens, 0);
  const [report] = await decode(text);
  t.match(report && tokenVerdict(report), { tone: 'bad', sentence: /wrong with the token/ });
});

const group = {
  ...{ client: 'one', cause: 'host-rewritten', certain: true, causes: ['host-rewritten'], symptom: 'Refused' },
  ...{ status: 401, count: 2, first: '2025-11-03T08:00:00.000Z', last: '2025-11-03T09:00:00.000Z' },
  ...{ examples: ['a.log:1'], hosts: [], userAgents: [], diagnostics: null, quoted: {} },
};
const emptyAnswer: LogAnswer = {
  ...{ files: [], lines: 0, range: { first: null, last: null } },
  normal: { challenges: 0, accepted: 0, unanswered: 0, otherAuthentication: 0, unclear: 0, backEnd: 0 },
  tokens: { read: 0, cut: 0, unreadable: 0 },
  ...{ failures: [], lumped: 0, problems: [], problemsNotShown: 0, text: '', causes: [] },
};

t.test('the clients of a cause stand together', async (t) => {
  const failures = [
    group,
    { ...group, client: 'two', count: 5, first: '2025-11-02T08:00:00.000Z' },
    { ...group, client: 'three', cause: 'undetermined', certain: false, causes: ['a', 'b'], count: 1 },
  ];
  const grouped = causeGroups({ ...emptyAnswer, failures });
  t.match(grouped, [
    { count: 7, first: '2025-11-02T08:00:00.000Z', last: '2025-11-03T09:00:00.000Z', clients: [{}, {}] },
    { count: 1, title: 'The log tells too little to say why', others: ['a', 'b'] },
  ]);
  t.match(logVerdict({ ...emptyAnswer, failures, lumped: 2 }), { tone: 'bad', sentence: '10 OAuth calls failed.' });
  t.match(logVerdict(emptyAnswer), { tone: 'warn', sentence: 'No OAuth call is in these logs.' });
  t.match(logVerdict({ ...emptyAnswer, normal: { ...emptyAnswer.normal, accepted: 1 } }), { tone: 'good' });
  t.equal(normalFacts(emptyAnswer).length, 3, 'what is not there is not told, but for the three that matter');
  t.equal(period(group.first, group.last), '2025-11-03 08:00:00 to 2025-11-03 09:00:00 UTC');
  t.equal(period(group.first, group.first), '2025-11-03 08:00:00 UTC');
  t.equal(period(null, null), 'no times');
});

t.test('the lab has seen no defect of its own', async (t) => t.strictSame(labs.defects, []));
