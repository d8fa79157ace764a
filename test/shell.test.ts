import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { startLab } from '../src/lab.js';
import { parseArguments } from '../src/shell/arguments.js';
import { type Cmdlet, CmdletError } from '../src/shell/cmdlet.js';
import { formatList, formatTable } from '../src/shell/format.js';
import { bindParameters } from '../src/shell/parameter-binder.js';
import { cmdlets, findCmdlet } from '../src/shell/registry.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';

const defects: unknown[] = [];
const onDefect = (error: unknown) => void defects.push(error);
const freePorts = { exchangePort: 0, exchangeHttpPort: 0, cloudPort: 0, controlPort: 0 };
const lab = await startTemporaryLab({ onDefect });
t.teardown(() => lab.close());

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const test = findCmdlet('Test-OAuthConnectivity');
const setEws = findCmdlet('Set-WebServicesVirtualDirectory');

function bind(cmdlet: Cmdlet, ...argv: readonly string[]) {
  return bindParameters(cmdlet, parseArguments(cmdlet, argv));
}

/** The message of the CmdletError that a call ends with. */
function message(call: () => unknown): string {
  try {
    return `no error: ${JSON.stringify(call())}`;
  } catch (error) {
    return error instanceof CmdletError ? error.message : `another error: ${String(error)}`;
  }
}

t.test('arguments are read as PowerShell reads them', async (t) => {
  const usual = ['-Service', 'EWS', '-TargetUri', 'https://hybrid.msxfaq.de', '-Mailbox', 'user1@msxfaq.de'];
  const { TargetUri, ...bound } = bind(test, ...usual, '-AppOnly');
  t.equal((TargetUri as URL).href, 'https://hybrid.msxfaq.de/');
  t.strictSame(bound, { Service: 'EWS', Mailbox: 'user1@msxfaq.de', AppOnly: true });
  t.match(bind(test, '-SERVICE:autod', '-target:https://x.example/', '-m:a:b', '-vb'), {
    Service: 'AutoD',
    Mailbox: 'a:b',
    Verbose: true,
  });
  t.match(
    bind(test, '–Service', 'ews', '—TargetUri', 'https://x.example'),
    { Service: 'EWS' },
    'dashes as web pages make them',
  );
  for (const [written, value] of [
    ['', true],
    [':$true', true],
    [':True', true],
    [':1', true],
    [':$false', false],
    [':false', false],
    [':0', false],
    [':$False', false],
  ] as const) {
    t.equal(bind(test, ...usual, `-UseCachedToken${written}`).UseCachedToken, value, written);
  }
  t.strictSame(bind(findCmdlet('Get-AuthServer'), 'ACS - 1'), { Identity: 'ACS - 1' }, 'by position');
  t.strictSame(bind(findCmdlet('get-mailbox'), '-5'), { Identity: '-5' }, 'a negative number is a value');
  t.strictSame(bind(setEws, 'EX01\\EWS', '-OAuthAuthentication', '$false'), {
    Identity: 'EX01\\EWS',
    OAuthAuthentication: false,
  });
  const names = (text: string) =>
    bind(findCmdlet('Set-MsolServicePrincipal'), '-App', 'x', '-Serv', text).ServicePrincipalNames;
  t.strictSame(names('a, "b" ,’c’'), ['a', 'b', '’c’'.slice(1, -1)]);
  t.strictSame(names('@()'), []);
});

