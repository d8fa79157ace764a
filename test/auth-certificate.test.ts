import t, { type Test } from 'tap';
import type { Organization } from '../src/directory/organization.js';
import type { Lab } from '../src/index.js';
import { TestLabs } from './acceptance/labs.js';
import { call, ewsTarget, getFolder } from './acceptance/wire.js';

/** The life of the auth certificate: what each state does to signing, to validation and to the metadata document. */

const labs = new TestLabs('auth-certificate');
t.teardown(() => labs.close());

const hour = 60 * 60 * 1000;
const fiveYears = 5 * 366 * 24 * hour;

interface Certificate {
  readonly Thumbprint: string;
  readonly [property: string]: unknown;
}

async function run(lab: Lab, name: string, parameters: object = {}, answers: readonly string[] = []) {
  const { output } = await lab.cmdlet(name, { ...parameters }, { answers });
  return output[0] as unknown as Certificate;
}

/** As published, the question about SMTP answered by No. */
async function makeCertificate(lab: Lab, parameters: object = {}): Promise<string> {
  const wish = {
    KeySize: 2048,
    PrivateKeyExportable: true,
    SubjectName: 'cn=Microsoft Exchange Server Auth Certificate',
    FriendlyName: 'Microsoft Exchange Server Auth Certificate',
    DomainName: '@()',
    ...parameters,
  };
  return (await run(lab, 'New-ExchangeCertificate', wish, ['N'])).Thumbprint;
}

function inHours(lab: Lab, hours: number): Date {
  return new Date(lab.clock.now() + hours * hour);
}

function setNext(lab: Lab, thumbprint: string, hours: number, more: object = {}) {
  const parameters = {
    NewCertificateThumbprint: thumbprint,
    NewCertificateEffectiveDate: inHours(lab, hours),
    ...more,
  };
  return lab.cmdlet('Set-AuthConfig', parameters);
}

/** Current, previous and next thumbprint. */
async function states(lab: Lab) {
  const config = await run(lab, 'Get-AuthConfig');
  return [config.CurrentCertificateThumbprint, config.PreviousCertificateThumbprint, config.NextCertificateThumbprint];
}

/** Thumbprints of the keys in Exchange's metadata document, as it comes over HTTP. */
async function published(lab: Lab): Promise<readonly string[]> {
  const answer = await call(lab, { method: 'GET', target: '/autodiscover/metadata/json/1' });
  const { keys } = JSON.parse(answer.body) as {
    readonly keys: readonly { readonly keyinfo: { readonly x5t: string } }[];
  };
  return keys.map(({ keyinfo }) => Buffer.from(keyinfo.x5t, 'base64url').toString('hex').toUpperCase());
}

/** A call with a token that the organisation signs itself. */
const ownToken = (lab: Lab) => lab.tokens.issue({ kind: 'selfIssued' }).token;
/** Behind the door, EWS misses a user in such a token and answers with a fault; at the door it is a 401. */
async function isLetIn(lab: Lab, token: string): Promise<boolean> {
  const headers = [['Content-Type', 'text/xml']] as const;
  const { status } = await call(lab, { target: ewsTarget, token, body: getFolder(), headers });
  return status !== 401;
}

/** Detail and result of Test-OAuthConnectivity on the way to the cloud. */
async function outbound(lab: Lab, server = 'EX01') {
  const parameters = {
    Service: 'EWS',
    TargetUri: 'https://outlook.office365.com/ews/exchange.asmx',
    Mailbox: 'user2@msxfaq.de',
    ReloadConfig: true,
  };
  const { output } = await lab.cmdlet('Test-OAuthConnectivity', parameters, { session: 'OnPremises', server });
  const [{ ResultType, Detail } = {}] = output;
  return { result: ResultType, detail: String(Detail) };
}

