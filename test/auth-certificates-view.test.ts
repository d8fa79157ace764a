import t, { type Test } from 'tap';
import { request } from 'undici';
import { realTime } from '../src/clock.js';
import type { Organization } from '../src/directory/organization.js';
import type { Lab } from '../src/index.js';
import type { ActionsInput } from '../src/shell/auth-certificates/action-plan.js';
import { renewalActions } from '../src/shell/auth-certificates/renewal-actions.js';
import {
  type AuthCertificateActionId,
  type AuthCertificatesView,
  type AuthCertificateView,
  authCertificateActionIds,
  type KnowingPlace,
} from '../src/shell/auth-certificates/view.js';
import { TestLabs } from './acceptance/labs.js';
import { seedFor } from './acceptance/mysteries.js';
import { call } from './acceptance/wire.js';

/** What `GET /api/auth-certificates` tells, and that its actions do what they say. */

const labs = new TestLabs('auth-certificates-view');
t.teardown(() => labs.close());

const exchange = '00000002-0000-0ff1-ce00-000000000000';

async function view(lab: Lab): Promise<AuthCertificatesView> {
  const { statusCode, body } = await request(`${lab.control.url}/api/auth-certificates`);
  t.equal(statusCode, 200);
  return (await body.json()) as AuthCertificatesView;
}

/** Runs a script as a page does. */
async function shell(lab: Lab, script: string, more: object = {}) {
  const { statusCode, body } = await request(`${lab.control.url}/api/shell`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ script, ...more }),
  });
  const { errors, text } = (await body.json()) as { readonly errors?: readonly object[]; readonly text?: string };
  return { statusCode, errors, text };
}

/** Does what an action says, with its answers, and looks again. */
async function act(t: Test, lab: Lab, id: AuthCertificateActionId): Promise<AuthCertificatesView> {
  const { actions } = await view(lab);
  const action = actions.find((candidate) => candidate.id === id);
  t.match(action, { enabled: true }, `${id} is offered`);
  const { script = '', session, answers } = action ?? {};
  t.match(await shell(lab, script, { session, answers }), { statusCode: 200, errors: [] }, script);
  return view(lab);
}

const enabled = ({ actions }: AuthCertificatesView) => actions.filter((one) => one.enabled).map(({ id }) => id);
const why = ({ actions }: AuthCertificatesView, id: AuthCertificateActionId) =>
  actions.find((action) => action.id === id)?.why;

/** What the sides of a place know of a certificate. */
function known({ certificates }: AuthCertificatesView, thumbprint: string | null, place: KnowingPlace) {
  const sides = certificates.find((one) => one.thumbprint === thumbprint)?.knownTo ?? [];
  return sides.filter((side) => side.place === place).map((side) => side.known);
}

t.test('a healthy lab: one certificate, which every side knows', async (t) => {
  const lab = await labs.start('fresh');
  const fresh = await view(lab);
  const [config] = (await lab.cmdlet('Get-AuthConfig')).output;
  const { current } = fresh.authConfig;
  t.match(fresh.authConfig, { current: String(config?.CurrentCertificateThumbprint), previous: null, next: null });
  t.equal(fresh.authConfig.nextEffectiveDate, null);
  t.strictSame(fresh.problems, []);
  t.equal(fresh.certificates.length, 1, 'the TLS certificate is none of them');
  const [{ Subject, NotBefore, NotAfter } = {}] = (await lab.cmdlet('Get-ExchangeCertificate', { Thumbprint: current }))
    .output;
  t.match(fresh.certificates[0], {
    thumbprint: current,
    subject: Subject,
    notBefore: (NotBefore as Date).toISOString(),
    notAfter: (NotAfter as Date).toISOString(),
    roles: ['current'],
    privateKeyOn: ['EX01', 'EX02'],
  });
  t.match(fresh.certificates[0]?.knownTo, [
    { place: 'server', name: 'EX01', known: true, detail: 'in its store, with the private key' },
    { place: 'server', name: 'EX02', known: true },
    { place: 'metadata', name: 'https://owa.msxfaq.de/autodiscover/metadata/json/1', known: true },
    {
      place: 'keyCredential',
      name: `msxfaq.onmicrosoft.com, Office 365 Exchange Online (${exchange})`,
      known: true,
      start: (NotBefore as Date).toISOString(),
      end: (NotAfter as Date).toISOString(),
    },
    { place: 'loaded', name: 'worker processes', known: null, detail: /nothing is loaded yet/ },
  ]);
  t.same(
    fresh.actions.map(({ id }) => id),
    authCertificateActionIds,
  );
  t.strictSame(enabled(fresh), ['create', 'iisreset', 'test', 'clock-1-day', 'clock-30-days', 'clock-expiry']);
});