t.test('what can’t be bound is refused in PowerShell’s words', async (t) => {
  const target = ['-TargetUri', 'https://x.example'];
  const rows: [string, () => unknown, string | RegExp][] = [
    [
      'unknown',
      () => bind(test, '-Nothing', 'x'),
      "A parameter cannot be found that matches parameter name 'Nothing'.",
    ],
    [
      'ambiguous',
      () => bind(setEws, '-I', 'x'),
      "Parameter cannot be processed because the parameter name 'I' is ambiguous. Possible matches include: -Identity -InternalUrl.",
    ],
    [
      'twice',
      () => bind(test, '-Service', 'EWS', '-serv:EWS'),
      "Cannot bind parameter because parameter 'Service' is specified more than once.",
    ],
    [
      'twice, by an alias',
      () => bindParameters(test, { Verbose: true, vb: true }),
      /'Verbose' is specified more than once/,
    ],
    [
      'no value',
      () => bind(test, '-Mailbox'),
      "Missing an argument for parameter 'Mailbox'. Specify a parameter of type 'String' and try again.",
    ],
    ['a name for a value', () => bind(test, '-Mailbox', '-AppOnly'), /Missing an argument for parameter 'Mailbox'/],
    [
      'one too many',
      () => bind(findCmdlet('Get-Mailbox'), 'a', 'b'),
      "A positional parameter cannot be found that accepts argument 'b'.",
    ],
    [
      'nothing by position',
      () => bind(test, 'EWS'),
      "A positional parameter cannot be found that accepts argument 'EWS'.",
    ],
    [
      'missing',
      () => bind(test, '-Mailbox', 'x'),
      'Cannot process command because of one or more missing mandatory parameters: Service TargetUri.',
    ],
    [
      'empty',
      () => bind(findCmdlet('New-AuthServer'), '-Name', '', '-AuthMetadataUrl', 'https://x.example'),
      "Cannot bind argument to parameter 'Name' because it is an empty string.",
    ],
    [
      'no such value',
      () => bind(test, '-Service', 'POP', ...target),
      /Cannot process argument transformation on parameter 'Service'\..*EWS, AutoD, Generic\.$/,
    ],
    [
      'no URI',
      () => bind(test, '-Service', 'EWS', '-TargetUri', 'hybrid.msxfaq.de'),
      /'TargetUri'.*"hybrid\.msxfaq\.de" is no absolute URI/,
    ],
    ['another scheme', () => bind(test, '-Service', 'EWS', '-TargetUri', 'file:///etc/passwd'), /no absolute URI/],
    [
      'eaten by the shell',
      () => bind(test, '-Service', 'EWS', ...target, '-AppOnly:'),
      /'AppOnly'.*The value is empty: your shell has eaten it, write -Name:false\./,
    ],
    [
      'no switch',
      () => bind(test, '-Service', 'EWS', ...target, '-AppOnly:maybe'),
      /Cannot convert value "maybe" to type "System\.Boolean"/,
    ],
    [
      'an object',
      () => bindParameters(test, { Service: { toString: 1 }, TargetUri: 'https://x.example' }),
      /Cannot convert an object to type "System\.String"/,
    ],
    ['a list', () => bindParameters(test, { Service: 'EWS', TargetUri: ['https://x.example'] }), /no absolute URI/],
    [
      'unknown cmdlet',
      () => findCmdlet('Get-Nothing'),
      /^The term 'Get-Nothing' is not recognized as the name of a cmdlet\./,
    ],
  ];
  for (const [name, call, expected] of rows) t.match(message(call), expected, name);
});

t.test('whatever is typed or sent: bound, or a CmdletError', async (t) => {
  const names = [...new Set(cmdlets.flatMap(({ parameters }) => parameters.map(({ name }) => name)))];
  const name = fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom('__proto__', 'constructor', 'toString', '', 'i', 'W'),
    fc.string(),
  );
  const argument = fc.oneof(
    fc.string(),
    name.map((text) => `-${text}`),
    fc.tuple(name, fc.string()).map(([left, right]) => `-${left}:${right}`),
    fc.constantFrom('$true', '$false', '@()', '-', '--', '–', 'https://x.example', 'https://[', ':'),
  );
  const value = fc.oneof(fc.anything(), fc.string(), fc.webUrl(), fc.boolean());
  const safe = (call: () => unknown): boolean => {
    try {
      call();
      return true;
    } catch (error) {
      if (error instanceof CmdletError && error.message.length > 10) return true;
      throw error;
    }
  };
  const cmdlet = fc.constantFrom(...cmdlets);
  fc.assert(
    fc.property(cmdlet, fc.array(argument, { maxLength: 8 }), (one, argv) => safe(() => bind(one, ...argv))),
    { numRuns: 1500 },
  );
  fc.assert(
    fc.property(cmdlet, fc.dictionary(name, value, { maxKeys: 5 }), (one, given) =>
      safe(() => bindParameters(one, given)),
    ),
    { numRuns: 1500 },
  );
  t.pass('3000 of them');
});

