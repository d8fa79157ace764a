import t from 'tap';
import type { Organization } from '../src/directory/organization.js';
import { TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('hybrid-application');
t.teardown(() => labs.close());

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const script = 'ConfigureExchangeHybridApplication.ps1';
const cloud = { session: 'Cloud' } as const;
const toCloud = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };
const fully = { FullyConfigureExchangeHybridApplication: true };
const forbidden =
  /The remote server returned an error: \(403\) Forbidden\.\n {3}at System\.Net\.HttpWebRequest\.GetResponse\(\)/;
type TestLab = Awaited<ReturnType<TestLabs['start']>>;

const test = (lab: TestLab) => lab.testOAuthConnectivity({ ...toCloud, ReloadConfig: true });
const cameAs = (detail: string) => /L:(?<g>[0-9a-fA-F-]{36})-AS:/.exec(detail)?.groups?.g;
async function appIdOf(lab: TestLab): Promise<string> {
  const filter = { Filter: "startswith(displayName,'ExchangeServerApp-')" };
  return (await lab.cmdlet('Get-MgApplication', filter)).output[0]?.AppId as string;
}
async function configured(name: string): Promise<TestLab> {
  const lab = await labs.start(name);
  await lab.cmdlet(script, { ...fully, Confirm: false });
  return lab;
}

t.test('a tenant that refuses the shared principal answers a bare 403, until the application comes', async (t) => {
  const lab = await labs.start('blocked', { sharedPrincipalBlocked: true });
  t.equal(lab.details().tenants[0]?.sharedPrincipalBlocked, true);
  const refused = await test(lab);
  t.match(refused, { ResultType: 'Error', Detail: forbidden });
  t.notMatch(refused.Detail, 'diagnostics:');
  t.equal(cameAs(refused.Detail), exchange);
  const [last] = lab.transactions.list().filter(({ response }) => response.status === 403);
  t.match(last?.steps.at(-1), { name: 'tenant', verdict: 'failed' });

  const { host, text } = await lab.cmdlet(script, fully, { answers: ['Y'] });
  t.ok(
    host?.every(({ color }) => color === 'Green'),
    text,
  );
  const mended = await test(lab);
  t.equal(mended.ResultType, 'Success', mended.Detail);
  t.equal(cameAs(mended.Detail), await appIdOf(lab));
  t.match((await lab.cmdlet('Get-AuthServer')).output[1], {
    ApplicationIdentifier: await appIdOf(lab),
    DomainName: ['msxfaq.mail.onmicrosoft.com'],
  });
  t.match((await lab.cmdlet('Get-OrganizationRelationship')).output[0], {
    TargetSharingEpr: 'https://outlook.office365.com/ews/Exchange.asmx',
  });
  await lab.cmdlet(script, { ResetFirstPartyServicePrincipalKeyCredentials: true }, { answers: ['Y'] });
  t.equal((await test(lab)).ResultType, 'Success', 'without keys of the shared principal');
  await lab.cmdlet('Set-LabTenant', { SharedPrincipalBlocked: false });
  t.equal(lab.details().tenants[0]?.sharedPrincipalBlocked, false);
});

t.test('an override counts when the servers read it: told to, or within 60 minutes', async (t) => {
  const lab = await configured('override');
  await lab.cmdlet('Remove-SettingOverride', { Identity: 'EnableExchangeHybrid3PAppFeature', Confirm: false });
  await lab.cmdlet('iisreset');
  t.equal(cameAs((await test(lab)).Detail), await appIdOf(lab), 'iisreset is not what it waits for');
  lab.clock.advance(61 * 60_000);
  t.equal(cameAs((await test(lab)).Detail), exchange);
  const override = {
    Name: 'EnableExchangeHybrid3PAppFeature',
    Component: 'Global',
    Section: 'ExchangeOnpremAsThirdPartyAppId',
    Parameters: ['Enabled=true'],
  };
  const { warnings } = await lab.cmdlet('New-SettingOverride', override);
  t.match(warnings, [/^\[lab\] takes effect after .*Get-ExchangeDiagnosticInfo/]);
  await t.rejects(lab.cmdlet('New-SettingOverride', override), /exists already/);
  t.equal(cameAs((await test(lab)).Detail), exchange);
  const refresh = {
    Process: 'Microsoft.Exchange.Directory.TopologyService',
    Component: 'VariantConfiguration',
    Argument: 'Refresh',
  };
  t.match((await lab.cmdlet('Get-ExchangeDiagnosticInfo', refresh)).output, [
    { Result: /EnableExchangeHybrid3PAppFeature/ },
  ]);
  t.equal(cameAs((await test(lab)).Detail), await appIdOf(lab));
  t.match((await lab.cmdlet('Get-SettingOverride')).output, [{ SectionName: 'ExchangeOnpremAsThirdPartyAppId' }]);
  await lab.cmdlet('Set-AuthServer', {
    Identity: (await lab.cmdlet('Get-AuthServer')).output[1]?.Name,
    ApplicationIdentifier: '',
  });
  t.equal(cameAs((await test(lab)).Detail), exchange, 'no auth server names the application');
});