t.test('from a new certificate to a healthy hybrid, by the actions alone, prepared in time', async (t) => {
  const lab = await labs.start('planned');
  const old = (await act(t, lab, 'clock-1-day')).authConfig.current;
  const made = await act(t, lab, 'create');
  t.equal(made.certificates.length, 2);
  const fresh = made.certificates.find(({ roles }) => roles.length === 0)?.thumbprint ?? '';
  t.strictSame(known(made, fresh, 'server'), [true, false], 'only the server where it was made has it');
  t.ok(enabled(made).includes('set-next'));

  const staged = await act(t, lab, 'set-next');
  t.match(staged.authConfig, { current: old, next: fresh });
  t.equal(
    Date.parse(staged.authConfig.nextEffectiveDate ?? '') > Date.parse(staged.time) + 48 * 3_600_000,
    true,
    'no question is asked that far ahead',
  );
  t.strictSame(known(staged, fresh, 'server'), [true, true], 'the Certificate servicelet has copied it');
  t.strictSame(known(staged, fresh, 'metadata'), [false], 'the next one is not published');
  t.strictSame(known(staged, fresh, 'keyCredential'), [false]);
  t.notOk(enabled(staged).includes('set-next'), 'there is no other that could follow');

  const uploaded = await act(t, lab, 'upload-next');
  t.strictSame(known(uploaded, fresh, 'keyCredential'), [true]);
  t.equal(why(uploaded, 'upload-next'), 'The cloud knows it already.');

  const there = await act(t, lab, 'clock-effective-date');
  t.ok(there.time >= (there.authConfig.nextEffectiveDate ?? ''), 'the clock stands at the effective date');
  t.equal(why(there, 'clock-effective-date'), 'It is past.');
  const later = await act(t, lab, 'clock-1-day');
  t.match(later.authConfig, { current: fresh, previous: old, next: null }, 'AuthAdmin has published it');
  t.strictSame(known(later, fresh, 'metadata'), [true]);
  t.strictSame(known(later, old, 'metadata'), [true], 'previous and current');
  t.equal(why(later, 'upload-current'), 'The cloud knows it already.');

  const cleared = await act(t, lab, 'clear-previous');
  t.equal(cleared.authConfig.previous, null);
  t.strictSame(known(cleared, old, 'metadata'), [false]);
  t.strictSame(known(cleared, old, 'keyCredential'), [true], 'the cloud keeps it');
  t.notOk(enabled(cleared).includes('set-next'), 'the old one ends before the current one');
  const back = await act(t, lab, 'clock-real-time');
  t.equal(why(back, 'clock-real-time'), 'The lab’s clock is the computer’s.');
});

t.test(
  'a certificate may follow one that ends with it, for they are dated in whole seconds; not one that ends before',
  async (t) => {
    const input: ActionsInput = {
      time: '2026-11-24T09:00:00.500Z',
      server: 'EX01',
      authConfig: { current: 'OLD', previous: null, next: null, nextEffectiveDate: null, lastModified: null },
      certificates: [dated('OLD', '2031-11-24T09:00:00.000Z', ['current']), dated('NEW', '2031-11-24T09:00:00.000Z')],
      mailbox: undefined,
      dedicatedApplication: false,
      cloudKnows: () => false,
      clock: realTime,
    };
    const setNext = (certificates: readonly AuthCertificateView[]) =>
      renewalActions({ ...input, certificates }).find(({ id }) => id === 'set-next');
    t.match(setNext(input.certificates), { not: undefined, script: /-NewCertificateThumbprint NEW / });
    const [old] = input.certificates;
    t.match(
      setNext([old as AuthCertificateView, dated('NEW', '2031-11-24T08:59:59.000Z')])?.not,
      /that lasts as long as/,
    );
    const past = '2026-11-24T09:00:00.000Z';
    t.match(setNext([dated('OLD', past, ['current']), dated('NEW', past)])?.not, /create one first/, 'both have ended');
  },
);

