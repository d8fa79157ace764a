import { join } from 'node:path';
import t, { type Test } from 'tap';
import { systemClock } from '../src/clock.js';
import { labPassword } from '../src/directory/account.js';
import type { ExchangeServer, ServerCertificate } from '../src/directory/exchange-server.js';
import type { Organization } from '../src/directory/organization.js';
import { EventLog } from '../src/evidence/event-log.js';
import { findApplicationPool } from '../src/exchange/application-pools.js';
import { crashInterval, restartTime } from '../src/exchange/services-pool.js';
import { WorkerProcess } from '../src/exchange/worker-process.js';
import { type Lab, startLab } from '../src/index.js';
import { systemRandom } from '../src/random.js';
import { freePorts, TestLabs } from './acceptance/labs.js';
import { type Answer, call, closeAgents, getFolder } from './acceptance/wire.js';

// Who else dies with the auth certificate: OWA and ECP, and the pool of Exchange Web Services (facts/oauth-outbound-admin
// §3.9, §6.2 A01, A02, A20).

const labs = new TestLabs('owa');
const day = 24 * 60 * 60 * 1000;
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

const owaPage = 'https://owa.msxfaq.de/owa/';
const get = (lab: Lab, target: string, cookie = '') =>
  call(lab, { method: 'GET', target, headers: cookie === '' ? [] : [['Cookie', cookie]] });

/** Sends the form as a browser does. */
function signIn(lab: Lab, username: string, password: string, destination = owaPage): Promise<Answer> {
  return call(lab, {
    target: '/owa/auth.owa',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: new URLSearchParams({ destination, username, password }).toString(),
  });
}

const cookiesOf = (answer: Answer) =>
  answer
    .all('set-cookie')
    .map((value) => value.split(';', 1)[0])
    .join('; ');
const recycle = (lab: Lab) => lab.cmdlet('iisreset');
const events = (lab: Lab, id: number) =>
  [...lab.eventLog.list('Application'), ...lab.eventLog.list('System')].filter(({ eventId }) => eventId === id);
const loops = 'https://owa.msxfaq.de/owa/auth/logon.aspx?url=https%3A%2F%2Fowa.msxfaq.de%2Fowa%2F&reason=0';
const text1003 =
  '[Owa] An internal server error occurred. The unhandled exception was: System.NullReferenceException: Object reference not set to an instance of an object.    at Microsoft.Exchange.HttpProxy.FbaModule.ParseCadataCookies(HttpApplication httpApplication)';

/** A lab whose clock stands ten minutes before the end of its auth certificate. */
async function oldLab(t: Test, name: string): Promise<Lab> {
  const lab = await labs.start(name);
  t.teardown(() => lab.close());
  const [certificate] = (await lab.cmdlet('Get-ExchangeCertificate', { Thumbprint: await current(lab) })).output;
  if (!(certificate?.NotAfter instanceof Date)) throw new Error('The lab has no auth certificate.');
  lab.clock.set(certificate.NotAfter.getTime() - 10 * 60 * 1000);
  return lab;
}

async function current(lab: Lab): Promise<string> {
  return String((await lab.cmdlet('Get-AuthConfig')).output[0]?.CurrentCertificateThumbprint);
}

t.test('a log-on with a healthy certificate', async (t) => {
  const lab = await labs.start('logon');
  t.teardown(() => lab.close());
  const first = await get(lab, '/owa/');
  t.match({ status: first.status, location: first.header('location') }, { status: 302, location: loops });
  const form = await get(lab, new URL(loops).pathname + new URL(loops).search);
  t.match(form.body, '<form action="/owa/auth.owa" method="POST">');
  t.match(form.body, 'value="https://owa.msxfaq.de/owa/"', 'the form remembers where one wanted to go');

  const wrong = await signIn(lab, 'MSXFAQ\\user2', 'wrong');
  t.match([wrong.status, wrong.header('location')], [302, /reason=2$/]);
  t.same(wrong.all('set-cookie'), []);
  const right = await signIn(lab, 'MSXFAQ\\user2', labPassword);
  t.match([right.status, right.header('location')], [302, owaPage]);
  t.match((await get(lab, '/owa/', cookiesOf(right))).body, 'user2@msxfaq.de');
  t.match((await get(lab, '/ecp', cookiesOf(right))).body, 'user2@msxfaq.de', 'ECP takes the same cookies');

  const forged = `cadata=${Buffer.from('admin@msxfaq.de').toString('base64url')}; ${cookiesOf(right).split('; ')[1]}`;
  t.equal((await get(lab, '/owa', forged)).status, 302, 'a cookie of somebody else’s name is no log-on');
  const elsewhere = await signIn(lab, 'user2@msxfaq.de', labPassword, 'https://evil.example/owa/');
  t.equal(elsewhere.header('location'), owaPage, 'the form sends nobody elsewhere');
  t.equal((await call(lab, { target: '/owa/' })).status, 405);
  t.same(events(lab, 1003), []);
});