t.test(
  'a planned renewal: next, the servicelet when its date is reached, and what each state is good for',
  async (t) => {
    const lab = await labs.start('planned', { configurationReload: 'immediate' });
    const [first] = await states(lab);
    const made = await makeCertificate(lab);
    const { warnings } = await setNext(lab, made, 49);
    t.strictSame(warnings, [], 'nothing is asked, nothing waits');
    t.strictSame(await states(lab), [first, null, made]);
    t.strictSame(await published(lab), [first], 'the next one is not published');
    t.match(await run(lab, 'Get-ExchangeCertificate', { Thumbprint: made, Server: 'EX02' }), {
      HasPrivateKey: true,
      Services: 'SMTP',
      FriendlyName: 'Microsoft Exchange Server Auth Certificate',
    });
    t.match(await outbound(lab), { result: 'Success' });

    const before = lab.clock.now();
    await run(lab, 'Set-LabClock', { Advance: '2.00:30:00' });
    t.strictSame(await states(lab), [first, null, made], 'not before its date');
    await run(lab, 'Set-LabClock', { Advance: '30.00:00:00' });
    t.strictSame(await states(lab), [made, first, null]);
    const event = await run(lab, 'Get-EventLog', { LogName: 'Application', Source: 'MSExchange AuthAdmin' });
    t.match(event, {
      EventID: 2014,
      InstanceId: 2014,
      EntryType: 'Information',
      MachineName: 'ex01.msxfaq.de',
      Message: `The current signing certificate for Exchange has been updated to certificate with thumbprint ${made}.`,
    });
    const due = (event.TimeGenerated as unknown as Date).getTime();
    t.ok(
      due >= before + 49 * hour && due <= before + 61 * hour,
      'at the moment that was due, not when the clock got there',
    );
    t.strictSame((await run(lab, 'Get-AuthConfig')).WhenChanged, event.TimeGenerated);
    t.strictSame(await published(lab), [made, first]);
    t.match(
      (await outbound(lab)).detail,
      /AADSTS50012|50012/,
      'signed with the new key, which the cloud does not know',
    );

    await lab.cmdlet('Set-AuthConfig', { ClearPreviousCertificate: true });
    t.strictSame(await states(lab), [made, null, null]);
    t.strictSame(await published(lab), [made]);
  },
);

t.test('tokens of the organisation itself are good while their key is current, previous or next', async (t) => {
  const lab = await labs.start('own-tokens', { configurationReload: 'immediate' });
  const [first = ''] = (await states(lab)) as string[];
  const made = await makeCertificate(lab);
  const byFirst = ownToken(lab);
  t.equal(await isLetIn(lab, byFirst), true, 'current');
  await lab.cmdlet('Set-AuthConfig', { CertificateThumbprint: made });
  t.strictSame(await states(lab), [made, null, null], 'current at once, nothing becomes previous');
  const byMade = ownToken(lab);
  t.equal(await isLetIn(lab, byMade), true, 'current');
  t.equal(await isLetIn(lab, byFirst), false, 'neither');
  await setNext(lab, first, 0, { Force: true });
  t.equal(await isLetIn(lab, byFirst), true, 'next');
  await lab.cmdlet('Set-AuthConfig', { PublishCertificate: true, ClearPreviousCertificate: true });
  t.strictSame(await states(lab), [first, null, null], 'both at once');
  t.equal(await isLetIn(lab, byMade), false, 'forgotten');
  await setNext(lab, made, 0, { Force: true });
  await lab.cmdlet('Set-AuthConfig', { PublishCertificate: true });
  t.equal(await isLetIn(lab, byFirst), true, 'previous');
  await lab.cmdlet('Remove-ExchangeCertificate', { Thumbprint: first, Confirm: false });
  t.equal(await isLetIn(lab, byFirst), false, 'previous, but no longer in the server’s store');
  t.strictSame(await published(lab), [made]);
});

t.test('an emergency: the certificate has expired, says so, and is replaced', async (t) => {
  const lab = await labs.start('emergency', { configurationReload: 'immediate' });
  const [first] = await states(lab);
  lab.clock.advance(fiveYears);
  await lab.clock.settled();
  t.match(await run(lab, 'Get-ExchangeCertificate', { Thumbprint: first }), { Status: 'DateInvalid' });
  t.strictSame(await published(lab), []);
  t.match((await outbound(lab)).detail, 'Missing signing certificate.');
  const events = (await lab.cmdlet('Get-EventLog', { LogName: 'Application', InstanceId: '24' })).output;
  t.strictSame(
    events.map(({ MachineName }) => MachineName).toSorted(),
    ['ex01.msxfaq.de', 'ex02.msxfaq.de'],
    'once each',
  );
  t.match(events[0], {
    Source: 'MSExchange Web Services',
    EntryType: 'Error',
    Message:
      /^The Exchange certificate \[Subject\] CN=Microsoft Exchange Server Auth Certificate .* expired on \d+\/\d+\/2031 \d+:\d\d:\d\d [AP]M\.$/,
  });
  const made = await makeCertificate(lab);
  await setNext(lab, made, 0, { Force: true });
  await lab.cmdlet('Set-AuthConfig', { PublishCertificate: true });
  await lab.cmdlet('Set-AuthConfig', { ClearPreviousCertificate: true });
  t.strictSame(await states(lab), [made, null, null]);
  t.strictSame(await published(lab), [made]);
  t.match(
    (await run(lab, 'Get-ExchangeCertificate', { Thumbprint: made })).Status,
    'Valid',
    'five years from the lab’s now',
  );
});