function dated(thumbprint: string, notAfter: string, roles: AuthCertificateView['roles'] = []): AuthCertificateView {
  const notBefore = '2021-11-24T09:00:00.000Z';
  return { thumbprint, subject: 'CN=Auth', notBefore, notAfter, roles, privateKeyOn: ['EX01'], knownTo: [] };
}

t.test('too late: past its end, renewed at once, uploaded afterwards', async (t) => {
  const lab = await labs.start('late');
  const probe = () =>
    shell(
      lab,
      'Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/ews/exchange.asmx -Mailbox user2@msxfaq.de | fl ResultType',
    );
  t.match(await probe(), { text: /Success/ });
  const before = await view(lab);
  const old = before.authConfig.current;
  t.strictSame(known(before, old, 'loaded'), [true]);
  t.match(before.certificates[0]?.knownTo.at(-1)?.detail, /^signs with it; loaded again after 20\d\d-/);

  const ended = await act(t, lab, 'clock-expiry');
  t.ok(ended.time > (ended.certificates[0]?.notAfter ?? ''));
  t.strictSame(known(ended, old, 'metadata'), [false]);
  t.strictSame(known(ended, old, 'keyCredential'), [false], 'its key credential has ended as well');
  t.match(ended.certificates[0]?.knownTo.find(({ place }) => place === 'keyCredential')?.detail, /counts no more/);
  t.ok(ended.problems.includes('EX01: Auth Certificate has expired'), ended.problems.join('; '));
  t.match(ended.problems.join(), /We have not made any configuration change because Exchange Hybrid has been detected/);
  t.equal(why(ended, 'upload-current'), 'It has expired.');
  t.equal(why(ended, 'clock-expiry'), 'It has ended.');

  await act(t, lab, 'create');
  const due = await act(t, lab, 'set-next-now');
  const fresh = due.authConfig.next;
  await act(t, lab, 'iisreset');
  await probe();
  const published = await act(t, lab, 'publish');
  t.match(published.authConfig, { current: fresh, previous: old, next: null });
  t.match(
    published.certificates.find(({ thumbprint }) => thumbprint === fresh)?.knownTo.at(-1),
    { place: 'loaded', known: true, detail: /^knows it; / },
    'the servers have it in memory as the next one still',
  );
  const restarted = await act(t, lab, 'iisreset');
  t.strictSame(known(restarted, fresh, 'loaded'), [null]);
  t.match(await probe(), { text: /Error/ });
  const uploaded = await act(t, lab, 'upload-current');
  t.strictSame(known(uploaded, fresh, 'keyCredential'), [true]);
  t.match(await probe(), { text: /Success/ });
  await act(t, lab, 'clock-30-days');
});

t.test('what the metadata document publishes is what it says over HTTP', async (t) => {
  const lab = await labs.start('metadata');
  await act(t, lab, 'create');
  await act(t, lab, 'set-next-now');
  await act(t, lab, 'publish');
  const { body } = await call(lab, { method: 'GET', target: '/autodiscover/metadata/json/1' });
  const { keys } = JSON.parse(body) as { readonly keys: readonly { readonly keyinfo: { readonly x5t: string } }[] };
  const overHttp = keys.map(({ keyinfo }) => Buffer.from(keyinfo.x5t, 'base64url').toString('hex').toUpperCase());
  const seen = await view(lab);
  const told = seen.certificates.map(({ thumbprint }) => thumbprint).filter((one) => known(seen, one, 'metadata')[0]);
  t.equal(told.length, 2);
  t.strictSame(told.toSorted(), overHttp.toSorted());
});

