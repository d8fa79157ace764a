import t from 'tap';
import { drawValidity, stateAt, validitiesOf, validityInWords } from '../src/dashboard/components/validity.js';
import { handshakesOf } from '../src/dashboard/handshake/handshakes.js';
import { partnerOf } from '../src/dashboard/handshake/partner.js';
import { asCurl } from '../src/dashboard/views/transaction/as-curl.js';
import { transactionAsText } from '../src/dashboard/views/transaction/as-text.js';
import { verdictOf } from '../src/dashboard/views/transaction/verdict.js';
import { loggedPieces } from '../src/evidence/logged-pieces.js';
import { diagnoseTransaction } from '../src/evidence/renderers/diagnosis.js';
import { reportToken } from '../src/evidence/token-report/report-token.js';
import type { JudgedStep } from '../src/evidence/transaction.js';
import { summarizeTransaction } from '../src/evidence/transaction-summary.js';
import { viewTransaction } from '../src/evidence/transaction-view.js';
import { exchangeBuilds } from '../src/protocol/exchange-version.js';
import { encodeUnsignedToken } from '../src/protocol/token.js';
import { madeTransaction } from './acceptance/transactions.js';

// What the view of one request is made of, apart from the page.

const build = exchangeBuilds.SE;
const day = 86_400_000;
const noon = Date.UTC(2026, 10, 30, 12);

t.test('validity on one axis: places, thin bars, ends that are not named', async (t) => {
  const context = { name: 'user context', from: noon, to: noon + day / 3 };
  const actor = { name: 'actor token', from: noon - day, to: noon + day };
  const { bars, marks } = drawValidity(
    [context, actor],
    [
      { name: 'this request', at: noon },
      { name: 'now', at: noon + day },
    ],
  );
  const round = (value = Number.NaN) => Math.round(value * 10) / 10;
  t.strictSame(
    bars.map(({ left, width }) => [round(left), round(width)]),
    [
      [50, 15.7],
      [3, 94],
    ],
  );
  t.strictSame(
    marks.map(({ at, anchor }) => [round(at), anchor]),
    [
      [50, 'middle'],
      [97, 'end'],
    ],
  );
  const long = drawValidity([{ name: 'token', from: 0, to: 1000 }], [{ name: 'this request', at: noon }]);
  t.strictSame([round(long.bars[0]?.left), long.bars[0]?.width], [3, 0.5], 'a second in fifty years can be seen');
  const open = drawValidity([{ name: 'token', from: undefined, to: noon }], [{ name: 'this request', at: noon - day }]);
  t.strictSame([open.bars[0]?.left, round(open.bars[0]?.width)], [0, 97], 'no beginning: from the edge');
  const one = drawValidity([{ name: 'token', from: undefined, to: noon }], [{ name: 'this request', at: noon }]);
  t.ok(
    one.bars.every(({ left, width }) => Number.isFinite(left) && Number.isFinite(width)),
    'one moment is an axis too',
  );
});

t.test('validity: the states, and the drawing in words', async (t) => {
  const validity = { name: 'token', from: noon, to: noon + day };
  t.strictSame(
    [noon - 1, noon, noon + day, noon + day + 1].map((at) => stateAt(validity, at)),
    ['not yet valid', 'valid', 'valid', 'expired'],
  );
  t.equal(
    validityInWords([validity, { name: 'actor token', from: undefined, to: undefined }], [{ name: 'now', at: noon }]),
    'token: valid from 2026-11-30 12:00:00 to 2026-12-01 12:00:00; actor token: valid from any time to no end; now: 2026-11-30 12:00:00. All times are UTC.',
  );
  const inner = encodeUnsignedToken({ alg: 'none' }, { nbf: 1, exp: 2 });
  const report = await reportToken(encodeUnsignedToken({ alg: 'none' }, { iss: 'x', actortoken: inner }), {
    now: noon,
  });
  t.ok(report);
  t.strictSame(report && validitiesOf(report.token), [{ name: 'actor token', from: 1000, to: 2000 }]);
});