t.test('Restart-Service MSExchangeServiceHost publishes what is due without waiting 12 hours', async (t) => {
  const lab = await labs.start('service-host');
  const [first] = await states(lab);
  const made = await makeCertificate(lab);
  await setNext(lab, made, 0, { Force: true });
  t.strictSame(await states(lab), [first, null, made]);
  await lab.cmdlet('Restart-Service', { Name: 'MSExchangeServiceHost' });
  t.strictSame(await states(lab), [made, first, null]);
  await setNext(lab, String(first), 0, { Force: true });
  await lab.close();
  const again = await labs.reopen('service-host');
  t.strictSame(await states(again), [first, made, null], 'the start of the lab is one of the service too');
});

t.test('Set-AuthConfig refuses, asks and warns', async (t) => {
  const lab = await labs.start('refusals');
  const made = await makeCertificate(lab);
  const before = await run(lab, 'Get-AuthConfig');
  const rejected = (parameters: object, category: string, message: string | RegExp) =>
    t.rejects(run(lab, 'Set-AuthConfig', parameters), { category, message }, JSON.stringify(parameters));
  const effective = { NewCertificateThumbprint: made, NewCertificateEffectiveDate: inHours(lab, 1) };
  const gone = 'A special Rpc error occurs on server EX02: The certificate with thumbprint ABC was not found.';
  await rejected({ PublishCertificate: true }, 'InvalidOperation', /^\[lab\] There is no next certificate/);
  await rejected({ CertificateThumbprint: 'abc', Server: 'EX02' }, 'ObjectNotFound', gone);
  await rejected({ ...effective, NewCertificateThumbprint: 'abc', Server: 'EX02' }, 'ObjectNotFound', gone);
  await rejected(
    { NewCertificateThumbprint: made },
    'InvalidArgument',
    /^\[lab\] -NewCertificateEffectiveDate is missing/,
  );
  await rejected(
    { NewCertificateEffectiveDate: inHours(lab, 1) },
    'InvalidArgument',
    /-NewCertificateThumbprint is missing/,
  );
  await rejected(
    { ...effective, NewCertificateEffectiveDate: inHours(lab, -0.1) },
    'InvalidArgument',
    /^\[lab\].* is past/,
  );
  await rejected({ ...effective, PublishCertificate: true }, 'InvalidArgument', /Parameter set cannot be resolved/);
  await rejected(effective, 'ConfirmationRequired', /less than 48 hours from now/);
  t.strictSame((await lab.cmdlet('Set-AuthConfig', effective, { answers: ['N'] })).output, []);
  t.strictSame((await lab.cmdlet('Set-AuthConfig', { ...effective, Force: true, WhatIf: true })).output, []);
  t.strictSame(await run(lab, 'Get-AuthConfig'), before, 'nothing has changed');
  await run(lab, 'Set-AuthConfig', effective, ['Y']);
  t.strictSame((await run(lab, 'Get-AuthConfig')).NextCertificateEffectiveDate, effective.NewCertificateEffectiveDate);
  await setNext(lab, made, -0.05, { Force: true });
  await run(lab, 'Set-AuthConfig', { Realm: 'contoso.com', ServiceName: 'x' });
  t.match(await run(lab, 'Get-AuthConfig'), {
    Realm: 'contoso.com',
    ServiceName: 'x',
    NextCertificateThumbprint: made,
  });
  await run(lab, 'Set-AuthConfig', { Realm: '' });
  t.match(await run(lab, 'Get-AuthConfig'), { Realm: null });
  const small = await makeCertificate(lab, { KeySize: 1024 });
  const { warnings = [] } = await lab.cmdlet('Set-AuthConfig', { CertificateThumbprint: small });
  t.match(warnings[0], /^\[lab\] The certificate [0-9A-F]{40} has a key of 1024 bits; /);
  t.match((await outbound(lab)).detail, 'The signing certificate should have a private key with at least 2048 bits.');
});