t.test(
  'an expired certificate: the log-on loops with event 1003 until a new one is there and the pools are recycled',
  async (t) => {
    const lab = await oldLab(t, 'expired');
    lab.clock.advance(11 * 60 * 1000);
    const right = await signIn(lab, 'user2@msxfaq.de', labPassword);
    t.equal(right.header('location'), owaPage, 'the password is right');
    const back = await get(lab, '/owa/', cookiesOf(right));
    t.match([back.status, back.header('location')], [302, loops], 'and the browser stands before the form again');
    t.equal((await get(lab, '/owa/', cookiesOf(right))).status, 302);
    t.equal(events(lab, 1003).length, 1, 'a browser that loops does not fill the log');
    t.match(events(lab, 1003), [
      {
        source: 'MSExchange Front End HTTPS Proxy',
        log: 'Application',
        message: text1003,
        machineName: 'ex01.msxfaq.de',
      },
    ]);
    t.equal((await get(lab, '/ecp/', cookiesOf(right))).status, 302);
    t.equal(events(lab, 1003)[0]?.message, text1003.replace('[Owa]', '[Ecp]'));

    await recycle(lab);
    t.equal((await get(lab, '/owa/', cookiesOf(right))).status, 302, 'recycling alone mends nothing');
    lab.clock.advance(-day);
    t.equal((await get(lab, '/owa/', cookiesOf(right))).status, 302, 'a pool that once failed goes on failing');
    await recycle(lab);
    t.equal((await get(lab, '/owa/', cookiesOf(right))).status, 200);
  },
);

/** The organisation with the auth certificate of its servers changed. */
function withAuthCertificate(
  organization: Organization,
  change: (certificate: ServerCertificate) => readonly ServerCertificate[],
): Organization {
  const thumbprint = organization.authConfig.currentCertificateThumbprint;
  const servers = organization.servers.map((server): ExchangeServer => {
    const certificates = server.certificates.flatMap((one) => (one.thumbprint === thumbprint ? change(one) : [one]));
    return { ...server, certificates };
  });
  return { ...organization, servers };
}

const unusable: readonly (readonly [string, (organization: Organization) => Organization])[] = [
  ['missing on the server', (organization) => withAuthCertificate(organization, () => [])],
  [
    'there without its private key',
    (organization) => withAuthCertificate(organization, (one) => [{ ...one, hasPrivateKey: false }]),
  ],
  [
    'named by a thumbprint that nobody has',
    (organization) => ({
      ...organization,
      authConfig: { ...organization.authConfig, currentCertificateThumbprint: '0'.repeat(40) },
    }),
  ],
];
t.test('a certificate that can’t be used is as good as expired for a log-on', async (t) => {
  for (const [index, [what, change]] of unusable.entries()) {
    await t.test(what, async (t) => {
      const lab = await labs.start(`unusable${index}`, {}, change);
      t.teardown(() => lab.close());
      const right = await signIn(lab, 'user2@msxfaq.de', labPassword);
      t.equal((await get(lab, '/owa', cookiesOf(right))).header('location')?.includes('logon.aspx'), true);
      t.equal(events(lab, 1003).length, 1);
      t.same(events(lab, 4999), [], 'the pool of EWS does not crash');
    });
  }
});

t.test('pools are recycled one by one', async (t) => {
  let healthy: Organization | undefined;
  const lab = await labs.start('pools', {}, (organization) => {
    healthy = organization;
    return organization;
  });
  await lab.close();
  if (!healthy) throw new Error('The lab had no organisation.');
  let organization = withAuthCertificate(healthy, () => []);
  const [certificate = ''] = lab.ca.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []; // anything that lasts
  const worker = new WorkerProcess({
    organization: () => organization,
    certificates: () => new Map([[organization.authConfig.currentCertificateThumbprint, { certificate }]]),
    readMetadata: async () => ({ certificates: [] }),
    eventLog: new EventLog(systemClock),
    clock: systemClock,
    random: systemRandom,
    reload: 'interval',
  });
  const { owa, ecp } = worker.webLogon;
  const [data, signature] = owa.cookiesFor('user2@msxfaq.de');
  const both = () => [owa, ecp].map((site) => site.read(data, signature));
  const user = { user: 'user2@msxfaq.de' };
  t.same(both(), ['unreadable', 'unreadable']);
  organization = healthy;
  const trust = worker.trust;
  const steps: readonly (readonly [string, ReturnType<typeof both>])[] = [
    ['MSExchangeServicesAppPool', ['unreadable', 'unreadable']],
    ['msexchangeowaapppool', [user, 'unreadable']],
    ['MSExchangeECPAppPool', [user, user]],
  ];
  for (const [name, expected] of steps) {
    const pool = findApplicationPool(name);
    if (!pool) throw new Error(`There is no pool ${name}.`);
    worker.recyclePool(pool);
    t.same(both(), expected, name);
  }
  t.not(worker.trust, trust, 'and that of EWS has loaded its configuration anew');
  t.equal(findApplicationPool('DefaultAppPool'), undefined);
});