t.test('Format-List puts further lines under the first: 14 blanks under Detail', async (t) => {
  const outcome = await lab.cmdlet('Test-OAuthConnectivity', {
    Service: 'EWS',
    TargetUri: 'https://hybrid.msxfaq.de',
    Mailbox: 'user1@msxfaq.de',
  });
  const lines = outcome.text.split('\n');
  t.equal(lines[0], 'Task        : Checking EWS API Call Under Oauth');
  t.match(lines[1], /^Detail {6}: The configuration was last/);
  t.match(lines[2], /^ {14}The token cache/);
  t.strictSame(lines.slice(-4), [
    'ResultType  : Success',
    'Identity    : Microsoft.Exchange.Security.OAuth.ValidationResultNodeId',
    'IsValid     : True',
    'ObjectState : New',
  ]);
  t.ok(lines.slice(2, -4).every((line) => line === '' || line.startsWith(' '.repeat(14))));
  t.equal(
    outcome.table,
    'Task                              ResultType\n----                              ----------\nChecking EWS API Call Under Oauth Success',
  );
});

t.test('Format-List and Format-Table print values as PowerShell does', async (t) => {
  const objects = [
    { Name: 'a', Count: 7, On: true, Tags: ['x', 'y'], Blank: null, When: new Date(Date.UTC(2026, 10, 3, 14, 5, 6)) },
    { Name: 'longer', Count: 1234, On: false, Tags: [], Blank: null, When: null },
  ];
  t.equal(
    formatList(objects.slice(0, 1)),
    ['Name  : a', 'Count : 7', 'On    : True', 'Tags  : {x, y}', 'Blank : ', 'When  : 11/3/2026 2:05:06 PM'].join('\n'),
  );
  t.match(formatList(objects.slice(0, 1), 'de-DE'), /^When {2}: 03\.11\.2026 14:05:06$/m);
  t.equal(formatList(objects).split('\n\n').length, 2, 'a blank line between two objects');
  t.equal(
    formatTable(objects, ['Name', 'Count', 'On']),
    ['Name   Count On', '----   ----- --', 'a          7 True', 'longer  1234 False'].join('\n'),
  );
  t.equal(formatTable([{ Text: 'two\n  lines' }]), 'Text\n----\ntwo lines');
  t.strictSame([formatList([]), formatTable([])], ['', '']);
});

