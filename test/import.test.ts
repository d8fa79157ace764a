import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { renderReport } from '../src/import/import-report.js';
import type { Lab, StartOptions } from '../src/index.js';
import type { PowerShellObject } from '../src/shell/object.js';
import {
  contosoExport,
  contosoTenant,
  contosoThumbprints,
  seedAuthConfig,
  seedCertificate,
} from './acceptance/customer.js';
import { TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('import');
const folder = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-import-'));
t.teardown(async () => {
  await labs.close();
  await rm(folder, { recursive: true, force: true });
});

let exports = 0;
/** A directory with these files. */
async function exported(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  exports += 1;
  const directory = join(folder, `customer${exports}`);
  await mkdir(directory);
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  return directory;
}

/** A lab of the seed page's names: it shares the keys of the others. */
async function imported(
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: StartOptions = {},
) {
  return labs.start(name, { import: await exported(files), ...options });
}

async function objects(lab: Lab, cmdlet: string): Promise<readonly PowerShellObject[]> {
  return (await lab.cmdlet(cmdlet)).output;
}

const report = (lab: Lab) => {
  const found = lab.details().imported;
  if (!found) throw new Error('Nothing was imported.');
  return found;
};

/** From the cloud to the servers, and back. */
async function bothWays(lab: Lab, domain: string) {
  const [host = ''] = lab.exchange.hosts;
  return {
    inbound: await lab.testOAuthConnectivity({
      Service: 'EWS',
      TargetUri: `https://${host}`,
      Mailbox: `user1@${domain}`,
    }),
    outbound: await lab.testOAuthConnectivity({
      Service: 'EWS',
      TargetUri: 'https://outlook.office365.com',
      Mailbox: `user2@${domain}`,
    }),
  };
}

t.test('a customer’s six outputs make a lab with their names and their settings', async (t) => {
  const from = await exported(contosoExport());
  const dataDir = join(labs.directory, 'contoso');
  const lab = await labs.reopen('contoso', { import: from });
  t.match(lab.describe(), {
    tenantId: contosoTenant,
    exchange: { hosts: ['mail.contoso.com', 'cts-ex1.ad.contoso.com', 'autodiscover.contoso.com', 'localhost'] },
  });
  t.match(lab.details(), {
    organization: {
      exchangeVersion: '2019',
      acceptedDomains: ['contoso.com', 'contoso.mail.onmicrosoft.com', 'fabrikam.com'],
      servers: ['CTS-EX1', 'CTS-EX2'],
    },
    tenants: [
      { tenantId: contosoTenant, initialDomain: 'contoso.onmicrosoft.com' },
      { initialDomain: 'fabrikam.onmicrosoft.com' },
    ],
    imported: {
      from,
      names: {
        domain: 'contoso.com',
        tenantId: contosoTenant,
        tenantDomain: 'contoso.onmicrosoft.com',
        exchangeVersion: '2019',
      },
    },
  });
  t.match(await objects(lab, 'Get-AcceptedDomain'), [
    { DomainName: 'contoso.com', Default: true, Name: 'Contoso' },
    { DomainName: 'contoso.mail.onmicrosoft.com', Default: false },
    { DomainName: 'fabrikam.com', DomainType: 'InternalRelay' },
  ]);
  const servers = await objects(lab, 'Get-AuthServer');
  t.strictSame(
    servers.map(({ Name }) => Name),
    ['ACS - 3a7c5e19-2b4d-4f60-8a91-c2d3e4f50617', 'EvoSts - 3a7c5e19-2b4d-4f60-8a91-c2d3e4f50617'],
  );
  t.match(servers[1], {
    AuthMetadataUrl:
      'https://login.windows.net/contoso.onmicrosoft.com/federationmetadata/2007-06/federationmetadata.xml',
    IsDefaultAuthorizationEndpoint: true,
    DomainName: ['contoso.mail.onmicrosoft.com'],
    Guid: '21aa22bb-33cc-44dd-85ee-66ff77008899',
  });
  t.match(await objects(lab, 'Get-PartnerApplication'), [
    { Name: 'Exchange Online', LinkedAccount: 'ad.contoso.com/Users/Exchange Online-ApplicationAccount' },
  ]);
  t.match(await objects(lab, 'Get-WebServicesVirtualDirectory'), [
    {
      Identity: 'CTS-EX1\\EWS (Default Web Site)',
      ExternalUrl: 'https://mail.contoso.com/EWS/Exchange.asmx',
      BasicAuthentication: true,
      ExtendedProtectionTokenChecking: 'Allow',
    },
    { Identity: 'CTS-EX2\\EWS (Default Web Site)', OAuthAuthentication: false },
  ]);
  const [config] = await objects(lab, 'Get-AuthConfig');
  t.match(config, {
    Guid: '9ed390c2-e6fd-4bd4-a7c0-65ca6bc791d7',
    WhenCreated: new Date('2021-07-29T05:20:48Z'),
    OriginatingServer: 'DC-1.ad.contoso.com',
  });
  const [certificate] = (await objects(lab, 'Get-ExchangeCertificate')).filter(({ Services }) => Services === 'SMTP');
  t.match(certificate, {
    Thumbprint: config?.CurrentCertificateThumbprint,
    Subject: 'CN=Microsoft Exchange Server Auth Certificate',
    NotBefore: new Date('2024-01-04T15:36:25Z'),
    NotAfter: new Date('2044-01-04T15:36:25Z'),
    Status: 'Valid',
  });
  t.not(certificate?.Thumbprint, contosoThumbprints.current, 'a key of the lab’s own');
  t.match(await bothWays(lab, 'contoso.com'), {
    inbound: { ResultType: 'Success' },
    outbound: { ResultType: 'Success' },
  });

  const { notTaken, taken } = report(lab);
  t.match(
    taken.find(({ property }) => property === 'CurrentCertificateThumbprint'),
    {
      file: 'Get-AuthConfig.txt',
      object: 'Auth Configuration',
      as: certificate?.Thumbprint,
    },
  );
  const why = (object: string, property: string) =>
    notTaken.find((entry) => entry.object === object && entry.property === property);
  t.match(why('CTS-EX1\\EWS (Default Web Site)', 'MRSProxyEnabled'), { value: 'True', why: /no such setting/ });
  t.match(why('CTS-EX2\\EWS (Default Web Site)', 'ExternalUrl'), { why: /Hybrid Agent/ });
  t.match(why('CTS-EX2\\EWS (Default Web Site)', 'InternalUrl'), { why: /needs a name with a dot/ });
  t.match(why('CTS-EX2\\EWS (Default Web Site)', ''), { why: /answers every request/ });
  t.match(why('ACS of the merger', 'Realm'), { why: /one tenant of its own/ });
  t.match(why('ADFS', 'Type'), { why: /left out/ });
  t.match(why(servers[0]?.Name as string, 'CertificateStrings'), { why: /key of its own/ });
  t.match(why(contosoThumbprints.web, ''), { why: /certificates of its own/ });
  t.match(why('fabrikam.com', 'CatchAllRecipientID'), { value: 'contoso.com/Users/all' });
  t.match(renderReport(report(lab)), /^Imported from .*:\n {2}domain: contoso\.com\n/);

  t.test('and again: the certificates stay, what was done meanwhile is set aside with a word', async (t) => {
    await lab.cmdlet('Set-AuthServer', { Identity: servers[0]?.Name, Enabled: false, Confirm: false });
    await lab.close();
    const again = await labs.reopen('contoso', { import: from });
    t.match(await objects(again, 'Get-AuthConfig'), [{ CurrentCertificateThumbprint: certificate?.Thumbprint }]);
    t.match(await objects(again, 'Get-AuthServer'), [{ Enabled: true }, {}]);
    t.match(again.notices, [/began|begun/]);
    const before = JSON.parse(await readFile(join(dataDir, 'state-before-import.json'), 'utf8'));
    t.match(before, { organization: { authServers: [{ enabled: false }, {}] } });

    await again.scenarios.reset();
    t.match(
      await objects(again, 'Get-AuthServer'),
      [{ Name: /^ACS - 07f3/ }, {}],
      'reset: the healthy lab of these names',
    );
    t.match(await bothWays(again, 'contoso.com'), {
      inbound: { ResultType: 'Success' },
      outbound: { ResultType: 'Success' },
    });
    await again.close(); // the directory is the next test's
  });
});

t.test('the two blocks of the seed page as they stand there: expired, so nothing can be signed', async (t) => {
  const lab = await imported('seed', { 'notes.txt': `${seedAuthConfig}\n\n${seedCertificate}\n` });
  t.match(await objects(lab, 'Get-AuthConfig'), [{ Guid: '945453c1-64fe-4f00-8b16-c104448502be', Realm: null }]);
  const { inbound, outbound } = await bothWays(lab, 'msxfaq.de');
  t.match(inbound, { ResultType: 'Success' }, 'the cloud’s calls need no certificate of ours');
  t.match(outbound, { ResultType: 'Error', Detail: /OAuthTokenRequestFailedException: Missing signing certificate\./ });
  const shown = await lab.cmdlet('Get-ExchangeCertificate');
  t.match(
    shown.output.find(({ Subject }) => Subject === 'CN=Federation'),
    { NotAfter: new Date('2017-01-11T15:42:32Z'), Status: 'DateInvalid', CertificateDomains: ['Federation'] },
  );
  t.match(report(lab).notTaken, [{ file: 'Get-AuthServer', why: /healthy/ }, {}, {}, {}]);
});

t.test('a broken state shows the failure it shows at the customer’s', async (t) => {
  const files = contosoExport();
  const changed = (file: keyof typeof files, from: string | RegExp, to: string) => {
    const text = (files[file] ?? '').replace(from, to);
    t.not(text, files[file], `${file} is another one`);
    return { ...files, [file]: text };
  };
  const start = async (name: string, given: Readonly<Record<string, string>>) =>
    labs.reopen('contoso', { import: await exported(given) }).then((lab) => ({ lab, name }));

  const acs = await start('acs', changed('Get-AuthServer.txt', /Enabled {10,}: True/, 'Enabled : False'));
  const off = await bothWays(acs.lab, 'contoso.com');
  t.match(off.outbound, { ResultType: 'Error', Detail: /no locally configured issuer was in the trusted_issuer list/ });
  t.match(off.inbound, { ResultType: 'Error' });
  await acs.lab.close();

  const oAuth = await start(
    'oauth',
    changed('Get-WebServicesVirtualDirectory.txt', /OAuthAuthentication( +): True/, 'OAuthAuthentication$1: False'),
  );
  const { inbound } = await bothWays(oAuth.lab, 'contoso.com');
  t.match(inbound, { ResultType: 'Error', Detail: /\(401\) Unauthorized/ });
  const answers = oAuth.lab.transactions.list().filter(({ side }) => side === 'OnPremises');
  const offered = answers.flatMap(({ response }) => response.headers.map(([, value]) => value));
  t.ok(answers.length > 0 && !offered.some((value) => value.startsWith('Bearer')), 'no Bearer is offered');
  await oAuth.lab.close();

  const current = contosoThumbprints.current;
  const missing = await start(
    'missing',
    changed('Get-ExchangeCertificate.txt', new RegExp(`: ${current}`), `: ${contosoThumbprints.next}`),
  );
  t.match(await objects(missing.lab, 'Get-AuthConfig'), [{ CurrentCertificateThumbprint: current }]);
  t.match((await bothWays(missing.lab, 'contoso.com')).outbound, {
    ResultType: 'Error',
    Detail: /Missing signing certificate/,
  });
  await missing.lab.close();

  const keyless = await start(
    'keyless',
    changed('Get-ExchangeCertificate.txt', 'HasPrivateKey      : True', 'HasPrivateKey      : False'),
  );
  t.match((await bothWays(keyless.lab, 'contoso.com')).outbound, {
    ResultType: 'Error',
    Detail: /Missing signing certificate/,
  });
  await keyless.lab.close();

  const [, auth = '', web = ''] = (files['Get-ExchangeCertificate.txt'] ?? '').split(/^(?=AccessRules)/m);
  const on = (server: string, certificate: string) =>
    certificate.replace(/^Thumbprint +: (\w+)$/m, `$&\nIdentity           : ${server}.ad.contoso.com\\$1`);
  const site = (name: string, place: string) =>
    `Name                : ${name}\nSite                : ad.contoso.com/Configuration/Sites/${place}\nFqdn                : ${name}.ad.contoso.com\nServerRole          : Mailbox\nAdminDisplayVersion : Version 15.2 (Build 1748.24)`;
  const elsewhere = await start('elsewhere', {
    ...files,
    // Within a site the Service Host would copy the certificate, in the lab as in life.
    'Get-ExchangeServer.txt': [site('CTS-EX1', 'Berlin'), site('CTS-EX2', 'Köln')].join('\n\n'),
    'Get-ExchangeCertificate.txt': [on('cts-ex1', web), on('cts-ex2', web), on('cts-ex2', auth)].join('\n'),
  });
  const stores = await Promise.all(
    ['CTS-EX1', 'CTS-EX2'].map(
      async (Server) => (await elsewhere.lab.cmdlet('Get-ExchangeCertificate', { Server })).output.length,
    ),
  );
  t.strictSame(stores, [1, 2], 'the auth certificate is on one server only');
  t.match((await bothWays(elsewhere.lab, 'contoso.com')).outbound, { Detail: /Missing signing certificate/ });
  await elsewhere.lab.close();

  const china = (files['Get-AuthServer.txt'] ?? '').replaceAll(
    'accounts.accesscontrol.windows.net',
    'accounts.accesscontrol.chinacloudapi.cn',
  );
  const other = await start('21Vianet', { ...files, 'Get-AuthServer.txt': china });
  t.match(await objects(other.lab, 'Get-AuthServer'), [{ TokenIssuingEndpoint: /accesscontrol\.windows\.net/ }, {}]);
  t.match(
    report(other.lab).notTaken.find(({ property }) => property === 'TokenIssuingEndpoint'),
    { value: /chinacloudapi/, why: /worldwide/ },
  );
  t.match((await bothWays(other.lab, 'contoso.com')).outbound, { ResultType: 'Success' });
  await other.lab.close();

  const again = await start('again', { ...files, 'Get-AuthServer.txt': china });
  t.same(again.lab.notices, [], 'the same once more replaces nothing');
  await again.lab.close();

  const blank = await start('blank', { ...files, 'Get-PartnerApplication.txt': '\r\n' });
  t.same(await objects(blank.lab, 'Get-PartnerApplication'), [], 'an output without objects says that there are none');
  t.match((await bothWays(blank.lab, 'contoso.com')).inbound, { ResultType: 'Error', Detail: /2000/ });
  await blank.lab.close();
});

t.test('no defects', async (t) => t.same(labs.defects, []));
