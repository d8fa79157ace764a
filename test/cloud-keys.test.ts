import t from 'tap';
import type { PowerShellObject } from '../src/shell/cmdlet.js';
import { CmdletError } from '../src/shell/cmdlet.js';
import { bindParameters } from '../src/shell/parameter-binder.js';
import { findCmdlet } from '../src/shell/registry.js';
import { TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('cloud-keys');
t.teardown(() => labs.close());

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const cloud = { session: 'Cloud' } as const;
const hour = 3_600_000;
const toCloud = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };
type TestLab = Awaited<ReturnType<TestLabs['start']>>;

async function principalOf(lab: TestLab): Promise<PowerShellObject> {
  const { output } = await lab.cmdlet('Get-MgServicePrincipal', { Filter: `appId eq '${exchange}'` });
  return output[0] as PowerShellObject;
}
const thumbprint = async (lab: TestLab) =>
  (await lab.cmdlet('Get-AuthConfig')).output[0]?.CurrentCertificateThumbprint as string;
const forget = async (lab: TestLab) =>
  lab.cmdlet('Update-MgServicePrincipal', { ServicePrincipalId: (await principalOf(lab)).Id, KeyCredentials: [] });

t.test('the three modules show the same keys, each in its spelling', async (t) => {
  const lab = await labs.start('spellings');
  const used = await thumbprint(lab);
  const principal = await principalOf(lab);
  const [key] = principal.KeyCredentials as readonly PowerShellObject[];
  t.strictSame(Object.keys(key ?? {}), [
    'CustomKeyIdentifier',
    'DisplayName',
    'EndDateTime',
    'Key',
    'KeyId',
    'StartDateTime',
    'Type',
    'Usage',
  ]);
  t.match(key, { CustomKeyIdentifier: used, Key: null, Type: 'AsymmetricX509Cert', Usage: 'Verify' });
  const whole = { ServicePrincipalId: principal.Id, Property: ['KeyCredentials'] };
  const withKey = (await lab.cmdlet('Get-MgServicePrincipal', whole)).output[0]?.KeyCredentials as PowerShellObject[];
  t.match(withKey[0]?.Key, /^MII/, 'the key of one object that asks for it');

  const search = { SearchString: 'Office 365 Exchange Online' };
  const found = (await lab.cmdlet('Get-AzureADServicePrincipal', search)).output[0];
  const next = findCmdlet('Get-AzureADServicePrincipalKeyCredential');
  t.strictSame(next.parameters[0]?.fromPipeline, ['ObjectId'], 'bound from the pipeline');
  const bound = bindParameters(next, { ObjectId: found?.ObjectId });
  const azure = await lab.cmdlet(next.name, { ObjectId: bound.ObjectId });
  t.match(azure.output, [{ CustomKeyIdentifier: used, KeyId: key?.KeyId }]);

  const msol = async (ReturnKeyValues: boolean) =>
    (await lab.cmdlet('Get-MsolServicePrincipalCredential', { ServicePrincipalName: exchange, ReturnKeyValues }))
      .output[0];
  t.equal((await msol(false))?.Value, null);
  t.equal((await msol(true))?.Value, withKey[0]?.Key);
  const begins = { Filter: "startswith(displayName,'office 365')" };
  t.equal((await lab.cmdlet('Get-MgServicePrincipal', begins)).output.length, 1);
  await t.rejects(lab.cmdlet('Get-MgServicePrincipal', { Filter: 'endswith(x)' }), /is not understood/);
  await t.rejects(
    lab.cmdlet('New-MsolServicePrincipalCredential', { AppPrincipalId: exchange, Value: 'AAAA' }),
    /\[lab\] The value is no certificate/,
  );
});

t.test(
  'a key that the cloud has lost breaks the test at once, free/busy when its actor token has run out',
  async (t) => {
    const lab = await labs.start('lost');
    const freeBusy = { TargetMailbox: 'user1@msxfaq.de', Mailbox: 'user2@msxfaq.de' };
    const calendar = async () => JSON.stringify((await lab.cmdlet('Get-LabFreeBusy', freeBusy)).output);
    const test = (UseCachedToken: boolean) => lab.testOAuthConnectivity({ ...toCloud, UseCachedToken });
    t.equal((await test(false)).ResultType, 'Success');
    const healthy = await calendar();
    t.match(healthy, 'Success');
    await forget(lab);
    t.equal((await test(true)).ResultType, 'Success', 'with what is in the cache');
    const { ResultType, Detail } = await test(false);
    t.equal(ResultType, 'Error');
    const words = `AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '${await thumbprint(lab)}'.`;
    t.ok(Detail.includes(words), Detail);
    t.match(await calendar(), 'Success', 'another process, another cache');
    lab.clock.advance(25 * hour);
    t.match(await calendar(), 'HTTP status 401');

    const output = (await lab.cmdlet('Invoke-HybridConfiguration')).output;
    t.match(JSON.stringify(output), 'Upload the current auth certificate');
    t.equal((await test(false)).ResultType, 'Success');
  },
);