t.test('every cmdlet does its work', async (t) => {
  const run = async (name: string, parameters = {}, session?: 'OnPremises' | 'Cloud') =>
    (await lab.cmdlet(name, parameters, { session })).output;
  const [config] = await run('Get-AuthConfig');
  t.strictSame(
    Object.keys(config ?? {}),
    'CurrentCertificateThumbprint PreviousCertificateThumbprint NextCertificateThumbprint NextCertificateEffectiveDate ServiceName Realm DeploymentId IssuerIdentifier Name AdminDisplayName ExchangeVersion DistinguishedName Identity Guid ObjectCategory ObjectClass WhenChanged WhenCreated WhenChangedUTC WhenCreatedUTC OrganizationId Id OriginatingServer IsValid ObjectState'.split(
      ' ',
    ),
  );
  t.match(config, {
    ServiceName: exchange,
    Realm: null,
    PreviousCertificateThumbprint: null,
    Guid: '945453c1-64fe-4f00-8b16-c104448502be',
    DistinguishedName:
      'CN=Auth Configuration,CN=MSXFAQ,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=msxfaq,DC=de',
    ObjectCategory: 'msxfaq.de/Configuration/Schema/ms-Exch-Auth-Auth-Config',
    ObjectClass: ['top', 'container', 'msExchContainer', 'msExchAuthAuthConfig'],
    OriginatingServer: 'DC01.msxfaq.de',
  });
  const [certificate] = await run('Get-ExchangeCertificate', {
    Thumbprint: String(config?.CurrentCertificateThumbprint).toLowerCase(),
  });
  t.strictSame(
    Object.keys(certificate ?? {}).slice(0, 14), // behind them comes what `fl *` adds
    'AccessRules CertificateDomains HasPrivateKey IsSelfSigned Issuer NotAfter NotBefore PublicKeySize RootCAType SerialNumber Services Status Subject Thumbprint'.split(
      ' ',
    ),
  );
  t.match(certificate, {
    HasPrivateKey: true,
    IsSelfSigned: true,
    PublicKeySize: 2048,
    RootCAType: 'None',
    Services: 'SMTP',
    Status: 'Valid',
    Subject: 'CN=Microsoft Exchange Server Auth Certificate',
  });
  lab.clock.advance(6 * 365 * 24 * 3600_000);
  t.match(await run('Get-ExchangeCertificate'), [{ Status: 'DateInvalid' }], 'by the lab’s clock');
  lab.clock.reset();

  const auth = await run('Get-AuthServer');
  t.match(auth, [
    {
      Name: /^ACS - /,
      Type: 'MicrosoftACS',
      Enabled: true,
      IssuerIdentifier: '00000001-0000-0000-c000-000000000000',
      Realm: lab.tenantId,
      TokenIssuingEndpoint: `https://accounts.accesscontrol.windows.net/${lab.tenantId}/tokens/OAuth/2`,
    },
    {
      Name: /^EvoSts - /,
      Type: 'AzureAD',
      IsDefaultAuthorizationEndpoint: false,
      IssuerIdentifier: `https://sts.windows.net/${lab.tenantId}/`,
    },
  ]);
  t.ok(
    auth.every(({ CertificateStrings }) => Array.isArray(CertificateStrings) && CertificateStrings.length > 0),
    'keys came over the network',
  );
  t.match(await run('Get-AuthServer', { Identity: String(auth[0]?.Name).toUpperCase() }), [{ Guid: auth[0]?.Guid }]);

  const url = 'https://accounts.accesscontrol.windows.net/contoso.onmicrosoft.com/metadata/json/1';
  const added = await lab.cmdlet('New-AuthServer', {
    Name: 'WindowsAzureACS',
    AuthMetadataUrl: url,
    Enabled: '$false',
  });
  t.match(added.output, [
    {
      Name: 'WindowsAzureACS',
      Type: 'MicrosoftACS',
      Enabled: false,
      Realm: lab.details().tenants[1]?.tenantId,
      AuthMetadataUrl: url,
    },
  ]);
  t.match(added.warnings?.join(), /^\[lab\] takes effect after \d{4}-\d\d-\d\dT.*; iisreset does it at once\.$/);
  const Identity = String(added.output[0]?.Guid);
  const set = async (parameters: object) => {
    t.strictSame(await run('Set-AuthServer', { Identity, ...parameters }), []);
    return (await run('Get-AuthServer', { Identity }))[0];
  };
  t.match(await set({ Name: 'windowsazureacs', Enabled: true, DomainName: 'contoso.onmicrosoft.com' }), {
    Name: 'windowsazureacs',
    Enabled: true,
    DomainName: ['contoso.onmicrosoft.com'],
    Realm: lab.details().tenants[1]?.tenantId,
  });
  t.match(await set({ ApplicationIdentifier: 'an-app', Enabled: false }), {
    ApplicationIdentifier: 'an-app',
    Enabled: false,
    DomainName: ['contoso.onmicrosoft.com'],
  });
  const ownMetadata = 'https://accounts.accesscontrol.windows.net/msxfaq.onmicrosoft.com/metadata/json/1';
  t.match(
    await set({ AuthMetadataUrl: ownMetadata, IsDefaultAuthorizationEndpoint: true }),
    {
      AuthMetadataUrl: ownMetadata,
      Realm: lab.tenantId,
      TokenIssuingEndpoint: `https://accounts.accesscontrol.windows.net/${lab.tenantId}/tokens/OAuth/2`,
      IsDefaultAuthorizationEndpoint: true,
      ApplicationIdentifier: 'an-app',
    },
    'a new URL is read at once',
  );
  t.match(await set({ RefreshAuthMetadata: true }), { Realm: lab.tenantId, Name: 'windowsazureacs' });
  t.strictSame(await run('Remove-AuthServer', { Identity, Confirm: false }), []);
  t.equal((await run('Get-AuthServer')).length, 2);
  t.match(await run('iisreset'), [{ Status: 'Internet services successfully restarted' }]);

  const addresses = async (session: 'OnPremises' | 'Cloud') =>
    (await run('Get-Mailbox', {}, session)).map(({ PrimarySmtpAddress }) => PrimarySmtpAddress);
  t.strictSame(await addresses('OnPremises'), ['user2@msxfaq.de', 'admin@msxfaq.de']);
  t.strictSame(await addresses('Cloud'), ['user1@msxfaq.de']);
  for (const identity of ['user2', 'USER2@msxfaq.de', 'MSXFAQ\\user2', 'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52']) {
    t.match(await run('Get-Mailbox', { Identity: identity }), [{ Alias: 'user2' }], identity);
  }
  t.match(await run('New-Mailbox', { Name: 'Frank', MicrosoftOnlineServicesID: 'Frank@MSXFAQ.de' }), [
    { Name: 'Frank', Alias: 'frank', PrimarySmtpAddress: 'frank@msxfaq.de', RecipientTypeDetails: 'UserMailbox' },
  ]);
  t.strictSame(await addresses('Cloud'), ['user1@msxfaq.de', 'frank@msxfaq.de']);
  await run('Remove-Mailbox', { Identity: 'frank', Confirm: false }, 'Cloud');
  t.strictSame(await addresses('Cloud'), ['user1@msxfaq.de']);

  t.match(await run('New-MgDomain', { Id: 'Fabrikam.com' }), [{ Id: 'fabrikam.com', IsVerified: true }]);
  await run('Remove-MgDomain', { DomainId: 'fabrikam.com' });
  const [principal] = await run('Get-MsolServicePrincipal', { AppPrincipalId: exchange.toUpperCase() });
  t.match(principal, { AppPrincipalId: exchange, DisplayName: 'Office 365 Exchange Online' });
  const known = (principal?.ServicePrincipalNames ?? []) as readonly string[];
  const names = [...known, 'https://mail.msxfaq.de/'];
  t.ok(names.includes('https://hybrid.msxfaq.de/'));
  await run('Set-MsolServicePrincipal', { AppPrincipalId: exchange, ServicePrincipalNames: names });
  t.strictSame((await run('Get-MsolServicePrincipal'))[0]?.ServicePrincipalNames, names);

  const identity = 'ex02\\ews (default web site)';
  await run('Set-WebServicesVirtualDirectory', {
    Identity: identity,
    ExternalUrl: 'https://mail.msxfaq.de/ews/exchange.asmx',
    BasicAuthentication: true,
    WindowsAuthentication: false,
  });
  t.match(await run('Get-WebServicesVirtualDirectory', { Identity: identity }), [
    {
      Server: 'EX02',
      ExternalUrl: 'https://mail.msxfaq.de/ews/exchange.asmx',
      InternalUrl: 'https://owa.msxfaq.de/ews/Exchange.asmx',
      InternalAuthenticationMethods: ['Basic', 'WSSecurity', 'OAuth'],
    },
  ]);
  t.match(await run('Get-WebServicesVirtualDirectory', { Server: 'ex01' }), [
    { Server: 'EX01', InternalAuthenticationMethods: ['Ntlm', 'WindowsIntegrated', 'WSSecurity', 'OAuth'] },
  ]);
  await lab.scenarios.reset();
});

