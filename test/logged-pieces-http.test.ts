import t from 'tap';
import type { LoggedPiece } from '../src/evidence/logged-pieces.js';
import { TestLabs } from './acceptance/labs.js';
import { ask, closeAgents } from './acceptance/wire.js';

// What one request left in every log, over HTTP: `GET /api/transactions/{id}/logs`.

const labs = new TestLabs('logged-pieces-http');
const lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

const get = (path: string) => fetch(`${lab.control.url}/api/transactions/${path}`);
const piecesOf = async (id: string) => (await (await get(`${id}/logs`)).json()) as readonly LoggedPiece[];

async function requestFor(host: string, mailbox?: string): Promise<{ readonly id: string; readonly token: string }> {
  const { token } = lab.tokens.issue({ kind: 'actAsUser', host, ...(mailbox && { mailbox }) });
  return { id: (await ask(lab, token)).header('request-id') ?? '', token };
}

t.test('an accepted request: every log that has it, line by line and field by field', async (t) => {
  const { id, token } = await requestFor('owa.msxfaq.de', 'user2@msxfaq.de');
  const pieces = await piecesOf(id);
  t.strictSame(
    pieces.map(({ log, lines }) => [log, lines.length]),
    [
      ['iis-log', 2],
      ['http-error-log', 0],
      ['http-proxy-log', 1],
      ['ews-log', 1],
    ],
  );
  for (const { log, lines, whyNot } of pieces.filter(({ log }) => log !== 'http-error-log')) {
    t.equal(await (await get(`${id}/${log}`)).text(), lines.map(({ text }) => `${text}\n`).join(''), log);
    t.equal(whyNot, null);
    for (const { place, fields } of lines) {
      t.match(place, /^%/, 'the folder on a real server');
      t.ok(fields.length > 5);
      t.ok(
        fields.every(({ name, value }) => name !== '' && value !== ''),
        'every value has its column',
      );
    }
  }
  const status = pieces[0]?.lines.map(({ fields }) => fields.find(({ name }) => name === 'sc-status')?.value);
  t.strictSame(status, ['200', '200'], 'front end and back end');
  t.match(pieces[1]?.whyNot, /http\.sys let this request through/);
  t.notMatch(JSON.stringify(pieces), token.split('.').at(-1) ?? token, 'no signature');
});

t.test('a refused one has no line where it did not come, and a sentence instead', async (t) => {
  const { id } = await requestFor('hybrid.msxfaq.de');
  const pieces = await piecesOf(id);
  t.match(
    pieces.find(({ log }) => log === 'iis-log')?.lines.map(({ text }) => text),
    [/ 401 /],
  );
  t.match(pieces.find(({ log }) => log === 'ews-log')?.whyNot, /did not reach Exchange Web Services/);
});

t.test('a request that the journal does not hold', async (t) => {
  const answer = await get('nothing/logs');
  t.equal(answer.status, 404);
  t.match(await answer.json(), { error: { message: /no transaction 'nothing'/ } });
});
