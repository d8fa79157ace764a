import t from 'tap';
import { noBrowser, openBrowser, openPage } from './acceptance/browser.js';
import { hostileTexts, markupFrom, type Provocation, provoke } from './acceptance/hostile.js';
import { TestLabs } from './acceptance/labs.js';
import { views } from './acceptance/views.js';
import { closeAgents } from './acceptance/wire.js';

// What a stranger sends stays text in every view of the page.

const labs = new TestLabs('dashboard-hostile');
t.teardown(() => labs.close());
t.teardown(closeAgents);
const lab = await labs.start('lab');

const provocations: Provocation[] = [];
for (const text of hostileTexts) provocations.push(...(await provoke(lab, text)));

/** Places whose text the lab does not keep: a body that is no SOAP, and what stands where a token should. */
const notKept = ['body', 'Authorization'];

t.test('the hostile texts are in the lab', async (t) => {
  const requests = provocations.filter(({ transactionId }) => transactionId !== undefined);
  const lost = requests
    .filter(({ place }) => !notKept.includes(place))
    .filter(({ text, transactionId = '' }) => {
      const kept = JSON.stringify(lab.transactions.get(transactionId) ?? '');
      return !kept.includes(JSON.stringify(text).slice(1, -1));
    });
  t.strictSame(lost, []);
  t.equal(new Set(requests.map(({ transactionId }) => transactionId)).size, requests.length, 'each in one of its own');
  const wanted = (place: string) => provocations.filter((put) => put.place === place).map(({ text }) => text);
  const students = (await lab.mystery.list()).map(({ student }) => student);
  t.strictSame(students, wanted('student of a mystery'));
  const files = (await lab.logs.list()).map(({ path }) => path);
  t.strictSame(
    wanted('name of a log file').filter((name) => !files.includes(name)),
    [],
  );
});

/** Views that show what strangers have sent or students have called themselves, as they are opened, and where it stands. */
const showing: Readonly<Record<string, { readonly hash: string; readonly place: string }>> = {
  '': { hash: '#/?find=hostile', place: '.timeline > li' },
  '#/mystery': { hash: '#/mystery', place: 'tbody tr' },
};

for (const { hash, heading } of views) {
  t.test(`and text in the view '${hash}'`, { skip: noBrowser }, async (t) => {
    const shown = showing[hash];
    const { page, complaints } = await openPage(await openBrowser(t), `${lab.control.url}/${shown?.hash ?? hash}`);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    if (shown) await page.locator(shown.place).nth(3).waitFor();
    t.strictSame(await markupFrom(page), []);
    t.strictSame(complaints, []);
  });
}

t.test('and in the address', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(await openBrowser(t), lab.control.url);
  for (const text of hostileTexts) {
    for (const hash of [`#${text}`, `#/transactions/${encodeURIComponent(text)}`]) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      t.strictSame(await markupFrom(page), [], JSON.stringify(hash));
    }
  }
  const notFound = /the server responded with a status of 404/; // so a browser tells of every id that there is not
  t.strictSame(
    complaints.filter((complaint) => !notFound.test(complaint)),
    [],
  );
});

t.test('and in all that is shown of a request', { skip: noBrowser }, async (t) => {
  const image = hostileTexts.find((text) => text.startsWith('<img')) ?? '';
  const requests = provocations.filter(({ text, transactionId }) => text === image && transactionId !== undefined);
  t.ok(requests.length > 20, `${requests.length} places`);
  const { page, complaints } = await openPage(await openBrowser(t), lab.control.url);
  for (const { place, transactionId } of requests) {
    const read = page.waitForResponse((response) => response.url().endsWith(`/api/transactions/${transactionId}`));
    await page.evaluate(`location.hash = '#/transactions/${transactionId}'`);
    await read;
    await page.getByRole('tab').nth(3).waitFor();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      t.strictSame(await markupFrom(page), [], `${place}: ${await tab.innerText()}`);
    }
  }
  t.strictSame(complaints, []);
});

t.test('and where it is typed', { skip: noBrowser }, async (t) => {
  const { page, complaints } = await openPage(await openBrowser(t), `${lab.control.url}/#/explain`);
  const box = page.getByRole('textbox', { name: 'Evidence' });
  for (const text of hostileTexts) {
    await box.fill(`x-ms-diagnostics: 2000003;reason="${text}";error_category="invalid_resource"`);
    await page.getByText('2000003').last().waitFor();
    t.strictSame(await markupFrom(page), [], text);
  }
  await page.evaluate(`location.hash = '#/?find=' + encodeURIComponent(${JSON.stringify(hostileTexts[0])})`);
  await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  t.strictSame(await markupFrom(page), []);
  t.strictSame(complaints, []);
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