t.test('every cmdlet says in a sentence what it can’t do, in the words of its side', async (t) => {
  const here = (object: string) =>
    `The operation couldn't be performed because object '${object}' couldn't be found on 'DC01.msxfaq.de'.`;
  const cloud = (object: string) =>
    `Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object '${object}' couldn't be found on 'FR2P281A07DC001.DEUP281A007.PROD.OUTLOOK.COM'.`;
  const metadata = 'https://accounts.accesscontrol.windows.net/msxfaq.de/metadata/json/1';
  const [acs = '', evoSts = ''] = (await lab.cmdlet('Get-AuthServer')).output.map(({ Name }) => String(Name));
  const rows: [string, Record<string, unknown>, 'OnPremises' | 'Cloud', string, string | RegExp][] = [
    ['Get-AuthServer', { Identity: 'none' }, 'OnPremises', 'ObjectNotFound', here('none')],
    ['Remove-AuthServer', { Identity: 'none' }, 'OnPremises', 'ObjectNotFound', here('none')],
    ['Get-Mailbox', { Identity: 'user1' }, 'OnPremises', 'ObjectNotFound', here('user1')],
    ['Get-Mailbox', { Identity: 'user2' }, 'Cloud', 'ObjectNotFound', cloud('user2')],
    ['Remove-Mailbox', { Identity: 'user2' }, 'Cloud', 'ObjectNotFound', cloud('user2')],
    [
      'Get-ExchangeCertificate',
      { Thumbprint: 'abc' },
      'OnPremises',
      'ObjectNotFound',
      'A special Rpc error occurs on server EX01: The certificate with thumbprint ABC was not found.',
    ],
    ['Get-WebServicesVirtualDirectory', { Identity: 'EX09\\EWS' }, 'OnPremises', 'ObjectNotFound', here('EX09\\EWS')],
    ['Get-WebServicesVirtualDirectory', { Server: 'EX09' }, 'OnPremises', 'ObjectNotFound', here('EX09')],
    ['Set-WebServicesVirtualDirectory', { Identity: 'EX09\\EWS' }, 'OnPremises', 'ObjectNotFound', here('EX09\\EWS')],
    ['Get-MsolServicePrincipal', { AppPrincipalId: 'none' }, 'Cloud', 'ObjectNotFound', cloud('none')],
    [
      'Set-MsolServicePrincipal',
      { AppPrincipalId: 'none', ServicePrincipalNames: 'x' },
      'Cloud',
      'ObjectNotFound',
      cloud('none'),
    ],
    ['Remove-MgDomain', { DomainId: 'none.example' }, 'Cloud', 'ObjectNotFound', cloud('none.example')],
    ['Remove-MgDomain', { DomainId: 'msxfaq.onmicrosoft.com' }, 'Cloud', 'InvalidOperation', /initial domain/],
    [
      'Remove-MgDomain',
      { DomainId: 'msxfaq.de' },
      'Cloud',
      'InvalidOperation',
      /remove the mailbox user1@msxfaq\.de first/,
    ],
    ['New-MgDomain', { Id: 'MSXFAQ.de' }, 'Cloud', 'ResourceExists', /verified in msxfaq\.onmicrosoft\.com already/],
    ['New-MgDomain', { Id: 'no domain' }, 'Cloud', 'InvalidArgument', /'no domain' is no domain name/],
    [
      'New-Mailbox',
      { Name: 'x', MicrosoftOnlineServicesID: 'x@elsewhere.example' },
      'Cloud',
      'InvalidArgument',
      /'elsewhere\.example' is no verified domain/,
    ],
    [
      'New-Mailbox',
      { Name: 'x', MicrosoftOnlineServicesID: '@msxfaq.de' },
      'Cloud',
      'InvalidArgument',
      /no e-mail address/,
    ],
    ['New-Mailbox', { Name: 'x', MicrosoftOnlineServicesID: 'USER2@msxfaq.de' }, 'Cloud', 'ResourceExists', /in use/],
    [
      'New-AuthServer',
      { Name: 'x'.repeat(65), AuthMetadataUrl: metadata },
      'OnPremises',
      'InvalidArgument',
      /more than 64/,
    ],
    [
      'New-AuthServer',
      { Name: 'x', AuthMetadataUrl: 'https://hybrid.msxfaq.de/nowhere' },
      'OnPremises',
      'ConnectionError',
      /^Cannot acquire auth metadata document from 'https:\/\/hybrid\.msxfaq\.de\/nowhere'\. Error: .*404/,
    ],
    [
      'New-AuthServer',
      { Name: 'x', AuthMetadataUrl: 'https://127.0.0.1:1/' },
      'OnPremises',
      'ConnectionError',
      /^Cannot acquire auth metadata document/,
    ],
    ['Set-AuthServer', { Identity: 'none' }, 'OnPremises', 'ObjectNotFound', here('none')],
    ['Set-AuthServer', { Identity: acs, Name: ' ' }, 'OnPremises', 'InvalidArgument', /needs a name/],
    ['Set-AuthServer', { Identity: acs, Name: 'x'.repeat(65) }, 'OnPremises', 'InvalidArgument', /more than 64/],
    ['Set-AuthServer', { Identity: acs, Name: evoSts.toUpperCase() }, 'OnPremises', 'ResourceExists', /exists already/],
    [
      'Set-AuthServer',
      { Identity: acs, RefreshAuthMetadata: true, AuthMetadataUrl: metadata },
      'OnPremises',
      'InvalidArgument',
      'Parameter set cannot be resolved using the specified named parameters.',
    ],
    [
      'Set-AuthServer',
      { Identity: acs, ApplicationIdentifier: 'x', IsDefaultAuthorizationEndpoint: true },
      'OnPremises',
      'InvalidArgument',
      /^Parameter set/,
    ],
    [
      'Set-AuthServer',
      { Identity: acs, Enabled: false, AuthMetadataUrl: 'https://hybrid.msxfaq.de/nowhere' },
      'OnPremises',
      'ConnectionError',
      /^Cannot acquire auth metadata document from 'https:\/\/hybrid\.msxfaq\.de\/nowhere'\. Error: .*404/,
    ],
    [
      'Get-AuthConfig',
      {},
      'Cloud',
      'InvalidOperation',
      'Get-AuthConfig exists on-premises (-Session OnPremises) only.',
    ],
    [
      'New-Mailbox',
      { Name: 'x', MicrosoftOnlineServicesID: 'x@msxfaq.de' },
      'OnPremises',
      'InvalidArgument',
      "A parameter cannot be found that matches parameter name 'MicrosoftOnlineServicesID'.",
    ],
    ['iisreset', {}, 'Cloud', 'InvalidOperation', /on-premises/],
  ];
  const before = await readFile(join(lab.caFile, '..', '..', 'state.json'), 'utf8');
  for (const [name, parameters, session, category, text] of rows) {
    await t.rejects(
      lab.cmdlet(name, parameters, { session }),
      { name: 'CmdletError', category, message: text },
      `${name} ${JSON.stringify(parameters)}`,
    );
  }
  const server = String((await lab.cmdlet('Get-AuthServer')).output[0]?.Name);
  await t.rejects(lab.cmdlet('New-AuthServer', { Name: server, AuthMetadataUrl: metadata }), {
    name: 'CmdletError',
    message: /exists already/,
  });
  t.equal(await readFile(join(lab.caFile, '..', '..', 'state.json'), 'utf8'), before, 'nothing was changed');
  t.equal(rows.length, new Set(rows.map((row) => JSON.stringify(row.slice(0, 3)))).size);
});

