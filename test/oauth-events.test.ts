import t from 'tap';
import { LabClock, systemClock } from '../src/clock.js';
import type { AuthServer, Organization } from '../src/directory/organization.js';
import { EventLog } from '../src/evidence/event-log.js';
import { AuthAdminMetadata } from '../src/exchange/auth-admin-metadata.js';
import { ConfigurationWatch } from '../src/exchange/configuration-watch.js';
import type { ServiceHostParts } from '../src/exchange/service-host-parts.js';
import type { Lab } from '../src/index.js';
import { issueAuthCertificate } from '../src/pki/lab-certificates.js';
import { base64DerOf, thumbprintOf } from '../src/pki/thumbprint.js';
import { systemRandom } from '../src/random.js';
import { lyncPartner, TestLabs } from './acceptance/labs.js';
import { ask, call, closeAgents } from './acceptance/wire.js';

// What the servers write into the Application log, each event by its cause, and not without it (facts/oauth-outbound-admin
// §3.9, facts/oauth-inbound §5).

const minute = 60 * 1000;
const hour = 60 * minute;
const labs = new TestLabs('oauth-events');
const stale = base64DerOf((await issueAuthCertificate({ clock: systemClock, random: systemRandom })).certificate);
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

const oauth = 'MSExchange OAuth';
const authAdmin = 'MSExchange AuthAdmin';
const toCloud = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };
const toPremises = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };

/** Events of a source as `id text`, the oldest first. */
async function written(lab: Lab, source: string): Promise<readonly string[]> {
  const { output } = await lab.cmdlet('Get-EventLog', { LogName: 'Application', Source: source });
  return output.map(({ EventID, Message }) => `${EventID} ${Message}`).toReversed();
}

/** Waits for an event that comes of work in the background. */
async function awaited(lab: Lab, eventId: number): Promise<string | undefined> {
  const deadline = systemClock.now() + 10_000;
  const find = () => lab.eventLog.list('Application').find((entry) => entry.eventId === eventId);
  while (!find() && systemClock.now() < deadline) await new Promise((done) => setTimeout(done, 10));
  return find()?.message;
}

const advance = (lab: Lab, milliseconds: number) => {
  lab.clock.advance(milliseconds);
  return lab.clock.settled();
};

async function judged(lab: Lab, order: Parameters<Lab['tokens']['issue']>[0] = { kind: 'actAsUser' }): Promise<string> {
  const { token } = lab.tokens.issue({ mailbox: 'user2@msxfaq.de', ...order });
  const answer = await ask(lab, token);
  return answer.header('x-ms-diagnostics')?.slice(0, 7) ?? String(answer.status);
}

const withAuthServers = (change: (server: AuthServer) => AuthServer) => (organization: Organization) => ({
  ...organization,
  authServers: organization.authServers.map(change),
});
const isAcs = ({ type }: AuthServer) => type === 'MicrosoftACS';
const changedAcs = (change: Partial<AuthServer>) =>
  withAuthServers((server) => (isAcs(server) ? { ...server, ...change } : server));
const nowhere = { authMetadataUrl: 'https://accounts.accesscontrol.windows.net/nowhere.example/metadata/json/1' };

t.test('a healthy lab writes none of these events, for days', async (t) => {
  const lab = await labs.start('well');
  for (const days of [0, 1, 1]) {
    await advance(lab, days * 24 * hour);
    t.match(await lab.testOAuthConnectivity(toCloud), { ResultType: 'Success' });
    t.match(await lab.testOAuthConnectivity(toPremises), { ResultType: 'Success' });
    t.equal(await judged(lab), '200');
    t.equal(await judged(lab, { kind: 'hma' }), '200');
    await lab.cmdlet('Get-LabFreeBusy', { TargetMailbox: 'user1@msxfaq.de', Mailbox: 'user2@msxfaq.de' });
  }
  await lab.cmdlet('Restart-Service', { Name: 'MSExchangeServiceHost' });
  await lab.cmdlet('iisreset');
  await judged(lab, { kind: 'actAsUser', actorClaims: { nbf: 1, exp: 2 } });
  await judged(lab, { kind: 'actAsUser', actorClaims: { aud: 'x' } });
  t.strictSame(lab.eventLog.list('Application'), [], 'refusals that are no failed signature are no event');
  t.strictSame(lab.eventLog.list('System'), []);
});