t.test('several servers: each signs with what lies in its own store', async (t) => {
  const lab = await labs.start('servers', {}, elsewhere);
  const [first] = await states(lab);
  const made = await makeCertificate(lab);
  await lab.cmdlet('Set-AuthConfig', { CertificateThumbprint: made });
  const missing = await run(lab, 'Get-EventLog', { LogName: 'Application', Source: 'MSExchange Cert*' });
  t.match(missing, {
    MachineName: 'ex02.msxfaq.de',
    EntryType: 'Warning',
    Message: `Federation or Auth certificate not found: ${made}. Unable to find the certificate in the local or neighboring sites. Confirm that the certificate is available in your topology and if necessary, reset the certificate on the Federation Trust to a valid certificate using Set-FederationTrust or Set-AuthConfig. The certificate may take time to propagate to the local or neighboring sites.`,
  });
  t.match((await outbound(lab, 'EX02')).detail, 'Missing signing certificate.', 'another site gets it by hand');
  const { FileData } = await run(lab, 'Export-ExchangeCertificate', { Thumbprint: made, Password: 'x' });
  await run(lab, 'Import-ExchangeCertificate', { FileData, Password: 'x', Server: 'EX02' });
  t.notMatch((await outbound(lab, 'EX02')).detail, 'Missing signing certificate.');
  await lab.cmdlet('Remove-ExchangeCertificate', { Thumbprint: made, Server: 'EX02', Confirm: false });
  const { RawData } = await run(lab, 'Get-ExchangeCertificate', { Thumbprint: made });
  t.match(await run(lab, 'Import-ExchangeCertificate', { FileData: RawData, Server: 'EX02' }), {
    HasPrivateKey: false,
  });
  t.match((await outbound(lab, 'EX02')).detail, 'Missing signing certificate.', 'there, but without its key');
  t.notMatch((await outbound(lab)).detail, 'Missing signing certificate.', 'EX01 has it all the time');
  t.match(await run(lab, 'Get-ExchangeCertificate', { Thumbprint: first, Server: 'EX02' }), { HasPrivateKey: true });
});

t.test('the Certificate servicelet copies when it runs, not with -SkipImmediateCertificateDeployment', async (t) => {
  const lab = await labs.start('deployment');
  const made = await makeCertificate(lab);
  const onOther = () => run(lab, 'Get-ExchangeCertificate', { Thumbprint: made, Server: 'EX02' });
  await setNext(lab, made, 100, { SkipImmediateCertificateDeployment: true });
  await t.rejects(onOther(), { message: /special Rpc error occurs on server EX02/ });
  await run(lab, 'Set-LabClock', { Advance: '12:00:00' });
  t.match(await onOther(), { HasPrivateKey: true }, 'when it is due');
  const fixed = await makeCertificate(lab, { PrivateKeyExportable: false });
  await setNext(lab, fixed, 100);
  await t.rejects(
    run(lab, 'Get-ExchangeCertificate', { Thumbprint: fixed, Server: 'EX02' }),
    { message: /was not found/ },
    'its key may not leave',
  );
  const off = await labs.start('unreachable', {}, switchedOff);
  const next = await makeCertificate(off);
  await setNext(off, next, 100);
  t.strictSame(off.eventLog.list('Application'), [], 'who is off neither gets it nor complains');
  for (const [name, parameters] of [
    ['Get-ExchangeCertificate', {}],
    ['New-ExchangeCertificate', {}],
    ['Set-AuthConfig', { CertificateThumbprint: next }],
  ] as const) {
    await unreachable(t, run(off, name, { ...parameters, Server: 'EX02' }), name);
  }
});

function unreachable(t: Test, promise: Promise<unknown>, title: string) {
  return t.rejects(
    promise,
    { category: 'ConnectionError', message: /^\[lab\] The server ex02\.msxfaq\.de can't be reached/ },
    title,
  );
}

/** EX02 stands in a site of its own. */
function elsewhere(organization: Organization): Organization {
  return withSecondServer(organization, { adSite: 'Branch' });
}

function switchedOff(organization: Organization): Organization {
  return withSecondServer(organization, { reachable: false });
}

function withSecondServer(organization: Organization, change: Partial<Organization['servers'][number]>): Organization {
  const servers = organization.servers.map((server) => (server.name === 'EX02' ? { ...server, ...change } : server));
  return { ...organization, servers };
}

t.test('renewing in the EAC’s way makes a certificate that nobody signs with', async (t) => {
  const lab = await labs.start('eac');
  const before = await states(lab);
  await makeCertificate(lab);
  await makeCertificate(lab, { DomainName: '*.msxfaq.de', Services: 'SMTP' });
  t.strictSame(await states(lab), before);
  t.match(await outbound(lab), { result: 'Success' });
});

t.test('no lab of the auth certificate made a mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
