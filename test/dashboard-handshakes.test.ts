import t from 'tap';
import { handshakesOf, hasFailed, searchable } from '../src/dashboard/handshake/handshakes.js';
import { journeyOf, type Station } from '../src/dashboard/handshake/journey.js';
import { purposeOf, refusalOf, resultOf, titleOf, whereOf } from '../src/dashboard/handshake/wording.js';
import { boxes, pathAlong, restingWires, size } from '../src/dashboard/views/handshake/geometry.js';
import type { OutgoingCall } from '../src/evidence/outgoing-call.js';
import type { TransactionSummary } from '../src/evidence/transaction-summary.js';

// How requests become a handshake, and the way that each takes through the drawing.

const clientRequestId = '0222e97d-9b90-4a11-86d5-ffcaa548a195';

function transaction(id: string, second: number, some: Partial<TransactionSummary> = {}): TransactionSummary {
  return {
    id,
    time: new Date(Date.UTC(2026, 10, 30, 10, 0, second)).toISOString(),
    side: 'OnPremises',
    server: 'EX01',
    service: 'Exchange',
    method: 'POST',
    scheme: 'https',
    host: 'hybrid.msxfaq.de',
    path: '/ews/Exchange.asmx',
    status: 200,
    timeTakenMs: 4,
    clientRequestId,
    userAgent: null,
    userName: null,
    remoteAddress: '127.0.0.1',
    forwardedFor: '40.99.157.189',
    bearer: 'token',
    failedStep: null,
    failedInDirectory: false,
    lenient: false,
    httpError: null,
    diagnostics: null,
    ...some,
  };
}

function call(id: string, second: number, end: OutgoingCall['end'], some: Partial<OutgoingCall> = {}): OutgoingCall {
  return {
    id,
    time: new Date(Date.UTC(2026, 10, 30, 10, 0, second)).toISOString(),
    caller: 'Cloud',
    service: 'Exchange',
    method: 'POST',
    url: 'https://hybrid.msxfaq.de/ews/Exchange.asmx',
    clientRequestId,
    end,
    tookMs: end ? 5 : null,
    ...some,
  };
}

const answer = (status: number, transactionId: string | null): OutgoingCall['end'] => ({
  kind: 'answer',
  status,
  transactionId,
  server: 'Microsoft-IIS/10.0',
});

const failure = (
  failure: 'nameNotResolved' | 'connectFailure' | 'trustFailure' | 'proxyRefused',
): OutgoingCall['end'] => ({
  kind: 'failure',
  failure,
  phase: 'connect',
  message: 'in words',
  transactionId: null,
});

const asked = transaction('asked', 1, { status: 401, bearer: 'empty' });
const token = transaction('token', 2, {
  side: 'Cloud',
  service: 'TokenService',
  bearer: 'none',
  host: 'accounts.accesscontrol.windows.net',
});
const accepted = transaction('accepted', 3, { userName: 'MSXFAQ\\user2' });
const refusal = { code: 2000003, errorCategory: 'invalid_resource', reason: 'The hostname …' };
const refused = transaction('refused', 3, { status: 401, diagnostics: refusal, failedStep: 'audience' });
const callsOf = (...seen: readonly TransactionSummary[]) =>
  seen.map(({ id, service, status }, index) => call(`call ${id}`, index + 1, answer(status, id), { service }));

const stationsOf = (
  transactions: readonly TransactionSummary[],
  calls: readonly OutgoingCall[],
): readonly (readonly Station[])[] =>
  handshakesOf(transactions, calls)[0]?.requests.map((request) => journeyOf(request).stations) ?? [];

t.test('three requests with one client-request-id are a handshake', async (t) => {
  const [handshake, ...others] = handshakesOf([asked, token, accepted], callsOf(asked, token, accepted));
  t.strictSame(others, []);
  t.strictSame(
    handshake?.requests.map((request) => [
      request.id,
      request.caller,
      request.outcome,
      purposeOf(request),
      resultOf(request),
    ]),
    [
      ['asked', 'Cloud', 'challenged', 'asks without a token', 'HTTP 401'],
      ['token', 'Cloud', 'accepted', 'asks for a token', 'HTTP 200'],
      ['accepted', 'Cloud', 'accepted', 'asks with a token', 'HTTP 200'],
    ],
  );
  t.ok(handshake && !hasFailed(handshake) && titleOf(handshake) === 'Exchange Online → hybrid.msxfaq.de');
});

t.test('who comes without a token although he has got one has lost it on the way', async (t) => {
  const dropped = { ...asked, bearer: 'none' } as const;
  const again = { ...dropped, ...transaction('again', 3), status: 401, bearer: 'none' } as const;
  const [handshake] = handshakesOf([dropped, token, again], callsOf(dropped, token, again));
  t.strictSame(
    handshake?.requests.map(({ outcome }) => outcome),
    ['challenged', 'accepted', 'refused'],
  );
  t.ok(handshake && hasFailed(handshake));
  const [, , last] = handshake?.requests ?? [];
  t.match(last && refusalOf(last), /took the Authorization header off/);
});

t.test('a call whose transaction is forgotten is forgotten, not lost', async (t) => {
  t.strictSame(handshakesOf([], callsOf(asked)), []);
});

t.test('handshakes stand with the newest first, whoever is alone by himself', async (t) => {
  const alone = transaction('alone', 9, { clientRequestId: null, bearer: 'none', status: 401 });
  const ids = handshakesOf([asked, token, refused, alone], callsOf(asked, token, refused)).map(({ id }) => id);
  t.strictSame(ids, ['alone', clientRequestId]);
});