t.test('2001 comes after 90 minutes without Active Directory, and again after 90 more', async (t) => {
  const lab = await labs.start('down');
  await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Down' });
  await advance(lab, 89 * minute);
  t.strictSame(await written(lab, oauth), []);
  await advance(lab, minute);
  t.strictSame(await written(lab, oauth), [
    "2001 [lab] The OAuth configuration could not be loaded for 90 minutes: Active Directory can't be asked. What was loaded before still counts.",
  ]);
  await advance(lab, 60 * minute);
  t.equal((await written(lab, oauth)).length, 1);
  await advance(lab, 30 * minute);
  t.match((await written(lab, oauth)).at(-1), /^2001 .* for 180 minutes/);
  await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Up' });
  await advance(lab, 10 * hour);
  await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'DownAtRouting' });
  await advance(lab, 10 * hour);
  t.equal((await written(lab, oauth)).length, 2, 'a lost global catalog does not keep the configuration away');
});

t.test('how long it was not loaded is counted from the last success or a new process', async (t) => {
  const watch = new ConfigurationWatch(0);
  t.equal(watch.look(60 * minute, true), undefined);
  t.equal(watch.look(149 * minute, false), undefined);
  t.equal(watch.look(150 * minute, false), 90);
  watch.succeeded(160 * minute);
  t.equal(watch.look(240 * minute, false), undefined);
  t.equal(watch.look(100 * minute, false), undefined, 'a clock set back counts anew');
  t.equal(watch.look(190 * minute, false), 90);
});

t.test('2002 and 2003 come with a configuration whose issuers have no certificates', async (t) => {
  const unread: unknown[] = [];
  const lab = await labs.start('bare', { onDefect: (error) => unread.push(error) }, (organization) => {
    const bare = changedAcs({ ...nowhere, certificateStrings: [] })(organization);
    const [online] = bare.partnerApplications;
    if (!online) throw new Error('The lab has no partner application.');
    const off = { ...lyncPartner(online, []), name: 'off', enabled: false };
    return { ...bare, partnerApplications: [online, lyncPartner(online, []), off] };
  });
  t.match(unread, [{ problem: 'UnableToAccessMetadata' }]);
  t.strictSame(await written(lab, oauth), [], 'not before a configuration is loaded');
  t.equal(await judged(lab), '2000009', 'the issuer is unknown');
  const events = await written(lab, oauth);
  const acs = (await lab.cmdlet('Get-AuthServer')).output.find(({ Type }) => Type === 'MicrosoftACS')?.Name;
  t.strictSame(events, [
    "2002 [lab] The partner application 'Lync' has its own metadata and no certificates: it is no trusted issuer.",
    `2003 [lab] The auth server '${acs}' has no certificates: it is no trusted issuer, and the issuer of its tokens is unknown.`,
  ]);
  await judged(lab);
  t.equal((await written(lab, oauth)).length, 2);
  await advance(lab, 30 * minute);
  await judged(lab);
  t.equal((await written(lab, oauth)).length, 4, 'it is said with every loading');
});

t.test('2004 comes when a server wants to sign and has no certificate, or no key', async (t) => {
  const unusable = (change: 'missing' | 'noPrivateKey') => (organization: Organization) => ({
    ...organization,
    servers: organization.servers.map((server) => ({
      ...server,
      certificates: server.certificates.flatMap((one) => {
        if (one.thumbprint !== organization.authConfig.currentCertificateThumbprint) return [one];
        return change === 'missing' ? [] : [{ ...one, hasPrivateKey: false }];
      }),
    })),
  });
  for (const [problem, words] of [
    ['missing', 'is missing'],
    ['noPrivateKey', 'has no private key'],
  ] as const) {
    const lab = await labs.start(problem, {}, unusable(problem));
    await lab.testOAuthConnectivity(toPremises);
    t.strictSame(await written(lab, oauth), [], `${problem}: the cloud signs with its own`);
    t.match(await lab.testOAuthConnectivity(toCloud), { Detail: /Missing signing certificate\./ });
    const thumbprint = (await lab.cmdlet('Get-AuthConfig')).output[0]?.CurrentCertificateThumbprint;
    const text = `2004 [lab] The signing certificate with thumbprint '${thumbprint}' ${words} on this server: it can't ask for a token.`;
    t.strictSame(await written(lab, oauth), [text]);
    await lab.cmdlet('Get-LabFreeBusy', { TargetMailbox: 'user1@msxfaq.de', Mailbox: 'user2@msxfaq.de' });
    t.strictSame(await written(lab, oauth), [text, text], `${problem}: free/busy needs it as well`);
  }
  const lab = await labs.start('expired');
  await lab.cmdlet('Set-LabClock', { Advance: '2200.00:00:00' });
  t.match(await lab.testOAuthConnectivity(toCloud), { Detail: /Missing signing certificate\./ });
  t.strictSame(await written(lab, oauth), [], 'an expired one is there: event 24 speaks of it');
  t.match(await written(lab, 'MSExchange Web Services'), [/^24 /, /^24 /]);
});