t.test('-UseCachedToken lives on the actor token for a day', async (t) => {
  const lab = await labs.start('cached');
  const test = () => lab.testOAuthConnectivity({ ...toCloud, UseCachedToken: true });
  t.equal((await lab.testOAuthConnectivity(toCloud)).ResultType, 'Success');
  await forget(lab);
  lab.clock.advance(2 * hour);
  t.match(await test(), { ResultType: 'Success', Detail: /the actor token for .* comes from the token cache/ });
  lab.clock.advance(23 * hour);
  t.match(await test(), { ResultType: 'Error', Detail: /AADSTS50012/ });
});

t.test('a key credential counts from its start to its end', async (t) => {
  const lab = await labs.start('dates');
  const principal = await principalOf(lab);
  const get = { ServicePrincipalId: principal.Id, Property: ['KeyCredentials'] };
  const whole = (await lab.cmdlet('Get-MgServicePrincipal', get)).output[0];
  const old = (whole?.KeyCredentials as readonly PowerShellObject[] | undefined)?.[0];
  const end = new Date(lab.clock.now() + hour);
  const dated = { Key: old?.Key, EndDateTime: end };
  await lab.cmdlet('Update-MgServicePrincipal', { ServicePrincipalId: principal.Id, KeyCredentials: [dated] });
  t.equal((await lab.testOAuthConnectivity(toCloud)).ResultType, 'Success');
  lab.clock.advance(2 * hour);
  t.match(await lab.testOAuthConnectivity(toCloud), {
    ResultType: 'Error',
    Detail: /AADSTS700027: Client assertion contains an invalid signature\. \[lab\] The key credential is valid from/,
  });
  const upload = { AppPrincipalId: exchange, Type: 'asymmetric', Usage: 'Verify', Value: old?.Key };
  await lab.cmdlet('New-MsolServicePrincipalCredential', upload);
  t.equal(
    (await lab.testOAuthConnectivity(toCloud)).ResultType,
    'Success',
    'the same certificate once more, with its own dates',
  );
  const keys = (await lab.cmdlet('Get-MsolServicePrincipalCredential', { AppPrincipalId: exchange })).output;
  t.equal(keys.length, 2);
  const KeyIds = keys.map(({ KeyId }) => KeyId);
  await lab.cmdlet('Remove-MsolServicePrincipalCredential', { AppPrincipalId: exchange, KeyIds });
  t.match(await lab.testOAuthConnectivity(toCloud), { ResultType: 'Error', Detail: /AADSTS50012/ });
  const late = new Date(Date.parse('2099-01-01'));
  await t.rejects(
    lab.cmdlet('New-MsolServicePrincipalCredential', { ...upload, EndDate: late }),
    /within the certificate's/,
  );
});

t.test('the wizard fails in the words of the KB articles', async (t) => {
  const lab = await labs.start('dangling', {}, (healthy) => ({
    ...healthy,
    authConfig: { ...healthy.authConfig, currentCertificateThumbprint: 'AB'.repeat(20) },
  }));
  await t.rejects(lab.cmdlet('Invoke-HybridConfiguration'), {
    message: `Exchange OAuth authentication couldn't find the authorization certificate with thumbprint ${'AB'.repeat(20)} in your on-premises organization. Run Get-AuthConfig cmdlet to verify the CurrentCertificateThumbprint information.`,
  });
  const keyless = await labs.start('keyless', {}, (healthy) => ({
    ...healthy,
    servers: healthy.servers.map((server) => ({
      ...server,
      certificates: server.certificates.map((entry) => ({ ...entry, hasPrivateKey: false })),
    })),
  }));
  await t.rejects(
    keyless.cmdlet('Invoke-HybridConfiguration'),
    /^HCW8064 - .* \[lab\] The auth certificate has no private key on EX01\.$/,
  );
  const expired = await labs.start('expired');
  expired.clock.advance(6 * 365 * 24 * hour);
  await t.rejects(
    expired.cmdlet('Invoke-HybridConfiguration'),
    /^HCW8064 - The HCW has completed, but was not able to perform the OAuth portion of your Hybrid configuration\./,
  );
  const broken = await labs.start('metadata', { culture: 'de-DE' }, (healthy) => ({
    ...healthy,
    authServers: healthy.authServers.map((server) => ({
      ...server,
      authMetadataUrl: server.authMetadataUrl.replace('msxfaq.onmicrosoft.com', 'nowhere.example'),
    })),
  }));
  await t.rejects(
    broken.cmdlet('Invoke-HybridConfiguration'),
    /^HCW8064 - Der Assistent für Hybridkonfiguration wurde/,
  );
});