t.test('what only one side has left stands there too', async (t) => {
  const lab = await labs.start('left');
  const old = (await view(lab)).authConfig.current;
  for (const id of ['create', 'set-next-now', 'publish', 'clear-previous'] as const) await act(t, lab, id);
  await shell(lab, `'EX01','EX02' | %{Remove-ExchangeCertificate -Thumbprint ${old} -Server $_ -Confirm:$false}`);
  const left = await view(lab);
  t.match(
    left.certificates.find(({ thumbprint }) => thumbprint === old),
    { roles: [], privateKeyOn: [], subject: 'CN=Microsoft Exchange Server Auth Certificate' },
    'the key credential still shows it',
  );
  t.strictSame(known(left, old, 'server'), [false, false]);
  t.strictSame(known(left, old, 'keyCredential'), [true]);

  const remove = `Get-MsolServicePrincipalCredential -ServicePrincipalName ${exchange} -ReturnKeyValues $false | %{Remove-MsolServicePrincipalCredential -ServicePrincipalName ${exchange} -KeyIds $_.KeyId}`;
  t.match(await shell(lab, remove), { errors: [] });
  const gone = await view(lab);
  t.notOk(gone.certificates.some(({ thumbprint }) => thumbprint === old));
  t.strictSame(known(gone, gone.authConfig.current, 'keyCredential'), [false], 'the side stands there without keys');
  t.match(gone.certificates[0]?.knownTo.find(({ place }) => place === 'keyCredential')?.detail, 'no such key');
  t.ok(enabled(gone).includes('upload-current'));

  const current = gone.authConfig.current;
  await shell(lab, `'EX01','EX02' | %{Remove-ExchangeCertificate -Thumbprint ${current} -Server $_ -Confirm:$false}`);
  const nowhere = await view(lab);
  t.match(nowhere.certificates, [{ thumbprint: current, subject: null, notAfter: null, roles: ['current'] }]);
  t.match(why(nowhere, 'upload-current'), /^EX01 has it not in its store/);
  t.ok(nowhere.problems.includes('Auth Certificate seems Not to be present in EX02'), nowhere.problems.join('; '));
});

t.test('a server that is switched off says nothing', async (t) => {
  const lab = await labs.start('off', {}, switchedOff);
  const seen = await view(lab);
  const { current } = seen.authConfig;
  t.strictSame(known(seen, current, 'server'), [true, null]);
  t.strictSame(seen.certificates[0]?.privateKeyOn, ['EX01']);
  t.match(seen.problems.join(), /1 servers were unreachable/);
});

function switchedOff(organization: Organization): Organization {
  const servers = organization.servers.map((one) => (one.name === 'EX02' ? { ...one, reachable: false } : one));
  return { ...organization, servers };
}

t.test('the dedicated hybrid application gets its keys by its script', async (t) => {
  const lab = await labs.start('dedicated');
  const configure = '.\\ConfigureExchangeHybridApplication.ps1 -CreateApplication -ConfigureAuthServer -Confirm:$false';
  t.match(await shell(lab, configure), { errors: [] });
  const bare = await view(lab);
  t.strictSame(known(bare, bare.authConfig.current, 'keyCredential'), [true], 'without keys it is no side yet');
  const given = await act(t, lab, 'upload-current');
  t.strictSame(known(given, given.authConfig.current, 'keyCredential'), [true, true]);
  t.match(
    given.certificates[0]?.knownTo.filter(({ place }) => place === 'keyCredential').at(-1)?.name,
    /ExchangeServerApp-/,
  );
});

t.test('looking changes nothing: no request, no event, nothing loaded', async (t) => {
  const lab = await labs.start('quiet');
  const before = [lab.journal.list({ limit: 100 }).length, lab.eventLog.list('Application').length];
  await view(lab);
  const { certificates } = await view(lab);
  t.strictSame([lab.journal.list({ limit: 100 }).length, lab.eventLog.list('Application').length], before);
  t.equal(certificates[0]?.knownTo.at(-1)?.known, null, 'still nothing is loaded');
});

t.test('a mystery: what cmdlets show, and no more', async (t) => {
  const lab = await labs.start('mystery');
  await lab.mystery.start({ seed: seedFor(['auth-certificate-unknown-in-cloud']) });
  const seen = await view(lab);
  const places = new Set(seen.certificates.flatMap(({ knownTo }) => knownTo.map(({ place }) => place)));
  t.strictSame([...places], ['server', 'metadata', 'keyCredential'], 'no cmdlet tells what is loaded');
  t.strictSame(known(seen, seen.authConfig.current, 'keyCredential'), [false]);
  t.match(await lab.mystery.current(), { changes: undefined, wrongAnswers: 0, hints: 0 }, 'and looking is no change');
});

t.test('no defects', async (t) => {
  t.strictSame(labs.defects, []);
});