t.test('the pool of EWS crashes while the certificate is expired', async (t) => {
  const lab = await oldLab(t, 'crash');
  const ask = async () => {
    const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' });
    return (await call(lab, { token, headers: [['Content-Type', 'text/xml; charset=utf-8']], body: getFolder() }))
      .status;
  };
  t.equal(await ask(), 200);
  const pass = async (milliseconds: number) => {
    lab.clock.advance(milliseconds);
    await lab.clock.settled();
  };
  await pass(crashInterval);
  t.equal(await ask(), 200, 'the process has to run a while with the expired certificate');
  await pass(crashInterval);
  t.equal(await ask(), 503);
  t.match(events(lab, 4999), [
    {
      source: 'MSExchange Common',
      message:
        /^Watson report about to be sent for process id: \d+, with parameters: E12IIS, c-RTL-AMD64, 15\.02\.\d{4}\.\d{3}, w3wp#MSExchangeServicesAppPool, M\.Exchange\.Security, M\.E\.S\.O\.V1ProfileLocalTokenIssuer\.\.ctor, M\.E\.S\.OAuth\.OAuthTokenRequestFailedException, 6446-dumptidset, 15\.02\.\d{4}\.\d{3}\.$/,
    },
  ]);
  t.match(events(lab, 5011), [
    { log: 'System', source: 'Microsoft-Windows-WAS', message: /'MSExchangeServicesAppPool'/ },
  ]);
  t.equal((await get(lab, '/autodiscover/metadata/json/1')).status, 200, 'other pools go on');
  await pass(restartTime);
  t.equal(await ask(), 200, 'it is back');
  await pass(crashInterval);
  t.equal(await ask(), 503, 'until the next time');
  await recycle(lab);
  t.equal(await ask(), 200, 'iisreset brings it back at once');
  await pass(30 * day);
  t.ok(events(lab, 4999).length <= 3, 'a clock that jumps leaves no log full of crashes');
  lab.clock.set(lab.clock.now() - 60 * day);
  await pass(crashInterval);
  await pass(crashInterval);
  t.equal(await ask(), 200, 'and a certificate that is good again ends it');
});

t.test('PowerShell serialization needs the certificate too', async (t) => {
  const lab = await oldLab(t, 'serialization');
  const warnings = async () => (await lab.cmdlet('Get-ExchangeServer')).warnings;
  t.same(await warnings(), []);
  lab.clock.advance(11 * 60 * 1000);
  t.same(
    await warnings(),
    ['EX01', 'EX02'].map(
      (name) =>
        `[lab] ${name}: the auth certificate has expired, and PowerShell serialization payload signing needs it.`,
    ),
  );
  const without = unusable[1]?.[1];
  const keyless = await labs.start('keyless', {}, without);
  t.teardown(() => keyless.close());
  t.match((await keyless.cmdlet('Get-ExchangeServer', { Identity: 'EX02' })).warnings, [
    /EX02.*has no private key there/,
  ]);
  await lab.close();
  const old = await labs.start('exchange2013', { exchangeVersion: '2013' }, without);
  t.teardown(() => old.close());
  t.same((await old.cmdlet('Get-ExchangeServer')).warnings, [], 'Exchange 2013 never learned it');
});

t.test('the older variant: the Federation certificate is the auth certificate', async (t) => {
  const options = { dataDir: join(labs.directory, 'federation'), ...freePorts };
  const lab = await startLab({ ...options, authCertificate: 'federation' });
  t.teardown(() => lab.close());
  const { output } = await lab.cmdlet('Get-ExchangeCertificate', { Thumbprint: await current(lab) });
  const seen = {
    CertificateDomains: ['Federation'],
    Subject: 'CN=Federation',
    Issuer: 'CN=Federation',
    Services: 'SMTP',
  };
  const [certificate = {}] = output;
  t.match(
    { ...certificate, Services: String(certificate.Services) },
    { ...seen, IsSelfSigned: true, PublicKeySize: 2048 },
  );
  const test = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };
  t.equal((await lab.testOAuthConnectivity(test, { session: 'OnPremises' })).ResultType, 'Success', 'and it signs');
  const thumbprint = await current(lab);
  await lab.close();
  const again = await startLab({ ...options, authCertificate: 'auth' });
  t.teardown(() => again.close());
  t.equal(await current(again), thumbprint, 'keys that are there stay');
});