t.test('the wizard mends both sides', async (t) => {
  const lab = await labs.start('mend', {}, (healthy) => ({
    ...healthy,
    hybridConfiguration: undefined,
    authServers: [],
    partnerApplications: healthy.partnerApplications.map((one) => ({ ...one, enabled: false })),
    intraOrganizationConnectors: [],
  }));
  const id = (await principalOf(lab)).Id;
  await lab.cmdlet('Update-MgServicePrincipal', { ServicePrincipalId: id, ServicePrincipalNames: [exchange] });
  const [connector] = (await lab.cmdlet('Get-IntraOrganizationConnector', {}, cloud)).output;
  await lab.cmdlet('Set-IntraOrganizationConnector', { Identity: connector?.Name, Enabled: false }, cloud);
  await lab.cmdlet('Invoke-HybridConfiguration', { WhatIf: true });
  t.equal((await lab.cmdlet('Get-AuthServer')).output.length, 0, '-WhatIf changes nothing');
  await lab.cmdlet('Invoke-HybridConfiguration');
  await lab.cmdlet('iisreset');
  t.equal((await lab.cmdlet('Get-AuthServer')).output.length, 2);
  t.match((await lab.cmdlet('Get-PartnerApplication')).output, [{ Enabled: true }]);
  t.match((await lab.cmdlet('Get-IntraOrganizationConnector')).output, [{ Enabled: true }]);
  t.match((await lab.cmdlet('Get-IntraOrganizationConnector', {}, cloud)).output, [{ Enabled: true }]);
  const names = (await principalOf(lab)).ServicePrincipalNames;
  t.strictSame(names, [exchange, 'https://owa.msxfaq.de/', 'https://autodiscover.msxfaq.de/']);
  t.equal((await lab.testOAuthConnectivity(toCloud)).ResultType, 'Success');
});

t.test('Get-AuthServer in the cloud is the seed page’s list', async (t) => {
  const lab = await labs.start('list');
  const { output, table } = await lab.cmdlet('Get-AuthServer', {}, cloud);
  t.equal(output.length, 17);
  t.match(output[0], {
    Name: 'MicrosoftSts',
    TokenIssuingEndpoint: 'https://accounts.accesscontrol.windows.net/tokens/OAuth/2',
  });
  t.match(output[16], { Name: 'ebClientGoogle', TokenIssuingEndpoint: 'http://fakedEndPoint' });
  t.match(table, 'GoogleId');
  t.equal((await lab.cmdlet('Get-AuthServer', { Identity: 'box' }, cloud)).output.length, 1);
  await t.rejects(lab.cmdlet('Get-AuthServer', { Identity: 'x' }, cloud), CmdletError);
});

t.test(
  'Microsoft changes the key it signs with: the one before goes on counting, and a restart keeps both',
  async (t) => {
    let lab = await labs.start('rolled');
    const toPremises = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
    const inward = async () => JSON.stringify(await lab.cmdlet('Test-OAuthConnectivity', toPremises, cloud));
    t.match(await inward(), 'Success');
    await t.rejects(lab.cmdlet('Set-LabTokenService'), /nothing to change/);
    await lab.cmdlet('Set-LabTokenService', { NewSigningKey: true });
    t.match(await inward(), 'The token has an invalid signature.');
    t.match(await lab.testOAuthConnectivity(toCloud), { ResultType: 'Success' }, 'Exchange Online knows it at once');
    await lab.close();
    lab = await labs.reopen('rolled');
    t.match(await inward(), 'The token has an invalid signature.', 'the new key is still the one');
    for (const { Name } of (await lab.cmdlet('Get-AuthServer')).output) {
      await lab.cmdlet('Set-AuthServer', { Identity: Name, RefreshAuthMetadata: true });
    }
    await lab.cmdlet('iisreset');
    t.match(await inward(), '"Success"');
    const held = (await lab.cmdlet('Get-AuthServer')).output.map(({ CertificateStrings }) => CertificateStrings);
    t.match(held, [{ length: 2 }, { length: 2 }], 'with the one before');
    await lab.scenarios.reset();
    t.match(await inward(), '"Success"', 'a reset brings the first one back');
  },
);

t.test('the labs of these tests made no mistake', async (t) => t.strictSame(labs.defects, []));