t.test('a build that is too old comes as the shared principal', async (t) => {
  const lab = await labs.start('old', { exchangeVersion: '2019' });
  await lab.cmdlet(script, { ...fully, Confirm: false });
  const { ResultType, Detail } = await test(lab);
  t.equal(ResultType, 'Success');
  t.match(Detail, `"iss": "${exchange}@`);
});

t.test('the application without its key, its consent or its registration', async (t) => {
  const lab = await configured('broken');
  const appId = await appIdOf(lab);
  await lab.cmdlet('Update-MgApplication', { ApplicationId: appId, KeyCredentials: [] });
  t.match(
    (await test(lab)).Detail,
    /AADSTS700027: .*\[Reason - The key was not found\., Thumbprint of key used by client: '[0-9A-F]{40}'\.\]/,
  );
  await lab.cmdlet('ConfigureExchangeHybridApplication.ps1', { UpdateCertificate: true });
  t.equal((await test(lab)).ResultType, 'Success');
  await lab.cmdlet(script, { DeleteApplication: true });
  t.match((await test(lab)).Detail, `AADSTS700016: Application with identifier '${appId}' was not found`);

  const created = await lab.cmdlet(script, { ...fully, WithoutAdminConsent: true });
  t.match(created.text, 'IMPORTANT: The application was created without tenant-wide admin consent, which is required');
  t.match(created.text, 'because tenant-wide admin consent has not yet been granted');
  t.match(await test(lab), { ResultType: 'Error', Detail: forbidden });
  await lab.cmdlet(script, { CreateApplication: true }, { answers: ['Y'] });
  t.equal((await test(lab)).ResultType, 'Success', 'consent may come later');
  await t.rejects(lab.cmdlet(script, fully), /^ConfigureExchangeHybridApplication\.ps1 asks: \[lab\] Do you consent/);
});

t.test('EwsEnabled and EwsAllowedAppIDs decide who may come', async (t) => {
  const lab = await labs.start('ews');
  const set = (parameters: Record<string, unknown>) => lab.cmdlet('Set-OrganizationConfig', parameters, cloud);
  const result = async () => (await test(lab)).ResultType;
  t.match((await lab.cmdlet('Get-OrganizationConfig', {}, cloud)).output, [{ EwsEnabled: null }]);
  await set({ EwsEnabled: false });
  t.match(await test(lab), { ResultType: 'Error', Detail: forbidden });
  await set({ EwsEnabled: true });
  t.equal(await result(), 'Success', 'an empty list is none');
  await set({ EwsAllowedAppIDs: ['7557eb47-c689-4224-abcf-aef9bd7573df'] });
  t.equal(await result(), 'Error');
  await set({ EwsAllowedAppIDs: { Add: [exchange] } });
  t.equal(await result(), 'Success');
});

t.test('the script’s guards', async (t) => {
  const rows: [string, (healthy: Organization) => Organization, RegExp][] = [
    [
      'noPartner',
      (o) => ({ ...o, partnerApplications: [] }),
      /We did not find the 'Exchange Online' partner[\s\S]*are you using DAuth instead of OAuth\?/,
    ],
    [
      'twoPartners',
      (o) => ({ ...o, partnerApplications: [...o.partnerApplications, ...o.partnerApplications] }),
      /^Multiple enabled 'Exchange Online'/,
    ],
    [
      'noConnector',
      (o) => ({ ...o, intraOrganizationConnectors: [] }),
      /^We did not find any enabled IntraOrganizationConnector/,
    ],
    [
      'noEvoSts',
      (o) => ({ ...o, authServers: o.authServers.slice(0, 1) }),
      /^We did not find an Auth Server which is valid for hybrid usage - script can't continue$/,
    ],
    [
      'twoEvoSts',
      (o) => ({ ...o, authServers: [...o.authServers, ...o.authServers.slice(1)] }),
      /manually {2}remove the duplicate EvoSTS Auth Server$/,
    ],
    [
      'dangling',
      (o) => ({ ...o, authConfig: { ...o.authConfig, currentCertificateThumbprint: 'AB' } }),
      /ensure the Auth Certificate is valid$/,
    ],
  ];
  for (const [name, prepare, words] of rows) {
    const lab = await labs.start(name, {}, prepare);
    t.match((await lab.cmdlet(script, { ...fully, Confirm: false })).text, words, name);
    t.strictSame((await lab.cmdlet('Get-SettingOverride')).output, [], `${name}: no override`);
  }
  const lab = await configured('incomplete');
  await lab.cmdlet(script, { DeleteApplication: true });
  t.match((await lab.cmdlet(script)).text, 'your OAuth configuration appears to be incomplete');
  await t.rejects(lab.cmdlet(script, { ...fully, AzureEnvironment: 'ChinaCloud' }), /only Global/);
});

t.test('the labs of the application made no mistake', async (t) => t.strictSame(labs.defects, []));
