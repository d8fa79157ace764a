import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t from 'tap';
import { request } from 'undici';
import { nextSteps } from '../src/cli/banner.js';
import { main } from '../src/cli/main.js';
import { readExport } from '../src/import/read-export.js';
import type { Lab } from '../src/index.js';
import { type Xml, xml } from '../src/protocol/xml.js';
import type { PowerShellObject } from '../src/shell/object.js';
import { contosoExport, contosoThumbprints } from './acceptance/customer.js';
import { TestLabs } from './acceptance/labs.js';
import { finished, startProgram } from './acceptance/programs.js';

const labs = new TestLabs('import-files');
const folder = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-import-'));
t.teardown(async () => {
  await labs.close();
  await rm(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string | Uint8Array>>;

let exports = 0;
async function exported(files: Files): Promise<string> {
  exports += 1;
  const directory = join(folder, `customer${exports}`);
  await mkdir(directory);
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  return directory;
}

const output = async (lab: Lab, cmdlet: string) => (await lab.cmdlet(cmdlet)).output;
const report = (lab: Lab) => lab.details().imported ?? { from: '', names: {}, taken: [], notTaken: [] };

/** As `>` of Windows PowerShell writes it. */
function utf16(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le');
}

const cmdlets = [
  'Get-AcceptedDomain',
  'Get-AuthConfig',
  'Get-AuthServer',
  'Get-AutodiscoverVirtualDirectory',
  'Get-ExchangeCertificate',
  'Get-ExchangeServer',
  'Get-IntraOrganizationConnector',
  'Get-OrganizationConfig',
  'Get-OrganizationRelationship',
  'Get-PartnerApplication',
  'Get-WebServicesVirtualDirectory',
] as const;

const changes = `
New-AcceptedDomain -Name Fabrikam -DomainName fabrikam.com -DomainType InternalRelay -Confirm:$false
$new = New-ExchangeCertificate -KeySize 1024 -PrivateKeyExportable $true -SubjectName "cn=Microsoft Exchange Server Auth Certificate" -FriendlyName "Auth next" -DomainName @() -Force
Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate (Get-Date).AddHours(49) -Confirm:$false
Set-AuthConfig -Realm fabrikam.com -Confirm:$false
Set-AuthServer 'EvoSts - 07f3ce6b-4d19-4c52-8a8e-2b1c95d7e640' -IsDefaultAuthorizationEndpoint $true -Confirm:$false
Set-PartnerApplication 'Exchange Online' -AcceptSecurityIdentifierInformation $true -Confirm:$false
Set-WebServicesVirtualDirectory 'EX01\\EWS (Default Web Site)' -BasicAuthentication $true -ExtendedProtectionTokenChecking Allow -ExtendedProtectionFlags Proxy -ExtendedProtectionSPNList HTTP/owa.msxfaq.de -Confirm:$false
Set-AutodiscoverVirtualDirectory 'EX02\\Autodiscover (Default Web Site)' -OAuthAuthentication $false -Confirm:$false
Get-IntraOrganizationConnector | Set-IntraOrganizationConnector -Enabled $false -Confirm:$false
Get-OrganizationRelationship | Set-OrganizationRelationship -FreeBusyAccessLevel AvailabilityOnly -Confirm:$false
Set-OrganizationConfig -OAuth2ClientProfileEnabled:$false -EnableAuthAdminReadSession:$true -Confirm:$false
`;

t.test('a lab of the lab’s own outputs is the same lab: German dates, UTF-16, every cmdlet that is read', async (t) => {
  const lab = await labs.start('original', { culture: 'de-DE' });
  const shell = lab.shell();
  const changed = await shell.run(changes);
  t.same(changed.errors, []);
  const files: Record<string, Uint8Array> = {};
  for (const cmdlet of cmdlets) {
    const all = cmdlet === 'Get-ExchangeCertificate' ? ' *' : '';
    const { text, errors } = await shell.run(`${cmdlet} | fl${all}`);
    t.same(errors, []);
    files[`${cmdlet}.txt`] = utf16(text);
  }
  const copy = await labs.start('copy', {
    import: await exported(files),
    hosts: ['owa.msxfaq.de', 'hybrid.msxfaq.de', 'autodiscover.msxfaq.de'], // hybrid is in no URL of a virtual directory
  });
  t.strictSame(
    report(copy).notTaken.filter(({ property }) => !['', 'CertificateStrings', 'hosts'].includes(property)),
    [],
    'nothing of it is unknown',
  );

  const own = await thumbprints(lab, copy);
  for (const cmdlet of cmdlets) {
    const [theirs, ours] = await Promise.all([output(lab, cmdlet), output(copy, cmdlet)]);
    t.strictSame(ours.map(plain), theirs.map(plain), cmdlet);
  }
  const [config] = await output(copy, 'Get-AuthConfig');
  t.ok(
    config?.NextCertificateThumbprint !== null &&
      config?.CurrentCertificateThumbprint !== config?.NextCertificateThumbprint,
  );

  /** The customer's thumbprint for the lab's, and without what is a certificate's own. */
  function plain(object: PowerShellObject): unknown {
    const { RawData: _, SerialNumber: __, SubjectKeyIdentifier: ___, ...rest } = object;
    const text = JSON.stringify(rest).replace(/\.\d{3}Z/g, '.000Z'); // text has whole seconds
    return JSON.parse([...own].reduce((all, [ours, theirs]) => all.replaceAll(ours, theirs), text));
  }
});

/** Thumbprints of the second lab's certificates, with those of the first that they stand for. */
async function thumbprints(original: Lab, copy: Lab): Promise<ReadonlyMap<string, string>> {
  const [[theirs], [ours]] = await Promise.all([output(original, 'Get-AuthConfig'), output(copy, 'Get-AuthConfig')]);
  const names = ['CurrentCertificateThumbprint', 'NextCertificateThumbprint'] as const;
  return new Map(names.map((name) => [String(ours?.[name]), String(theirs?.[name])]));
}

const psrp = 'http://schemas.microsoft.com/powershell/2004/04';
const types = 'Deserialized.Microsoft.Exchange.Data.Directory.SystemConfiguration';
const clixml = (...objects: readonly Xml[]) =>
  `<?xml version="1.0" encoding="utf-16"?>\n${xml`<Objs Version="1.1.0.1" xmlns="${psrp}">${objects}</Objs>`.text}`;

/** A certificate as X509Certificate2 serialises: itself, and what ToString() says. */
function rawCertificate(raw: string): Xml {
  return xml`<Obj RefId="0"><TN RefId="0"><T>Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate</T></TN><Props><BA N="RawData">${raw}</BA></Props><MS><S N="PSComputerName">ex02.msxfaq.de</S></MS></Obj>`;
}

t.test('Export-Clixml: a certificate that is known by its bytes alone, on one server of two', async (t) => {
  const original = await labs.start('bytes');
  const made = await original.cmdlet('New-ExchangeCertificate', {
    SubjectName: 'cn=Microsoft Exchange Server Auth Certificate',
    DomainName: [],
    Force: true,
  });
  const [certificate] = made.output;
  const config = xml`<Obj RefId="0"><TN RefId="0"><T>${types}.AuthConfig</T></TN><ToString>Auth Configuration</ToString><Props><S N="CurrentCertificateThumbprint">${String(certificate?.Thumbprint)}</S><S N="Realm"></S><DT N="WhenCreated">2021-07-29T07:20:48+02:00</DT><Nil N="NextCertificateEffectiveDate" /></Props></Obj>`;
  const directory = await exported({
    'authconfig.xml': utf16(clixml(config)),
    'certificates.clixml': clixml(rawCertificate(String(certificate?.RawData))),
    'partners.xml': clixml(),
    'Get-PartnerApplication.xml': clixml(),
    'readme.txt': 'What the customer has sent us.',
    'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
  });
  const lab = await labs.start('clixml', { import: directory });
  const [ours] = await output(lab, 'Get-AuthConfig');
  t.match(ours, { WhenCreated: new Date('2021-07-29T05:20:48Z') });
  const shown = await lab.cmdlet('Get-ExchangeCertificate', {
    Server: 'EX02',
    Thumbprint: ours?.CurrentCertificateThumbprint,
  });
  t.match(shown.output, [{ NotAfter: certificate?.NotAfter, NotBefore: certificate?.NotBefore, HasPrivateKey: true }]);
  t.same(await output(lab, 'Get-PartnerApplication'), []);
  t.match(
    report(lab).notTaken.filter(({ object, file }) => object === '' && !file.startsWith('Get-')),
    [
      { file: 'partners.xml', why: /no output/ },
      { file: 'picture.png', why: /no text/ },
      { file: 'readme.txt', why: /no output/ },
    ],
  );
});

t.test('two outputs that contradict each other, a list that was cut off, names that can’t be taken', async (t) => {
  const directory = await exported({
    'Get-AuthConfig (1).txt':
      'ServiceName : 00000002-0000-0ff1-ce00-000000000000\nRealm : contoso.com\nCurrentCertificateThumbprint : ',
    'Get-AuthConfig (2).txt':
      'ServiceName : 00000002-0000-0ff1-ce00-000000000000\nRealm : fabrikam.com\nCurrentCertificateThumbprint : ',
    'Get-AcceptedDomain.txt':
      'DomainName : contoso.onmicrosoft.com\nDomainType : Authoritative\nDefault : True\n\nDomainName : msxfaq.de\nDomainType : Authoritative\nDefault : False',
    'Get-IntraOrganizationConnector.txt':
      'Name                 : HybridIOC\nTargetAddressDomains : {a.mail.onmicrosoft.com, b.mail.onmicrosoft.com...}\nDiscoveryEndpoint    : https://autodiscover-s.office365.us/autodiscover/autodiscover.svc\nEnabled              : Ja',
  });
  const lab = await labs.start('contradiction', { import: directory, tenantDomain: 'msxfaq.onmicrosoft.com' });
  t.match(await output(lab, 'Get-AuthConfig'), [{ Realm: 'contoso.com', CurrentCertificateThumbprint: null }]);
  t.equal(lab.details().organization.name, 'MSXFAQ');
  t.match(await output(lab, 'Get-IntraOrganizationConnector'), [
    {
      Name: 'HybridIOC',
      TargetAddressDomains: ['a.mail.onmicrosoft.com', 'b.mail.onmicrosoft.com'],
      DiscoveryEndpoint: 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc',
    },
  ]);
  const { notTaken } = report(lab);
  const why = (file: string, property: string) =>
    notTaken.filter((entry) => entry.file === file && entry.property === property).map((entry) => entry.why);
  t.match(why('Get-AuthConfig (2).txt', ''), [/Get-AuthConfig \(1\)\.txt says something else \(Realm\)/]);
  t.match(why('Get-AcceptedDomain.txt', 'DomainName'), [/can’t be called so; it is msxfaq\.de/]);
  t.match(why('Get-IntraOrganizationConnector.txt', 'TargetAddressDomains'), [/FormatEnumerationLimit/]);
  t.match(why('Get-IntraOrganizationConnector.txt', 'DiscoveryEndpoint'), [/worldwide/]);
  t.match(why('Get-IntraOrganizationConnector.txt', 'Enabled'), [/neither True nor False/]);
  t.match(
    notTaken.find(({ property }) => property === 'tenantDomain'),
    { why: /was asked to be msxfaq/ },
  );
});

t.test('the lines of docs/import.md for the customer’s shell write an export that is read as a whole', async (t) => {
  const page = await readFile(new URL('../docs/import.md', import.meta.url), 'utf8');
  const [, block = ''] = /^```powershell\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const lines = [...block.matchAll(/^(Get-.*) > (\S+)$/gm)];
  t.strictSame(lines.map(([, , file = '']) => basename(file, '.txt')).toSorted(), [...cmdlets].toSorted());
  const shell = (await labs.start('customer')).shell();
  const files: Record<string, Uint8Array> = {};
  for (const [, command = '', file = ''] of lines) {
    const { text, errors } = await shell.run(command);
    t.same(errors, [], command);
    files[file] = utf16(text);
  }
  const lab = await labs.start('page', {
    import: await exported(files),
    hosts: ['owa.msxfaq.de', 'hybrid.msxfaq.de', 'autodiscover.msxfaq.de'],
  });
  const { taken } = report(lab);
  t.strictSame([...new Set(taken.map(({ file }) => file))].toSorted(), Object.keys(files).toSorted());
  const onEach = await Promise.all(['EX01', 'EX02'].map((Server) => lab.cmdlet('Get-ExchangeCertificate', { Server })));
  t.strictSame(
    onEach.map(({ output: all }) => all.length),
    [2, 2],
  );
  const named = /\| (?:accepted|virtual|AuthConfig|auth|partner|certificates|servers)[^\n]*/g;
  t.equal(page.match(named)?.length, 7, 'and the page says what of it is taken over');
});

t.test('a part of an export is enough: what it does not tell is healthy', async (t) => {
  const certificates = contosoExport()['Get-ExchangeCertificate.txt'] ?? '';
  const lab = await labs.start('part', {
    import: await exported({
      'certificates.txt': certificates,
      'servers.txt':
        'Name                : CTS-EX1\nFqdn                : cts-ex1.msxfaq.de\nServerRole          : Mailbox\nAdminDisplayVersion : Version 15.1 (Build 2507.6)\n\nName                : CTS-EDGE\nFqdn                : cts-edge.msxfaq.de\nServerRole          : Edge\nAdminDisplayVersion : Version 15.2 (Build 1544.4)',
      'Get-WebServicesVirtualDirectory.txt':
        'Name                : EWS (Default Web Site)\nOAuthAuthentication : True\nBasicAuthentication : True',
    }),
  });
  t.match(lab.details().organization, { servers: ['CTS-EX1'], exchangeVersion: '2016' });
  t.match(await output(lab, 'Get-WebServicesVirtualDirectory'), [{ Server: 'CTS-EX1', BasicAuthentication: true }]);
  t.equal((await output(lab, 'Get-ExchangeCertificate')).length, 3, 'beside the lab’s current one');
  const { ResultType } = await lab.testOAuthConnectivity({
    Service: 'EWS',
    TargetUri: 'https://outlook.office365.com',
    Mailbox: 'user2@msxfaq.de',
  });
  t.equal(ResultType, 'Success');
  t.match(
    report(lab).notTaken.find(({ object }) => object === 'CTS-EDGE'),
    { why: /edge|2016/ },
  );
});

const freePorts = ['--exchange-port', '0', '--exchange-http-port', '0', '--cloud-port', '0', '--control-port', '0'];

/** In this process: it ends by itself. */
async function refused(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const err: string[] = [];
  const console = { out: () => undefined, err: (text: string) => void err.push(text), environment };
  const code = await main(['start', ...freePorts, '--data-dir', join(folder, 'never'), ...args], console);
  return { code, err: err.join('') };
}

t.test('a table beside a list is told of, with what to type instead', async (t) => {
  const list = contosoExport()['Get-AuthConfig.txt'] ?? '';
  const table = 'Thumbprint  Services  Subject\n----------  --------  -------\nE1BD…       ....S..   CN=…\n';
  const from = await exported({ 'all.txt': `[PS] C:\\>Get-ExchangeCertificate\n\n${table}\n${list}` });
  const { objects, unread } = await readExport(from);
  t.match(objects, [{ kind: 'AuthConfig' }]);
  const why =
    "in line 3 it holds a table, which leaves most out and is not read: write 'Get-ExchangeCertificate | Format-List *' instead";
  t.strictSame(unread, [{ file: 'all.txt', why }]);
});

t.test('input that is no export gets one line that says why', async (t) => {
  const nowhere = join(folder, 'nowhere');
  t.strictSame(await refused(['--import', nowhere]), {
    code: 2,
    err: `exchange-oauth-lab: --import: there is no directory ${nowhere}.\n`,
  });
  const table = await exported({
    'Get-AuthServer.txt': 'Name  Type         Enabled\n----  ----         -------\nACS   MicrosoftACS True\n',
  });
  t.match(await refused([], { EXCHANGE_OAUTH_LAB_IMPORT: table }), {
    code: 2,
    err: /\| fl' text.*it holds a table.*'Get-AuthServer \| Format-List \*' instead/,
  });
  t.match(await refused(['--import', await exported({})]), {
    code: 2,
    err: /nothing in .* is an output of Get-AcceptedDomain/,
  });
  const broken = await exported({ 'a.xml': `<Objs xmlns="${psrp}">\n<Obj>\n` });
  const { code, err } = await refused(['--import', broken]);
  t.match({ code, err }, { code: 2, err: /^exchange-oauth-lab: --import: .*a\.xml, line \d+, can't be read: / });
  t.equal(err.trimEnd().split('\n').length, 1);
  const other = await exported({ 'Get-AuthConfig.txt': contosoExport()['Get-AuthConfig.txt'] ?? '' });
  const taken = await refused(['--import', other, '--data-dir', join(labs.directory, 'healthy')]);
  t.match(
    taken,
    { code: 1, err: /holds a lab for msxfaq\.de.*not for ad\.contoso\.com/ },
    'another lab stays as it is',
  );
});

t.test('the lines that an imported lab suggests leave the import as it is', async (t) => {
  const certificates = contosoExport()['Get-ExchangeCertificate.txt'] ?? '';
  const lab = await labs.start('suggested', {
    import: await exported({ 'Get-ExchangeCertificate.txt': certificates }),
  });
  const lines = nextSteps(lab);
  t.match(lines, /Test-OAuthConnectivity .*https:\/\/hybrid\.msxfaq\.de .*user1@msxfaq\.de/);
  t.match(lines, /Test-OAuthConnectivity .*https:\/\/outlook\.office365\.com .*user2@msxfaq\.de/);
  t.notMatch(lines, /scenarios/);
});

t.test(
  'lab.json names the export beside it; --json keeps standard output clean, and the API tells the report',
  async (t) => {
    const directory = await exported(
      contosoExport({ notBefore: '1/4/2020 3:36:25 PM', notAfter: '1/4/2021 3:36:25 PM' }),
    );
    const config = join(directory, '..', 'lab.json');
    await writeFile(config, JSON.stringify({ import: `./${basename(directory)}` }));
    const dataDir = join(folder, 'data');
    const args = [
      'start',
      '--json',
      ...freePorts,
      '--config',
      config,
      '--data-dir',
      dataDir,
      '--domain',
      'lab.contoso.com',
    ];
    const child = startProgram('exchange-oauth-lab', args, folder);
    const end = finished(child);
    t.teardown(() => child.kill());
    const line = await new Promise<string>((done) =>
      child.stdout.once('data', (chunk: Buffer) => done(chunk.toString())),
    );
    const { control } = JSON.parse(line) as { control: string };
    const body = (await (await request(`${control}/api/lab`)).body.json()) as { imported: unknown };
    t.match(body.imported, {
      from: directory,
      names: { domain: 'lab.contoso.com' },
      taken: [
        { property: 'AdminDisplayVersion', as: /^Exchange 2019, Version 15\.2 / },
        { file: 'Get-ExchangeCertificate.txt', object: contosoThumbprints.current, property: 'Subject' },
      ],
    });
    child.kill('SIGTERM');
    const { out, err } = await end;
    t.equal(out, line, 'one line and nothing else');
    t.match(err, /Imported from .*\n[\s\S]*Not taken over:\n/);
    t.match(err, /domain = contoso\.com: 'domain' was asked to be lab\.contoso\.com\./);
    const state = JSON.parse(await readFile(join(dataDir, 'state.json'), 'utf8'));
    t.match(state.world, { domain: 'lab.contoso.com', tenantDomain: 'contoso.onmicrosoft.com' });
  },
);

t.test('no defects in these labs', async (t) => t.same(labs.defects, []));
