import fc from 'fast-check';
import t from 'tap';
import { request } from 'undici';
import { MessageMemory } from '../src/evidence/message-memory.js';
import type { MessagesView } from '../src/evidence/renderers/messages.js';
import { noBrowser, openBrowser, openPage } from './acceptance/browser.js';
import { TestLabs } from './acceptance/labs.js';
import { holds } from './acceptance/page-assertions.js';
import { ask, call, closeAgents, getFolder } from './acceptance/wire.js';

// What a service was asked and what it answered: kept for a while, shown over HTTP and on the page.

const labs = new TestLabs('messages');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
const lab = await labs.start('one');
const token = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;

async function messagesOf(id: string) {
  const { statusCode, body } = await request(`${lab.control.url}/api/transactions/${id}/messages`);
  return { statusCode, view: (await body.json()) as MessagesView };
}

async function keptOf(id: string) {
  const { statusCode, view } = await messagesOf(id);
  if (view.request === null) throw new Error(view.reason);
  return { statusCode, view };
}

const latest = () => lab.journal.list({ limit: 1 })[0]?.id ?? '';

t.test('both bodies, indented, with their sizes', async (t) => {
  const answer = await ask(lab, token);
  const { statusCode, view } = await keptOf(latest());
  t.equal(statusCode, 200);
  t.match(view.request.text, /^<\?xml .*\?>\n<soap:Envelope [^\n]*>\n {2}<soap:Header>\n/);
  t.match(view.answer.text, /\n {8}<m:GetFolderResponseMessage ResponseClass="Success">\n/);
  t.strictSame(
    [view.request.bytes, view.answer.bytes],
    [Buffer.byteLength(getFolder()), Buffer.byteLength(answer.body)],
  );
  t.strictSame([view.request.isCut, view.answer.isCut], [false, false]);
});

t.test('what is no XML is shown as it came', async (t) => {
  const body = '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>';
  await ask(lab, token, { body });
  const { view } = await keptOf(latest());
  t.equal(view.request.text, body);
  t.match(view.answer.text, /ErrorSchemaValidation/);
});

t.test('who was turned away has none', async (t) => {
  await call(lab, { body: getFolder() });
  const { statusCode, view } = await messagesOf(latest());
  t.equal(statusCode, 200);
  const reason = /^The lab keeps the bodies of SOAP and POX calls that a service has answered/;
  t.match(view, { request: null, answer: null, reason });
  t.equal((await messagesOf('00000000-0000-4000-8000-000000000000')).statusCode, 404);
});

t.test('a token service is asked for secrets: they are not kept', async (t) => {
  await lab.cmdlet('Test-OAuthConnectivity', {
    Service: 'EWS',
    TargetUri: 'https://outlook.office365.com/ews/exchange.asmx',
    Mailbox: 'user2@msxfaq.de',
  });
  const asked = lab.journal.list().filter(({ request: { target } }) => target.includes('/tokens/OAuth/2'));
  t.ok(asked.length > 0);
  for (const { id } of asked) t.equal((await messagesOf(id)).view.request, null);
});

t.test('large ones are cut, and the oldest make room', async (t) => {
  const memory = new MessageMemory();
  const large = 'x'.repeat(300 * 1024);
  memory.keep('0', Buffer.from(large), 'answer');
  const kept = memory.find('0');
  t.strictSame([kept?.request.text.length, kept?.request.bytes], [256 * 1024, 300 * 1024]);
  for (let index = 1; index <= 40; index += 1) memory.keep(String(index), Buffer.from(large), 'answer');
  t.equal(memory.find('0'), undefined);
  t.ok(memory.find('40'));
});

t.test('those that are kept are the latest, and whole, however long each is', async (t) => {
  const bodies = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 300 * 1024 })), { minLength: 50, maxLength: 200 });
  const property = fc.property(bodies, (lengths) => {
    const memory = new MessageMemory();
    const asked = (index: number) => `${index} ${'ü'.repeat(lengths[index]?.[0] ?? 0)}`;
    const answered = (index: number) => `${index}:`.padEnd(lengths[index]?.[1] ?? 0, 'x');
    for (const index of lengths.keys()) memory.keep(String(index), Buffer.from(asked(index)), answered(index));
    const kept = [...lengths.keys()].filter((index) => memory.find(String(index)));
    const first = kept[0] ?? 0;
    const size = kept.reduce((sum, index) => sum + Math.min(answered(index).length, 256 * 1024), 0);
    return (
      kept.length === lengths.length - first &&
      (first === 0 || size > 7 * 1024 * 1024) &&
      kept.every((index) => {
        const { request, answer } = memory.find(String(index)) ?? {};
        return request?.text === asked(index) && answer?.text === answered(index).slice(0, 256 * 1024);
      })
    );
  });
  t.doesNotThrow(() => fc.assert(property, { numRuns: 30 }));
});

t.test('on the page', { skip: noBrowser }, async (t) => {
  await ask(lab, token);
  const address = `${lab.control.url}/#/transactions/${latest()}`;
  const { page, complaints } = await openPage(await openBrowser(t), address);
  await page.getByRole('tab', { name: 'Messages' }).click();
  await holds(t, page.getByRole('tabpanel'), 'GetFolderResponseMessage');
  t.strictSame(complaints, []);
});

t.test('no defects', async (t) => {
  t.strictSame(labs.defects, []);
});