t.test('a URL object names the session as its text does', async (t) => {
  const outcome = await lab.cmdlet('Test-OAuthConnectivity', {
    Service: 'EWS',
    TargetUri: new URL('https://hybrid.msxfaq.de'),
    Mailbox: 'user1@msxfaq.de',
  });
  t.match(outcome, { session: 'Cloud', output: [{ ResultType: 'Success' }] });
});

t.test('a change is on disk when the cmdlet ends, and the file is whole at every moment', async (t) => {
  const path = join(lab.caFile, '..', '..', 'state.json');
  let reading = true;
  let reads = 0;
  const reader = (async () => {
    while (reading) {
      JSON.parse(await readFile(path, 'utf8'));
      reads += 1;
    }
  })();
  const names = Array.from({ length: 20 }, (_, index) => `mass${index}`);
  await Promise.all(
    names.map((name) => lab.cmdlet('New-Mailbox', { Name: name, MicrosoftOnlineServicesID: `${name}@msxfaq.de` })),
  );
  reading = false;
  await reader;
  t.ok(reads > 0);
  const state = JSON.parse(await readFile(path, 'utf8'));
  const saved = state.tenants[0].recipients.map(({ alias }: { alias: string }) => alias);
  t.ok(
    names.every((name) => saved.includes(name)),
    'none of the changes was lost',
  );
  t.equal((await stat(path)).mode & 0o777, 0o600);
  t.notOk(
    (await readdir(join(path, '..'))).some((name) => /tmp|\.json\./.test(name)),
    'no scraps',
  );
  await lab.scenarios.reset();
});