t.test('2005 counts certificates that can’t be read; the others go on counting', async (t) => {
  const lab = await labs.start('unreadable', {}, (organization) =>
    withAuthServers((server) =>
      isAcs(server)
        ? { ...server, certificateStrings: [...server.certificateStrings, 'bm8gY2VydGlmaWNhdGU='] }
        : server,
    )(organization),
  );
  t.equal(await judged(lab), '200');
  const acs = (await lab.cmdlet('Get-AuthServer')).output.find(({ Type }) => Type === 'MicrosoftACS')?.Name;
  t.strictSame(await written(lab, oauth), [
    `2005 [lab] Cannot read certificates: 1 of the auth server '${acs}'. They don't count.`,
  ]);
});

t.test('2006 comes for a failed signature, once a minute for each issuer, whatever a client sends', async (t) => {
  const lab = await labs.start('forged');
  const forged = () => judged(lab, { kind: 'actAsUser', signWith: 'unknownKey' });
  await lab.testOAuthConnectivity({ ...toCloud }); // leaves something that must not be pushed out
  for (let count = 0; count < 30; count++) t.equal(await forged(), '2000000');
  const [acs, entra] = (await lab.cmdlet('Get-AuthServer')).output
    .toSorted((a) => (a.Type === 'MicrosoftACS' ? -1 : 1))
    .map(({ Name }) => Name);
  const text = (name: unknown) =>
    `2006 [lab] Cannot authenticate a token: no certificate known of the auth server '${name}' made its signature.`;
  t.strictSame(await written(lab, oauth), [text(acs)]);
  t.equal(await judged(lab, { kind: 'hma', signWith: 'unknownKey' }), '2000000');
  t.strictSame(await written(lab, oauth), [text(acs), text(entra)], 'of another issuer');
  await advance(lab, minute);
  await forged();
  await forged();
  t.strictSame(await written(lab, oauth), [text(acs), text(entra), text(acs)]);
  await judged(lab, { kind: 'selfIssued', signWith: 'unknownKey' });
  t.match((await written(lab, oauth)).at(-1), /^2006 .* of the organization 'MSXFAQ' itself made its signature\.$/);
  await lab.scenarios.reset();
  t.strictSame(await written(lab, oauth), []);
  await forged();
  t.equal((await written(lab, oauth)).length, 1, 'a lab put back to healthy hears of it at once');
});

t.test('2007 and 2008 come when the worker process has read metadata itself', async (t) => {
  const changed = await labs.start('changed', {}, changedAcs({ certificateStrings: [stale] }));
  t.equal(await judged(changed), '2000000');
  const thumbprints = (await changed.cmdlet('Get-AuthServer')).output.flatMap(({ Type, CertificateStrings }) =>
    Type === 'MicrosoftACS' ? [] : [thumbprintOf(Buffer.from(String((CertificateStrings as string[])[0]), 'base64'))],
  );
  t.match(
    await awaited(changed, 2008),
    `has new certificates: ${thumbprints.join()}. They count when the configuration is loaded again.`,
  );
  await judged(changed);
  await changed.close();
  t.equal(changed.eventLog.list('Application').filter(({ eventId }) => eventId === 2008).length, 1, 'new but once');

  const lost = await labs.start('lost', {}, changedAcs({ ...nowhere, certificateStrings: [stale] }));
  t.equal(await judged(lost), '2000000');
  t.match(
    await awaited(lost, 2007),
    /^\[lab\] The metadata of the auth server 'ACS - .*' could not be read: Cannot acquire auth metadata document from 'https:\/\/accounts\.accesscontrol\.windows\.net\/nowhere\.example\/metadata\/json\/1'\. Error: The remote server returned an error: \(\d{3}\)/,
  );
});