const [firstId, tokenId, secondId, otherId] = [1, 2, 3, 4].map((n) => `287f6ba3-0000-4000-8000-00000000000${n}`);
const refusedStep: JudgedStep = {
  name: 'audience',
  verdict: 'failed',
  detail: "The token is for host 'hybrid.msxfaq.de', the request is for 'owa.msxfaq.de'.",
};
const id = ['client-request-id', 'c1'] as const;
const first = madeTransaction({
  id: firstId ?? '',
  request: { headers: [['Authorization', 'Bearer'], id] },
  response: { headers: [['WWW-Authenticate', 'Bearer client_id="00000002-0000-0ff1-ce00-000000000000"']] },
});
const tokenRequest = madeTransaction({
  id: tokenId ?? '',
  arrived: first.arrived + 1,
  side: 'Cloud',
  request: { target: '/x/tokens/OAuth/2', authority: 'accounts.accesscontrol.windows.net', headers: [id] },
  response: { status: 200 },
});
const token = encodeUnsignedToken({ alg: 'none' }, { aud: 'x' });
const second = madeTransaction({
  id: secondId ?? '',
  arrived: first.arrived + 2,
  token,
  steps: [refusedStep, { name: 'issuer', verdict: 'notReached', detail: '' }],
  request: { headers: [['Authorization', `Bearer ${token}`], id] },
  diagnostics: {
    code: 2000003,
    errorCategory: 'invalid_resource',
    reason:
      "The hostname component of the audience claim value is invalid. Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.",
  },
});
const other = madeTransaction({ id: otherId ?? '' });
const summaries = [first, tokenRequest, second, other].map(summarizeTransaction);

t.test('the two requests of a handshake that belong together', async (t) => {
  const [alone, handshake] = handshakesOf(summaries, []);
  t.strictSame(
    handshake?.requests.map(({ id: requestId }) => requestId),
    [firstId, tokenId, secondId],
  );
  t.ok(alone && handshake);
  if (!alone || !handshake) return;
  t.equal(partnerOf(secondId ?? '', handshake)?.id, firstId);
  t.equal(partnerOf(firstId ?? '', handshake)?.id, secondId);
  t.equal(partnerOf(tokenId ?? '', handshake), undefined, 'the token service is asked alone');
  t.equal(partnerOf(otherId ?? '', alone), undefined, 'without an id a request stands alone');
  t.equal(partnerOf('nothing', handshake), undefined);
});

t.test('how a request ended, in words', async (t) => {
  const verdict = (transaction: typeof first) =>
    verdictOf(viewTransaction(transaction), diagnoseTransaction(transaction));
  t.match(verdict(first), { tone: 'warn', word: 'normal first 401' });
  t.match(verdict(second), { tone: 'bad', heading: 'refused at the step “audience”' });
  t.match(verdict(tokenRequest), { tone: 'good', word: 'answered' });
  t.match(verdict({ ...second, steps: [], diagnostics: undefined, response: { ...second.response, status: 200 } }), {
    tone: 'good',
    word: 'accepted',
  });
  t.match(verdict({ ...tokenRequest, response: { ...tokenRequest.response, status: 503 } }), {
    tone: 'bad',
    word: 'failed',
  });
  t.match(verdict({ ...tokenRequest, response: { ...tokenRequest.response, status: 404 } }), {
    tone: 'warn',
    word: 'normal',
  });
});

t.test('a request as one text', async (t) => {
  const text = transactionAsText(viewTransaction(second), diagnoseTransaction(second), loggedPieces(second, build));
  for (const line of [
    `Request ${secondId}`,
    'A proxy or load balancer rewrites the Host header',
    `failed       audience: ${refusedStep.detail}`,
    'not reached  issuer',
    'POST /ews/Exchange.asmx HTTP/1.1',
    'client-request-id: c1',
    'HTTP/1.1 401',
    'IIS log',
    'HttpProxy log',
  ]) {
    t.ok(text.split('\n').includes(line), line);
  }
  t.notMatch(text, 'HTTPERR', 'what there is not is left out');
});