t.test('a request ends where it was answered', async (t) => {
  const cloudToFrontEnd = ['exchangeOnline', 'internet', 'reverseProxy', 'frontEnd'];
  t.strictSame(stationsOf([asked, token, accepted], callsOf(asked, token, accepted)), [
    cloudToFrontEnd,
    ['exchangeOnline', 'tokenService'],
    [...cloudToFrontEnd, 'directory'],
  ]);
  t.strictSame(stationsOf([refused], callsOf(refused)), [cloudToFrontEnd], 'refused by the front end');
  const unknownUser = transaction('unknown', 1, { status: 401, failedInDirectory: true, diagnostics: refusal });
  t.strictSame(stationsOf([unknownUser], callsOf(unknownUser)), [[...cloudToFrontEnd, 'directory']]);
});

t.test('from on-premises it goes out past the reverse proxy', async (t) => {
  const online = transaction('online', 1, { side: 'Cloud', service: 'ExchangeOnline', host: 'outlook.office365.com' });
  const outgoing = [online, token].map(({ id, service }, index) =>
    call(id, index, answer(200, id), { caller: 'OnPremises', service }),
  );
  t.strictSame(stationsOf([online, token], outgoing), [
    ['frontEnd', 'internet', 'exchangeOnline'],
    ['frontEnd', 'internet', 'tokenService'],
  ]);
});

t.test('what no server has seen ends where the network failed', async (t) => {
  const inbound = (end: OutgoingCall['end']) => stationsOf([], [call('lost', 1, end)])[0]?.at(-1);
  t.equal(inbound(failure('nameNotResolved')), 'internet');
  t.equal(inbound(failure('connectFailure')), 'reverseProxy');
  t.equal(inbound(failure('trustFailure')), 'reverseProxy');
  t.equal(inbound(answer(503, null)), 'reverseProxy', 'the proxy has answered by itself');
  t.equal(inbound(null), 'reverseProxy', 'what is under way is known to go as far');
  const outbound = (end: OutgoingCall['end']) =>
    stationsOf([], [call('lost', 1, end, { caller: 'OnPremises', service: 'TokenService' })])[0]?.at(-1);
  t.equal(outbound(failure('proxyRefused')), 'internet');
  t.equal(outbound(failure('connectFailure')), 'tokenService');
});

t.test('on-premises asks its own name through the proxy, and a loss outwards is on the way', async (t) => {
  const own = call('own', 1, failure('connectFailure'), { caller: 'OnPremises' });
  t.strictSame(stationsOf([], [own])[0], ['frontEnd', 'internet', 'reverseProxy']);
  const through = call('own', 1, answer(401, 'asked'), { caller: 'OnPremises' });
  t.strictSame(stationsOf([asked], [through])[0], ['frontEnd', 'internet', 'reverseProxy', 'frontEnd']);
  const outbound = call('out', 1, failure('connectFailure'), { caller: 'OnPremises', service: 'TokenService' });
  const [lost] = handshakesOf([], [outbound]);
  t.equal(lost?.requests[0] && whereOf(lost.requests[0], 'tokenService'), 'On the way to Token service');
  const [inbound] = handshakesOf([], [call('in', 1, failure('connectFailure'))]);
  t.equal(inbound?.requests[0] && whereOf(inbound.requests[0], 'reverseProxy'), 'At Reverse proxy');
});

t.test('another client comes through the proxy, or straight to the server', async (t) => {
  t.strictSame(stationsOf([asked], [])[0], ['client', 'internet', 'reverseProxy', 'frontEnd']);
  t.strictSame(stationsOf([{ ...asked, forwardedFor: null }], [])[0], ['client', 'frontEnd']);
});

t.test('a refusal has the words of the wire, what was lost the lab’s own', async (t) => {
  const [failed] = handshakesOf([refused], callsOf(refused));
  t.equal(failed?.requests[0] && refusalOf(failed.requests[0]), '2000003 invalid_resource: The hostname …');
  t.ok(failed && hasFailed(failed));
  t.ok(failed && searchable(failed).includes('2000003'));
  const [lost] = handshakesOf([], [call('lost', 1, failure('nameNotResolved'))]);
  t.equal(lost?.requests[0] && refusalOf(lost.requests[0]), 'in words');
  const [proxied] = handshakesOf([], [call('lost', 1, answer(502, null))]);
  t.match(proxied?.requests[0] && refusalOf(proxied.requests[0]), /no server of the hybrid has seen/);
});

t.test('every way that a request can take has its wires, within the drawing', async (t) => {
  const ways: readonly (readonly Station[])[] = [
    ['exchangeOnline', 'internet', 'reverseProxy', 'frontEnd', 'directory'],
    ['exchangeOnline', 'tokenService'],
    ['exchangeOnline'],
    ['frontEnd', 'internet', 'exchangeOnline'],
    ['frontEnd', 'internet', 'tokenService'],
    ['frontEnd', 'internet', 'reverseProxy', 'frontEnd', 'directory'],
    ['client', 'internet', 'reverseProxy', 'frontEnd', 'directory'],
    ['client', 'frontEnd', 'directory'],
    ['client', 'internet', 'exchangeOnline'],
    ['client', 'internet', 'tokenService'],
  ];
  for (const path of [...ways.map(pathAlong), ...restingWires]) {
    const numbers = [...path.matchAll(/[\d.]+/g)].map(([text]) => Number(text));
    const [xs, ys] = [0, 1].map((odd) => numbers.filter((_, index) => index % 2 === odd)) as [number[], number[]];
    t.ok(xs.every((x) => x >= 0 && x <= size.width) && ys.every((y) => y >= 0 && y <= size.height), path);
  }
  for (const { x, y, width, height } of Object.values(boxes)) {
    t.ok(x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height);
  }
  t.throws(() => pathAlong(['directory', 'internet']), /No wire leads/);
});