t.test('2009 comes when more than one auth server is the default authorization endpoint', async (t) => {
  const lab = await labs.start('endpoints');
  const entra = (await lab.cmdlet('Get-AuthServer')).output.find(({ Type }) => Type === 'AzureAD');
  const challenge = async () => {
    await lab.cmdlet('iisreset');
    const { header } = await call(lab, { headers: [['Authorization', 'Bearer']] });
    return header('www-authenticate')?.includes('authorization_uri');
  };
  await lab.cmdlet('Set-AuthServer', { Identity: String(entra?.Name), IsDefaultAuthorizationEndpoint: true });
  t.equal(await challenge(), true);
  t.strictSame(await written(lab, oauth), [], 'one is as it should be');
  await lab.cmdlet('New-AuthServer', {
    Name: 'second',
    Type: 'AzureAD',
    AuthMetadataUrl: String(entra?.AuthMetadataUrl),
  });
  await lab.cmdlet('Set-AuthServer', { Identity: 'second', IsDefaultAuthorizationEndpoint: true });
  t.equal(await challenge(), false);
  t.strictSame(await written(lab, oauth), [
    `2009 [lab] There is more than one default authorization endpoint: '${entra?.Name}', 'second'. The challenge names none.`,
  ]);
});

t.test(
  'the AuthAdmin servicelet reads metadata into the directory every 12 hours, and when its service restarts',
  async (t) => {
    const certificates = async (lab: Lab) =>
      (await lab.cmdlet('Get-AuthServer')).output.flatMap(({ CertificateStrings }) => CertificateStrings);
    const restarted = await labs.start(
      'restarted',
      {},
      withAuthServers((server) => ({ ...server, certificateStrings: [stale] })),
    );
    t.strictSame(await certificates(restarted), [stale, stale], 'not when the lab starts');
    await restarted.cmdlet('Restart-Service', { Name: 'MSExchangeServiceHost' });
    t.notOk((await certificates(restarted)).includes(stale));
    t.equal(await judged(restarted), '200');
    t.strictSame(await written(restarted, authAdmin), []);

    const waiting = await labs.start(
      'waiting',
      {},
      withAuthServers((server) => ({ ...server, certificateStrings: [stale] })),
    );
    await advance(waiting, 12 * hour - minute);
    t.strictSame(await certificates(waiting), [stale, stale]);
    await advance(waiting, minute);
    t.notOk((await certificates(waiting)).includes(stale));
  },
);

