import { setTimeout } from 'node:timers/promises';
import t, { type Test } from 'tap';
import type { TokenOrder } from '../src/tokens/token-order.js';
import { TestLabs } from './acceptance/labs.js';
import { type Answer, ask, call, closeAgents, getFolder } from './acceptance/wire.js';

// What the cmdlets of the directory do to tokens that come in, and to requests that go out.

const labs = new TestLabs('directory-effects');
const lab = await labs.start('lab', { configurationReload: 'immediate' });
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(async () => {
  t.same(labs.defects, [], 'the lab reports no mistake of its own');
  await lab.scenarios.reset();
});

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const run = async (name: string, parameters = {}, session: 'OnPremises' | 'Cloud' = 'OnPremises') =>
  (await lab.cmdlet(name, parameters, { session })).output;
const send = (order: TokenOrder) => ask(lab, lab.tokens.issue(order).token);
const asUser2 = () => send({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' });
const words = (answer: Answer) => answer.header('x-ms-diagnostics') ?? `${answer.status} without diagnostics`;

function letIn(t: Test, answer: Answer, what = 'let in'): void {
  t.equal(answer.status, 200, `${what}: ${words(answer)}`);
  t.match(answer.body, '<m:ResponseCode>NoError</m:ResponseCode>', what);
}

const unknownUser = /^2000005;reason="The user specified by the user-context in the token does not exist\."/;
const ambiguous = /^2000005;reason="The user specified by the user-context in the token is ambiguous\."/;

t.test('a partner application that is disabled or gone is unknown, until it is back', async (t) => {
  letIn(t, await asUser2());
  const [online] = await run('Get-PartnerApplication');
  t.match(online, { ApplicationIdentifier: exchange, Realm: '' }, 'what the published line looks for');
  await run('Set-PartnerApplication', { Identity: online?.Identity, Enabled: false });
  t.match(words(await asUser2()), /^2000006;reason="The Application Identifier '00000002-.*' is unknown\."/);
  await run('Set-PartnerApplication', { Identity: online?.Identity, Enabled: true });
  letIn(t, await asUser2());
  await run('Remove-PartnerApplication', { Identity: 'Exchange Online', Confirm: false });
  t.match(words(await asUser2()), /^2000006;/);
  await run('New-PartnerApplication', {
    Name: 'Exchange Online',
    ApplicationIdentifier: exchange,
    LinkedAccount: 'Exchange Online-ApplicationAccount',
  });
  letIn(t, await asUser2(), 'registered anew');
});

t.test('realm and SID of a partner application are looked at as they are set', async (t) => {
  const Identity = 'Exchange Online';
  await run('Set-PartnerApplication', { Identity, Realm: 'contoso.com' });
  t.match(words(await asUser2()), /^2000006;/, "another realm than the issuer's");
  await run('Set-PartnerApplication', { Identity, Realm: lab.tenantId });
  letIn(t, await asUser2());
  const claims = { nii: 'urn:office:idp:activedirectory', nameid: 'S-1-5-21-1-1-1-1' };
  const withSid = () => send({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de', claims });
  letIn(t, await withSid(), 'a SID is not looked at');
  await run('Set-PartnerApplication', { Identity, AcceptSecurityIdentifierInformation: true });
  t.match(words(await withSid()), "The MasterAccountSid doesn't match the SID claim.");
});

t.test('a partner application counts from the next load of the configuration', async (t) => {
  const slow = await labs.start('slow');
  const token = slow.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
  letIn(t, await ask(slow, token));
  const { warnings } = await slow.cmdlet('Set-PartnerApplication', { Identity: 'Exchange Online', Enabled: false });
  t.match(warnings?.join(), /^\[lab\] takes effect after /);
  letIn(t, await ask(slow, token), 'not yet');
  await slow.cmdlet('iisreset');
  t.match(words(await ask(slow, token)), /^2000006;/);
});

t.test('roles of the linked account are what a partner application may do', async (t) => {
  const appOnly = () => send({ kind: 'appOnly' });
  const without =
    /<faultstring [^>]*>The application is missing a linked account for RBAC roles, or the linked account has no RBAC role assignments, or the calling users account is logon disabled\.</;
  const refused = async (t: Test, what: string, text: RegExp) => {
    const answer = await asUser2();
    t.same([answer.status, answer.header('x-ms-diagnostics')], [500, undefined], what);
    t.match(answer.body, 'a:ErrorAccessDenied</faultcode>');
    t.match(answer.body, text, what);
  };
  await t.test('an application without linked account', async (t) => {
    await run('Set-PartnerApplication', { Identity: 'Exchange Online', LinkedAccount: '$null' });
    t.match(await run('Get-PartnerApplication'), [{ LinkedAccount: null }]);
    await refused(t, 'no account', without);
    await run('Set-PartnerApplication', {
      Identity: 'Exchange Online',
      LinkedAccount: 'Exchange Online-ApplicationAccount',
    });
    letIn(t, await asUser2());
  });
  await t.test('UserApplication is what a call for a user needs', async (t) => {
    await run('Remove-ManagementRoleAssignment', { Identity: 'UserApplication-*', Confirm: false });
    await refused(
      t,
      'UserApplication is missing',
      /The linked account configured for this application is missing the UserApplication role assignment\.</,
    );
    t.match(
      (await appOnly()).body,
      'ExchangeImpersonation SOAP header must be present',
      'an application alone is let in',
    );
  });
  await t.test('no role at all', async (t) => {
    for (const { Identity } of await run('Get-ManagementRoleAssignment')) {
      await run('Remove-ManagementRoleAssignment', { Identity, Confirm: false });
    }
    await refused(t, 'no roles', without);
    t.match((await appOnly()).body, without, 'neither has an application alone');
    t.match(
      await run('New-ManagementRoleAssignment', {
        Role: 'UserApplication',
        User: 'Exchange Online-ApplicationAccount',
      }),
      [{ Name: 'UserApplication-Exchange Online-ApplicationAccount' }],
    );
    letIn(t, await asUser2(), 'assigned anew');
  });
  await t.test('the roles of a user count as well, if he is the linked account', async (t) => {
    await run('Set-PartnerApplication', { Identity: 'Exchange Online', LinkedAccount: 'admin' });
    t.match(await run('Get-PartnerApplication'), [{ LinkedAccount: 'msxfaq.de/Users/admin' }]);
    await refused(t, 'he has none', without);
    await run('New-ManagementRoleAssignment', { Name: 'Of admin', Role: 'UserApplication', User: 'admin' });
    letIn(t, await asUser2());
  });
  await t.test('an account that is deleted is a dangling link: 403', async (t) => {
    await lab.scenarios.reset();
    await run('Remove-ADUser', { Identity: 'Exchange Online-ApplicationAccount', Confirm: false });
    const answer = await asUser2();
    t.same(
      [answer.status, answer.statusText],
      [
        403,
        'The OAuth partner application "Exchange Online" links to an invalid service account "msxfaq.de/Users/Exchange Online-ApplicationAccount".',
      ],
    );
    await t.rejects(run('Get-User', { Identity: 'Exchange Online-ApplicationAccount' }), {
      name: 'CmdletError',
      category: 'ObjectNotFound',
    });
  });
});

t.test('an accepted domain is a realm that tokens may name', async (t) => {
  const own = `${exchange}@msxfaq.de`;
  const toRealm = (realm: string) =>
    send({
      kind: 'actAsUser',
      mailbox: 'user2@msxfaq.de',
      signWith: 'authCertificate',
      claims: { iss: own },
      actorClaims: { iss: own, nameid: own, aud: `${exchange}/owa.msxfaq.de@${realm}` },
    });
  const unknownRealm = /^2000004;reason="The tenant for tenant guid '(sub\.)?fabrikam\.com' does not exist\."/;
  letIn(t, await toRealm('msxfaq.de'));
  t.match(words(await toRealm('fabrikam.com')), unknownRealm);
  await run('New-AcceptedDomain', { Name: 'All', DomainName: '*.fabrikam.com' });
  t.match(words(await toRealm('sub.fabrikam.com')), unknownRealm, 'a wildcard does not match');
  await run('New-AcceptedDomain', { Name: 'Fabrikam', DomainName: 'fabrikam.com' });
  letIn(t, await toRealm('fabrikam.com'));
  await run('Remove-AcceptedDomain', { Identity: 'Fabrikam', Confirm: false });
  t.match(words(await toRealm('fabrikam.com')), unknownRealm);
  await run('Set-AcceptedDomain', { Identity: 'msxfaq.mail.onmicrosoft.com', MakeDefault: true });
  const document = await call(lab, { method: 'GET', target: '/autodiscover/metadata/json/1' });
  t.match(JSON.parse(document.body), {
    realm: 'msxfaq.mail.onmicrosoft.com',
    issuer: `${exchange}@msxfaq.mail.onmicrosoft.com`,
  });
});

t.test('a mailbox that is made is found by a token and by a password, one that is removed is not', async (t) => {
  const asFred = () => send({ kind: 'actAsUser', mailbox: 'fred@msxfaq.de' });
  await run('New-Mailbox', { Name: 'Fred', UserPrincipalName: 'fred@msxfaq.de', Password: 'S3cret' });
  letIn(t, await asFred());
  await run('Set-WebServicesVirtualDirectory', { Identity: 'EX01\\EWS (Default Web Site)', BasicAuthentication: true });
  const logOn = (password: string) =>
    call(lab, {
      headers: [
        ['Content-Type', 'text/xml'],
        ['Authorization', `Basic ${Buffer.from(`MSXFAQ\\fred:${password}`).toString('base64')}`],
      ],
      body: getFolder(),
    });
  letIn(t, await logOn('S3cret'), 'logged on');
  t.equal((await logOn('secret')).status, 401);
  const token = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'fred@msxfaq.de' }).token;
  await run('Remove-Mailbox', { Identity: 'fred', Confirm: false });
  t.match(words(await ask(lab, token)), unknownUser);
  t.equal((await logOn('S3cret')).status, 401, 'his account is gone too');
});

t.test('addresses are what a user is looked up by', async (t) => {
  const token = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
  const asBefore = () => ask(lab, token);
  await t.test('a changed mailbox is found by what the token still has right', async (t) => {
    await run('Set-Mailbox', { Identity: 'user2', UserPrincipalName: 'other@msxfaq.de' });
    letIn(t, await asBefore(), 'the SMTP address is the same');
    await run('Set-Mailbox', { Identity: 'user2', EmailAddresses: 'SMTP:other@msxfaq.de,smtp:user2@msxfaq.de' });
    t.match(words(await asBefore()), unknownUser, 'a secondary address does not count');
    await run('Set-Mailbox', { Identity: 'other@msxfaq.de', PrimarySmtpAddress: 'user2@msxfaq.de' });
    letIn(t, await asBefore());
    await lab.scenarios.reset();
  });
  await t.test('an address that two have makes them ambiguous', async (t) => {
    for (const address of ['sip:user2@msxfaq.de', 'SMTP:user2@msxfaq.de']) {
      await run('Set-ADUser', { Identity: 'admin', Add: { proxyAddresses: address } });
      t.match(words(await asBefore()), ambiguous, address);
      await run('Set-ADUser', { Identity: 'admin', Remove: { proxyAddresses: [address] } });
      letIn(t, await asBefore(), 'cleaned up');
    }
    await run('Set-ADUser', { Identity: 'admin', Replace: { proxyAddresses: ['SMTP:user2@msxfaq.de'] } });
    t.match(words(await asBefore()), ambiguous, 'his only address');
    await lab.scenarios.reset();
  });
  await t.test('who was looked up before is found as he was for 15 minutes, and the cmdlet says so', async (t) => {
    const slow = await labs.start('slow lookup');
    const old = slow.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
    letIn(t, await ask(slow, old));
    const { warnings } = await slow.cmdlet('Set-ADUser', {
      Identity: 'admin',
      Add: { proxyAddresses: 'sip:user2@msxfaq.de' },
    });
    t.match(warnings?.join(), /^\[lab\] users that were looked up before .* 15 minutes; iisreset ends that at once\.$/);
    letIn(t, await ask(slow, old), 'not yet');
    slow.clock.advance(15 * 60_000);
    t.match(words(await ask(slow, old)), ambiguous);
    const removed = await slow.cmdlet('Remove-ADUser', { Identity: 'admin', Confirm: false });
    t.match(removed.warnings?.join(), /15 minutes/);
    t.match(words(await ask(slow, old)), ambiguous, 'not yet');
    await slow.cmdlet('iisreset');
    letIn(t, await ask(slow, old));
    await t.rejects(slow.cmdlet('Get-User', { Identity: 'admin' }), {
      name: 'CmdletError',
      category: 'ObjectNotFound',
    });
  });
  await t.test('a mailbox without UPN asks for no token', async (t) => {
    const test = async () => {
      const parameters = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2' };
      return (await run('Test-OAuthConnectivity', parameters))[0];
    };
    await run('Set-ADUser', { Identity: 'user2', Clear: 'userPrincipalName' });
    t.match(await run('Get-Mailbox', { Identity: 'user2' }), [{ UserPrincipalName: null }]);
    const broken = await test();
    t.equal(broken?.ResultType, 'Error');
    t.match(
      broken?.Detail,
      "The UserPrincipalName property was missing on the mailbox object and couldn't be added to the user context in the token.",
    );
    await run('Set-Mailbox', { Identity: 'user2', UserPrincipalName: 'user2@msxfaq.de' });
    t.match(await test(), { ResultType: 'Success' });
  });
});

t.test('a partner without auth server is read by its metadata document, over the network', async (t) => {
  // The organisation's own document stands for a partner's: signing keys, and no endpoint that issues tokens.
  const url = 'https://owa.msxfaq.de/autodiscover/metadata/json/1';
  const [partner] = await run('New-PartnerApplication', {
    Name: 'Branch',
    AuthMetadataUrl: url,
    LinkedAccount: 'Exchange Online-ApplicationAccount',
    Enabled: false,
  });
  const document = JSON.parse((await call(lab, { method: 'GET', target: '/autodiscover/metadata/json/1' })).body);
  t.match(partner, {
    ApplicationIdentifier: exchange,
    Realm: 'msxfaq.de',
    UseAuthServer: false,
    AuthMetadataUrl: url,
    CertificateStrings: [document.keys[0].keyvalue.value],
    Enabled: false,
  });
  await run('Set-AcceptedDomain', { Identity: 'msxfaq.mail.onmicrosoft.com', MakeDefault: true });
  t.match(await run('Get-PartnerApplication', { Identity: 'Branch' }), [{ Realm: 'msxfaq.de' }], 'not read by itself');
  await run('Set-PartnerApplication', { Identity: 'Branch', RefreshAuthMetadata: true });
  t.match(await run('Get-PartnerApplication', { Identity: 'Branch' }), [
    { Realm: 'msxfaq.mail.onmicrosoft.com', Enabled: false },
  ]);
  await run('Set-PartnerApplication', { Identity: 'Branch', AuthMetadataUrl: url, Enabled: true });
  const challenge = (await call(lab, { headers: [['Authorization', 'Bearer']] })).header('www-authenticate');
  t.match(
    challenge,
    `trusted_issuers="00000001-0000-0000-c000-000000000000@${lab.tenantId},${exchange}@msxfaq.mail.onmicrosoft.com"`,
  );
});

t.test('a user whose policy blocks Modern Authentication is told so when he asks', async (t) => {
  const probe = async (identity: string, target?: string) =>
    words(
      await call(lab, {
        headers: [
          ['Authorization', 'Bearer'],
          ['X-User-Identity', identity],
        ],
        ...(target === undefined ? {} : { target }),
      }),
    );
  const blocked = /^4000000;reason="Flighting is not enabled for domain 'msxfaq\.de'\."/;
  const offered = '401 without diagnostics';
  await run('New-AuthenticationPolicy', { Name: 'No HMA', BlockModernAuthWebServices: true });
  t.equal(await probe('user2@msxfaq.de'), offered, 'nobody has it');
  await run('Set-User', { Identity: 'user2', AuthenticationPolicy: 'No HMA' });
  t.match(await probe('user2@msxfaq.de'), blocked);
  t.equal(await probe('admin@msxfaq.de'), offered);
  t.equal(await probe('user2@msxfaq.de', '/autodiscover/autodiscover.svc'), offered, 'another protocol');
  await run('Set-AuthenticationPolicy', {
    Identity: 'No HMA',
    BlockModernAuthWebServices: false,
    BlockModernAuthAutodiscover: true,
  });
  t.equal(await probe('user2@msxfaq.de'), offered);
  t.match(await probe('user2@msxfaq.de', '/autodiscover/autodiscover.svc'), blocked);
});

t.test('what a server asks for outside goes through its web proxy', async (t) => {
  const proxy = 'http://proxy.msxfaq.de:8080';
  const line = 'Information:Using custom InternetWebProxy http://proxy.msxfaq.de:8080/.';
  const test = async (target = 'https://outlook.office365.com') => {
    const parameters = { Service: 'EWS', TargetUri: target, Mailbox: 'user2' };
    const [result] = await run('Test-OAuthConnectivity', parameters);
    return { type: result?.ResultType, lines: String(result?.Detail).split('\n') };
  };
  const exception = ({ lines }: { lines: readonly string[] }) => lines.slice(lines.indexOf('Exception:') + 1);
  await t.test('one that lets everything out', async (t) => {
    await run('Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: proxy });
    t.match(await run('Get-ExchangeServer', { Identity: 'ex01' }), [{ InternetWebProxy: `${proxy}/` }]);
    for (const target of ['https://outlook.office365.com', 'http://owa.msxfaq.de']) {
      const { type, lines } = await test(target);
      t.equal(type, 'Success', target);
      t.match(lines[3], /^Client request ID: /);
      t.equal(lines[4], line, 'the first line of the log');
    }
    const url = 'https://login.windows.net/msxfaq.onmicrosoft.com/federationmetadata/2007-06/federationmetadata.xml';
    t.match(await run('New-AuthServer', { Name: 'x', Type: 'AzureAD', AuthMetadataUrl: url }), [{ Name: 'x' }]);
  });
  await t.test('one that forbids it: 403 in GetRequestStream', async (t) => {
    await run('Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: proxy });
    await run('Set-LabWebProxy', { Rule: 'forbid' });
    const refused = await test();
    t.equal(refused.type, 'Error');
    t.equal(refused.lines[4], line);
    t.same(exception(refused).slice(0, 3), [
      'System.Net.WebException: The remote server returned an error: (403) Forbidden.',
      '   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)',
      '   at System.Net.HttpWebRequest.GetRequestStream()',
    ]);
    t.match(exception(await test('http://owa.msxfaq.de'))[0], '(403) Forbidden.');
    const url = 'https://accounts.accesscontrol.windows.net/msxfaq.de/metadata/json/1';
    await t.rejects(run('New-AuthServer', { Name: 'y', AuthMetadataUrl: url }), {
      category: 'ConnectionError',
      message:
        /^Cannot acquire auth metadata document from .* Error: The remote server returned an error: \(403\) Forbidden\.$/,
    });
    t.match(
      await run('Get-LabFreeBusy', { TargetMailbox: 'user1', Mailbox: 'user2' }),
      [{ ResultType: 'Error', Error: /The remote server returned an error: \(403\) Forbidden\./ }],
      'free/busy goes there too',
    );
    const cloud = { Service: 'EWS', TargetUri: 'https://owa.msxfaq.de', Mailbox: 'user1' };
    t.match(await run('Test-OAuthConnectivity', cloud, 'Cloud'), [{ ResultType: 'Success' }], 'the cloud has none');
    const ex02 = await lab.cmdlet(
      'Test-OAuthConnectivity',
      { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2' },
      { session: 'OnPremises', server: 'EX02' },
    );
    t.match(ex02.output, [{ ResultType: 'Success' }], 'nor has the other server');
    await run('Set-LabWebProxy', { Rule: 'Forward' });
    t.equal((await test()).type, 'Success');
  });
  await t.test('the servers read the metadata of auth servers through it as well', async (t) => {
    const badSignature = () => send({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de', signWith: 'unknownKey' });
    const readings = () =>
      lab.transactions.list().filter(({ request }) => /\/metadata\/json\/1$/.test(request.url)).length;
    await run('Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: proxy });
    await run('Set-LabWebProxy', { Rule: 'Forbid' });
    const before = readings();
    t.match(words(await badSignature()), /^2000000;/, 'a failed signature is a reason to read');
    const hasFailed = () => lab.eventLog.list('Application').some(({ eventId }) => eventId === 2007);
    while (!hasFailed()) await setTimeout(5); // what is read in the background may begin after the answer
    await run('Set-LabWebProxy', { Rule: 'Forward' });
    await run('iisreset');
    await badSignature();
    while (readings() === before) await setTimeout(5);
    t.equal(readings(), before + 1, 'the first one did not get out');
  });
  await t.test('a target that the proxy does not find, and a proxy that nobody finds', async (t) => {
    await run('Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: proxy });
    t.match(
      exception(await test('https://nowhere.example'))[0],
      'The remote server returned an error: (502) Bad Gateway.',
    );
    t.match(exception(await test('http://nowhere.example'))[0], '(502) Bad Gateway.');
    await run('Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: 'http://noproxy.msxfaq.de:8080' });
    t.match(exception(await test())[0], "The remote name could not be resolved: 'noproxy.msxfaq.de'");
    await run('Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: 'http://proxy.msxfaq.de:81' });
    t.match(exception(await test())[0], 'Unable to connect to the remote server');
    await run('Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: '$null' });
    const { type, lines } = await test();
    t.equal(type, 'Success');
    t.notOk(lines.some((text) => text.includes('InternetWebProxy')));
  });
});

t.test('free/busy goes by connectors and by the permission of the calendar', async (t) => {
  const look = async () => {
    const parameters = { TargetMailbox: 'user2@msxfaq.de', Mailbox: 'user1@msxfaq.de' };
    return (await run('Get-LabFreeBusy', parameters, 'Cloud'))[0];
  };
  t.match(await look(), { ResultType: 'Success', Url: 'https://owa.msxfaq.de/ews/Exchange.asmx' });
  const calendar = { Identity: 'user2:\\Calendar', User: 'Default' };
  await run('Set-MailboxFolderPermission', { ...calendar, AccessRights: 'None' });
  t.match(await look(), {
    ResultType: 'Error',
    Error:
      'Microsoft.Exchange.InfoWorker.Common.Availability.NoFreeBusyAccessException: The caller does not have access to free/busy data.',
  });
  await run('Set-MailboxFolderPermission', { ...calendar, AccessRights: 'AvailabilityOnly' });
  t.match(await look(), { ResultType: 'Success' });
  const [connector] = await run('Get-IntraOrganizationConnector', {}, 'Cloud');
  const { Identity } = connector ?? {};
  const sharing = 'https://hybrid.msxfaq.de/ews/exchange.asmx';
  await run('Set-IntraOrganizationConnector', { Identity, TargetSharingEpr: sharing }, 'Cloud');
  t.match(await look(), { ResultType: 'Success', Url: sharing }, 'EWS without Autodiscover');
  await run('Set-IntraOrganizationConnector', { Identity, TargetSharingEpr: '$null', Enabled: false }, 'Cloud');
  await t.rejects(look(), {
    message: /No enabled IntraOrganizationConnector has the domain msxfaq\.de, so Exchange uses DAuth/,
  });
  const [relationship] = await run('Get-OrganizationRelationship', {}, 'Cloud');
  await run('Set-OrganizationRelationship', { Identity: relationship?.Identity, Enabled: false }, 'Cloud');
  await t.rejects(look(), {
    message: 'Configuration information for forest/domain msxfaq.de could not be found in Active Directory.',
  });
  const make = { Name: 'New one', TargetAddressDomains: 'msxfaq.de', DiscoveryEndpoint: connector?.DiscoveryEndpoint };
  await run('New-IntraOrganizationConnector', make, 'Cloud');
  t.match(await look(), { ResultType: 'Success' });
});