t.test('a request as a line for curl: nothing of it is run by a shell, and no token is in it', async (t) => {
  const lab = {
    exchange: { https: 'https://127.0.0.1:8443', http: 'http://127.0.0.1:8080' },
    cloud: { https: 'https://127.0.0.1:9443' },
    ca: '/data of mine/roots.pem',
  };
  t.equal(
    asCurl(viewTransaction(second), lab),
    "curl -i --cacert '/data of mine/roots.pem' --connect-to owa.msxfaq.de:443:127.0.0.1:8443 -X POST -H 'Authorization: Bearer <token>' -H 'client-request-id: c1' https://owa.msxfaq.de/ews/Exchange.asmx",
  );
  const hostile = madeTransaction({
    request: {
      method: 'GET',
      scheme: 'http',
      authority: '',
      target: '/$(id)',
      headers: [
        ['X-It', "it's `id` $(id)"],
        ['Authorization', 'Bearer'],
      ],
    },
  });
  t.equal(
    asCurl(viewTransaction(hostile), lab),
    `curl -i --cacert '/data of mine/roots.pem' --connect-to 127.0.0.1:8080:127.0.0.1:8080 -H 'X-It: it'\\''s \`id\` $(id)' -H 'Authorization: Bearer' 'http://127.0.0.1:8080/$(id)'`,
  );
  const odd = madeTransaction({ request: { method: 'HEAD', target: '/{a}/../b', headers: [['X-Empty', '']] } });
  t.match(asCurl(viewTransaction(odd), lab), /-I -g --path-as-is -H 'X-Empty;' 'https:\/\/[^ ]*\/\{a\}\/\.\.\/b'$/);
  const cloud = asCurl(viewTransaction(tokenRequest), lab);
  t.match(cloud, '--connect-to accounts.accesscontrol.windows.net:443:127.0.0.1:9443');
});

t.test('what a request left in each log, field by field', async (t) => {
  const [iis, httpError, httpProxy, ews] = loggedPieces(second, build);
  t.match(iis, { log: 'iis-log', name: 'IIS log', whyNot: null });
  t.equal(iis?.lines.length, 1);
  t.equal(iis?.lines[0]?.place, String.raw`%SystemDrive%\inetpub\logs\LogFiles\W3SVC1`);
  const field = (piece: typeof iis, name: string) => piece?.lines[0]?.fields.find((one) => one.name === name)?.value;
  t.equal(field(iis, 'sc-status'), '401');
  t.equal(field(iis, 'cs-host'), 'owa.msxfaq.de');
  t.equal(field(iis, 'cs-username'), undefined, 'what is a hyphen is nothing');
  t.match(httpError, { lines: [], whyNot: /http\.sys let this request through/ });
  t.equal(httpProxy?.lines[0]?.place, String.raw`%ExchangeInstallPath%Logging\HttpProxy\Ews`);
  t.equal(field(httpProxy, 'UrlHost'), 'owa.msxfaq.de');
  t.match(ews, { lines: [], whyNot: /did not reach Exchange Web Services/ });
  const [cloud] = loggedPieces(tokenRequest, build);
  t.equal(cloud?.lines[0]?.place, null, 'nobody sees the logs of the cloud');
  const passedOn = madeTransaction({ response: { status: 200, headers: [['X-BEServer', 'EX01']] } });
  t.strictSame(
    loggedPieces(passedOn, build)[0]?.lines.map(({ place }) => place?.slice(-6)),
    ['W3SVC1', 'W3SVC2'],
  );
  t.equal(loggedPieces(passedOn, build)[3]?.lines[0]?.place, String.raw`%ExchangeInstallPath%Logging\Ews`);
  const unheard = madeTransaction({ iis: { httpError: { reason: 'Hostname' } }, response: { status: 400 } });
  const [, refused] = loggedPieces(unheard, build);
  t.equal(refused?.lines[0]?.place, String.raw`%SystemRoot%\System32\LogFiles\HTTPERR`);
  t.equal(field(refused, 's-reason'), 'Hostname');
});
