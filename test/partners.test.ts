import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import t, { type Test } from 'tap';
import type { Lab, StartOptions } from '../src/index.js';
import { thumbprintOf } from '../src/pki/thumbprint.js';
import { lync, TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// A partner without ACS (seed page, first chapter; facts/oauth-inbound §3.4): it signs its own tokens, is registered with
// the script, and gets in; and Exchange's tokens get into it.

const labs = new TestLabs('partners');
const day = 24 * 60 * 60 * 1000;
const sfb = 'https://sfb.msxfaq.de/';
const metadataUrl = 'https://sfb.msxfaq.de/metadata/json/1';
const script = 'Configure-EnterprisePartnerApplication.ps1';
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

let count = 0;
async function start(t: Test, options: StartOptions = {}): Promise<Lab> {
  const lab = await labs.start(`lab${count++}`, { configurationReload: 'immediate', ...options });
  t.teardown(() => lab.close());
  return lab;
}

const register = (lab: Lab, AuthMetadataUrl = metadataUrl, ApplicationType = 'Lync') =>
  lab.cmdlet(script, { AuthMetadataUrl, ApplicationType });
async function wayIn(lab: Lab, parameters: Record<string, unknown> = { Mailbox: 'user2@msxfaq.de' }) {
  const { output, transactionIds = [] } = await lab.cmdlet('Invoke-LabPartner', { Partner: 'sfb', ...parameters });
  return { ...output[0], transactionIds };
}
const wayOut = (lab: Lab, TargetUri = sfb) =>
  lab.testOAuthConnectivity({ Service: 'Generic', TargetUri, Mailbox: 'user2@msxfaq.de' }, { session: 'OnPremises' });

t.test('before it is registered, Exchange refuses a partner in its own words', async (t) => {
  const lab = await start(t);
  const answer = await wayIn(lab);
  t.match(answer, {
    StatusCode: 401,
    Diagnostics: `2000009;reason="The issuer of the token is unknown. Issuer was '${lync}@msxfaq.de'.";error_category="invalid_issuer"`,
    ResponseCode: null,
    ResultType: 'Error',
  });
  t.equal(
    lab.transactions.get(String(answer.transactionIds[0]))?.diagnostics?.code,
    2000009,
    'and it is in the journal',
  );
});

t.test('the script registers Skype for Business', async (t) => {
  const lab = await start(t);
  const { output, host = [] } = await register(lab);
  const [partner = {}] = output;
  t.match(partner, {
    ApplicationIdentifier: lync,
    Realm: 'msxfaq.de',
    UseAuthServer: false,
    AuthMetadataUrl: metadataUrl,
    LinkedAccount: 'msxfaq.de/Users/LyncEnterprise-ApplicationAccount',
    Enabled: true,
    Name: /^LyncEnterprise-[0-9a-f]{32}$/,
  });
  t.match(host[0]?.text, /^\[lab\] A re-creation of Exchange’s script/, 'it says what it is');
  t.equal(host.filter(({ text }) => text.includes('re-creation')).length, 1, 'once');
  const { output: roles } = await lab.cmdlet('Get-ManagementRoleAssignment', {
    RoleAssignee: 'LyncEnterprise-ApplicationAccount',
  });
  t.same(roles.map(({ Role }) => Role).toSorted(), ['ArchiveApplication', 'UserApplication']);
  await t.rejects(register(lab), /has this AuthMetadataUrl already/);

  t.match(await wayIn(lab), { StatusCode: 200, ResponseCode: 'NoError', ResultType: 'Success', Diagnostics: null });
  t.match(await wayIn(lab, { Mailbox: 'nobody@msxfaq.de' }), { StatusCode: 401, Diagnostics: /^2000005;/ });
  t.match(
    await wayIn(lab, {}),
    { StatusCode: 500, MessageText: /ExchangeImpersonation SOAP header must be present/ },
    'alone it passes the door; a folder is somebody’s',
  );
  t.match(await wayIn(lab, { Mailbox: 'user2@msxfaq.de', TargetUri: 'https://hybrid.msxfaq.de' }), { StatusCode: 200 });
});

t.test('what a registered partner may do is what its account may', async (t) => {
  const lab = await start(t);
  const [partner = {}] = (await register(lab)).output;
  const { output } = await lab.cmdlet('Get-ManagementRoleAssignment', {
    RoleAssignee: 'LyncEnterprise-ApplicationAccount',
  });
  const user = output.find(({ Role }) => Role === 'UserApplication');
  await lab.cmdlet('Remove-ManagementRoleAssignment', { Identity: user?.Name as string, Confirm: false });
  t.match(await wayIn(lab), {
    StatusCode: 500,
    MessageText: 'The linked account configured for this application is missing the UserApplication role assignment.',
  });
  await lab.cmdlet('Set-PartnerApplication', { Identity: partner.Name as string, Enabled: false });
  t.match(await wayIn(lab), { StatusCode: 401, Diagnostics: /^2000009;/ });
});

t.test('SharePoint is a partner as well, by each of its addresses', async (t) => {
  const lab = await start(t);
  const { output } = await register(lab, 'https://sharepoint.msxfaq.de/_layouts/15/metadata/json/1', 'SharePoint');
  t.match(output[0], {
    ApplicationIdentifier: '00000003-0000-0ff1-ce00-000000000000',
    LinkedAccount: 'msxfaq.de/Users/SharePointEnterprise-ApplicationAccount',
  });
  t.match(await wayIn(lab, { Partner: 'sharepoint', Mailbox: 'user2@msxfaq.de' }), { StatusCode: 200 });
  t.match(await wayIn(lab), { StatusCode: 401 }, 'which makes Skype for Business none');
  t.equal((await wayOut(lab, 'https://sharepoint.msxfaq.de/')).ResultType, 'Success');
});

t.test('Exchange gets into a partner with a token that it signs itself', async (t) => {
  const lab = await start(t);
  const result = await wayOut(lab);
  t.equal(result.ResultType, 'Success');
  t.match(
    result.Detail,
    `challenge from '${sfb}' received: Bearer client_id="${lync}", realm="msxfaq.de", trusted_issuers="00000002-0000-0ff1-ce00-000000000000@msxfaq.de"`,
  );
  t.match(result.Detail, /\[lab\] the trusted_issuer list has '00000002-0000-0ff1-ce00-000000000000@msxfaq\.de'/);
  const transactions = result.transactionIds.map((id) => lab.transactions.get(id));
  t.equal(transactions.length, 2, 'no auth server was asked');
  const actor = JSON.stringify(transactions[0]?.decodedToken ?? transactions[1]?.decodedToken);
  t.match(actor, `"aud":"${lync}/sfb.msxfaq.de@msxfaq.de"`);
  t.match(actor, '"iss":"00000002-0000-0ff1-ce00-000000000000@msxfaq.de"');
  t.match(actor, '"trustedfordelegation":"true"');
  t.notMatch(
    lab.journal.list().map(({ request }) => request.target),
    ['tokens/OAuth/2'],
  );

  const appOnly = { Service: 'Generic', TargetUri: sfb, Mailbox: 'user2@msxfaq.de', AppOnly: true };
  t.equal((await lab.testOAuthConnectivity(appOnly, { session: 'OnPremises' })).ResultType, 'Success');
  const cloud = await lab.testOAuthConnectivity(
    { Service: 'Generic', TargetUri: sfb, Mailbox: 'user1@msxfaq.de' },
    { session: 'Cloud' },
  );
  t.equal(cloud.ResultType, 'Error', 'the cloud is no partner of it');
});

/** A renewal as an admin would do it, of which only the state matters here. */
async function renew(lab: Lab, { clear }: { readonly clear: boolean }): Promise<void> {
  const { output } = await lab.cmdlet('New-ExchangeCertificate', {
    KeySize: 2048,
    PrivateKeyExportable: true,
    SubjectName: 'cn=Microsoft Exchange Server Auth Certificate',
    FriendlyName: 'Microsoft Exchange Server Auth Certificate',
    DomainName: [],
    Services: 'SMTP',
    Force: true,
  });
  const Thumbprint = String(output[0]?.Thumbprint);
  await lab.cmdlet(
    'Set-AuthConfig',
    { NewCertificateThumbprint: Thumbprint, NewCertificateEffectiveDate: new Date(lab.clock.now()), Force: true },
    { answers: ['Y', 'Y'] },
  );
  await lab.cmdlet('Set-AuthConfig', { PublishCertificate: true });
  if (clear) await lab.cmdlet('Set-AuthConfig', { ClearPreviousCertificate: true });
}

t.test('after a renewal a partner knows the new key once it has read the metadata again', async (t) => {
  const lab = await start(t);
  t.equal((await wayOut(lab)).ResultType, 'Success');
  await renew(lab, { clear: true });
  const broken = await wayOut(lab);
  t.equal(broken.ResultType, 'Error');
  t.match(broken.Detail, /\(401\) Unauthorized/);
  t.match(broken.Detail, /diagnostics: \[lab\] No key of 'Exchange' made this signature/);
  await lab.cmdlet('Invoke-LabPartner', { Partner: 'sfb', RefreshMetadata: true });
  t.equal((await wayOut(lab)).ResultType, 'Success', 'read by hand');
  await renew(lab, { clear: false });
  t.equal((await wayOut(lab)).ResultType, 'Error');
  lab.clock.advance(day);
  t.equal((await wayOut(lab)).ResultType, 'Success', 'or by itself, a day later');
  await lab.scenarios.reset();
  t.equal((await wayOut(lab)).ResultType, 'Success', 'a lab put back to healthy is so for its partners too');
});

t.test('a partner that can’t read Exchange’s metadata trusts nobody, and says why', async (t) => {
  const lab = await labs.start('unreachable', {}, (organization) => ({
    ...organization,
    authConfig: { ...organization.authConfig, currentCertificateThumbprint: '' },
  }));
  t.teardown(() => lab.close());
  await t.rejects(
    lab.cmdlet('Invoke-LabPartner', { Partner: 'sfb', RefreshMetadata: true }),
    /Cannot acquire auth metadata document from 'https:\/\/autodiscover\.msxfaq\.de\/autodiscover\/metadata\/json\/1'/,
  );
  t.equal((await wayOut(lab)).ResultType, 'Error');
});

t.test('a partner keeps its key, closed to others, and shows the certificate only', async (t) => {
  const lab = await start(t);
  const file = join(labs.directory, `lab${count - 1}`, 'certs', 'partner-sfb.pem');
  t.throws(() => statSync(file), { code: 'ENOENT' }, 'it is made when it is first needed');
  const [partner = {}] = (await register(lab)).output;
  if (process.platform !== 'win32') t.equal(statSync(file).mode & 0o777, 0o600);
  const pem = readFileSync(file, 'utf8');
  const [published = ''] = partner.CertificateStrings as readonly string[];
  t.equal(thumbprintOf(Buffer.from(published, 'base64')), thumbprintOf(pem));
  await lab.close();
  const again = await labs.reopen(`lab${count - 1}`, { configurationReload: 'immediate' });
  t.teardown(() => again.close());
  t.match(await wayIn(again), { StatusCode: 200 }, 'the next start signs with the same');
  t.equal(readFileSync(file, 'utf8'), pem);
});

t.test('the partners serve TLS under their names, signed by the organisation’s root', async (t) => {
  const lab = await start(t);
  const port = lab.details().partners.https.split(':').at(-1);
  for (const servername of lab.details().partners.hosts) {
    const socket = connect({ host: '127.0.0.1', port: Number(port), servername, ca: lab.ca });
    t.teardown(() => socket.destroy());
    await new Promise<void>((done, fail) => socket.once('secureConnect', done).once('error', fail));
    t.ok(socket.authorized, servername);
  }
});