t.test('AuthAdmin 2010: metadata that can’t be reached is tried again after 15 minutes', async (t) => {
  const lab = await labs.start('forbidden');
  await lab.cmdlet('Set-LabWebProxy', { Rule: 'Forbid' });
  await lab.cmdlet('Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: 'http://proxy.msxfaq.de:8080' });
  await lab.cmdlet('Restart-Service', { Name: 'MSExchangeServiceHost' });
  const events = await written(lab, authAdmin);
  t.equal(events.length, 2, 'of both auth servers');
  t.match(
    events[0],
    /^2010 \[lab\] UnableToAccessMetadata: the metadata of the auth server '.*' is not taken over\. Cannot acquire auth metadata document from 'https:\/\/.*'\. Error: /,
  );
  await advance(lab, 14 * minute);
  t.equal((await written(lab, authAdmin)).length, 2);
  await advance(lab, minute);
  t.equal((await written(lab, authAdmin)).length, 4);
  await lab.cmdlet('Set-LabWebProxy', { Rule: 'Forward' });
  await advance(lab, 15 * minute);
  await advance(lab, 13 * hour);
  t.equal((await written(lab, authAdmin)).length, 4, 'reached again, nothing more is said');
});

t.test(
  'AuthAdmin 2008, 2009, 2011: a URL that is none, a document that is none, one without certificates',
  async (t) => {
    const pages: readonly (readonly [string, string, RegExp])[] = [
      ['no-url', '', /^2008 \[lab\] InvalidMetadataUrl: .* '' is no https or http URL\.$/],
      ['page', 'https://owa.msxfaq.de/owa/auth/logon.aspx', /^2009 \[lab\] CorruptMetadata: .* is no JSON$/],
      [
        'keyless',
        'https://owa.msxfaq.de/autodiscover/metadata/json/1',
        /^2011 \[lab\] InvalidCertificateList: .* has no signing key of type x509Certificate$/,
      ],
    ];
    for (const [name, authMetadataUrl, text] of pages) {
      const lab = await labs.start(name, {}, changedAcs({ authMetadataUrl }));
      const before = (await lab.cmdlet('Get-AuthServer')).output;
      if (name === 'keyless')
        await lab.cmdlet('Set-LabClock', { Advance: '2200.00:00:00' }); // Exchange publishes no expired key
      else await lab.cmdlet('Restart-Service', { Name: 'MSExchangeServiceHost' });
      t.match(await written(lab, authAdmin), [text], name);
      t.equal(
        lab.eventLog.list('Application').find(({ source }) => source === authAdmin)?.machineName,
        'ex01.msxfaq.de',
      );
      t.strictSame((await lab.cmdlet('Get-AuthServer')).output, before, `${name}: the directory keeps what it has`);
      await t.rejects(
        lab.cmdlet('Set-AuthServer', { Identity: String(before[0]?.Name), RefreshAuthMetadata: true }),
        /Invalid URL|Cannot acquire auth metadata document/,
        'the cmdlet tells its admin',
      );
      t.equal((await written(lab, authAdmin)).length, 1, `${name}: and not the event log`);
    }
  },
);

t.test('AuthAdmin 2012: certificates that are none', async (t) => {
  const clock = new LabClock({ now: () => 0 });
  const eventLog = new EventLog(clock);
  const server = {
    name: 'ACS',
    guid: 'g',
    enabled: true,
    authMetadataUrl: 'https://a.example/',
    certificateStrings: [stale],
  };
  const state = { organization: { authServers: [server, { ...server, enabled: false }], servers: [] } };
  const servicelet = new AuthAdminMetadata({
    state: { state, change: async () => t.fail('nothing is taken over') },
    eventLog,
    clock,
    readMetadata: async () => ({ certificates: [stale, 'bm8='] }),
  } as unknown as ServiceHostParts);
  await servicelet.refresh(0);
  t.match(eventLog.list('Application'), [
    {
      eventId: 2012,
      entryType: 'Error',
      message:
        "[lab] InvalidCertificates: the metadata of the auth server 'ACS' is not taken over. 1 of its 2 certificates can't be read.",
    },
  ]);
});

t.test('4002 comes when free/busy of the cloud can’t be had from EWS', async (t) => {
  const lab = await labs.start('availability');
  const lookUp = async () => {
    const [object] = (
      await lab.cmdlet('Get-LabFreeBusy', { TargetMailbox: 'user1@msxfaq.de', Mailbox: 'user2@msxfaq.de' })
    ).output;
    return object?.Error;
  };
  t.equal(await lookUp(), null);
  t.strictSame(await written(lab, 'MSExchange Availability'), []);
  await lab.cmdlet('Set-OrganizationConfig', { EwsEnabled: false }, { session: 'Cloud' });
  const error = await lookUp();
  t.match(error, /^Proxy web request failed\. , inner exception: The request failed with HTTP status 403/);
  const [event = ''] = await written(lab, 'MSExchange Availability');
  t.equal(
    event.replace(/^4002 Process \d+:/, ''),
    ` Proxy request CrossForest from Requester:user2@msxfaq.de to https://outlook.office365.com/ews/Exchange.asmx failed. Caller SIDs: . The exception returned is Microsoft.Exchange.InfoWorker.Common.Availability.ProxyWebRequestProcessingException: ${error}`,
  );
  await lab.cmdlet(
    'Get-LabFreeBusy',
    { TargetMailbox: 'user2@msxfaq.de', Mailbox: 'user1@msxfaq.de' },
    { session: 'Cloud' },
  );
  t.equal((await written(lab, 'MSExchange Availability')).length, 1, 'the cloud has no event log here');
});