t.test('what can’t be written is not done', async (t) => {
  if (process.getuid?.() === 0) {
    t.pass('not writable', { skip: 'root may write everywhere' });
    return;
  }
  const directory = join(lab.caFile, '..', '..');
  await chmod(directory, 0o500);
  t.teardown(() => chmod(directory, 0o700));
  await t.rejects(lab.cmdlet('New-Mailbox', { Name: 'lost', MicrosoftOnlineServicesID: 'lost@msxfaq.de' }));
  await t.rejects(lab.cmdlet('Get-Mailbox', { Identity: 'lost' }, { session: 'Cloud' }));
});

t.test('a state file that can’t be used is one clear error, and stays as it is', async (t) => {
  const dataDir = await temporaryDirectory(t);
  await (await startLab({ ...freePorts, dataDir, onDefect })).close();
  const path = join(dataDir, 'state.json');
  const good = await readFile(path, 'utf8');
  const change = (edit: Record<string, unknown>) => JSON.stringify({ ...JSON.parse(good), ...edit });
  const rows: [string, string, RegExp][] = [
    ['empty', '', /it is no JSON/],
    ['cut off', good.slice(0, good.length / 2), /it is no JSON/],
    ['null', 'null', /it is no state of a lab/],
    ['a list', '[]', /it is no state of a lab/],
    ['another file', '{"name":"x"}', /its version is undefined/],
    ['of a later program', change({ version: 2 }), /its version is 2, this program knows 1/],
    ['a part missing', change({ organization: undefined }), /its part 'organization' is missing or damaged/],
    ['a part damaged', change({ tenants: {} }), /its part 'tenants' is missing or damaged/],
    ['nothing in a part', change({ organization: {} }), /its part 'organization\.servers' is missing or damaged/],
    ['no publishing', change({ network: {} }), /its part 'network\.withdrawnNames' is missing or damaged/],
    ['a part of a part damaged', change({ tenants: [1] }), /its part 'tenants\.0' is missing or damaged/],
    ['no world', change({ world: {} }), /its part 'world' is missing or damaged/],
    ['other keys', change({ keys: 'AB' }), /belongs to keys that are no longer in/],
    [
      'another world',
      change({ world: { ...JSON.parse(good).world, domain: 'other.example' } }),
      /holds a lab for other\.example/,
    ],
  ];
  for (const [name, text, expected] of rows) {
    await writeFile(path, text);
    const start = startLab({ ...freePorts, dataDir, onDefect });
    await t.rejects(
      start.then((started) => started.close()),
      { message: expected },
      name,
    );
    await start.catch((error: Error) => {
      t.ok(error.message.includes(dataDir), 'it names the file');
      t.notMatch(error.message, /Cannot read prop|undefined is not/);
    });
    t.equal(await readFile(path, 'utf8'), text, 'not replaced');
  }
  await writeFile(path, good);
  await (await startLab({ ...freePorts, dataDir, onDefect })).close();
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(defects, []);
});

async function temporaryDirectory(t: Test): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-test-'));
  t.teardown(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
