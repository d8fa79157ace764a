import fc from 'fast-check';
import t from 'tap';
import { CapturedShell } from '../src/shell/captured-shell.js';
import { type Cmdlet, CmdletError, type ParameterDefinition, type PowerShellObject } from '../src/shell/cmdlet.js';
import type { CommandInvoker } from '../src/shell/command-invoker.js';
import { complete } from '../src/shell/completion.js';
import { formatTable, propertyNames } from '../src/shell/format.js';
import { parseScript } from '../src/shell/language/parser.js';
import { ScriptError } from '../src/shell/language/script-error.js';
import type { FileAccess } from '../src/shell/language/static-members.js';
import type { Prompt } from '../src/shell/prompt.js';
import { confirmPrompt } from '../src/shell/prompt.js';
import type { SessionRequest } from '../src/shell/session.js';
import { Shell, type ShellHost } from '../src/shell/shell.js';

// The language on its own: cmdlets that only say what they were given, no lab behind them.

const text = (name: string, more: Partial<ParameterDefinition> = {}): ParameterDefinition => ({
  name,
  type: 'String',
  help: `Help of ${name}.`,
  ...more,
});

function cmdlet(name: string, parameters: readonly ParameterDefinition[], more: Partial<Cmdlet> = {}): Cmdlet {
  return {
    name,
    synopsis: `${name} of a test.`,
    sessions: ['OnPremises'],
    parameters,
    run: () => ({ output: [] }),
    ...more,
  };
}

const identity = text('Identity', { position: 0, mandatory: true });
const fakes: readonly Cmdlet[] = [
  cmdlet('New-ExchangeCertificate', [
    { ...text('KeySize'), type: 'Int32' },
    { ...text('PrivateKeyExportable'), type: 'Boolean' },
    text('SubjectName'),
    { ...text('DomainName'), type: 'String[]' },
    text('FriendlyName'),
    { ...text('Services'), type: 'String[]' },
    { ...text('Force'), type: 'SwitchParameter' },
  ]),
  cmdlet('Set-AuthConfig', [
    text('NewCertificateThumbprint'),
    { ...text('NewCertificateEffectiveDate'), type: 'DateTime' },
    { ...text('PublishCertificate'), type: 'SwitchParameter' },
    { ...text('ClearPreviousCertificate'), type: 'SwitchParameter' },
  ]),
  cmdlet('Get-AuthConfig', []),
  cmdlet('Get-ExchangeCertificate', [text('Thumbprint', { position: 0, fromPipeline: ['Thumbprint'] })]),
  cmdlet('Get-PartnerApplication', []),
  cmdlet('Set-PartnerApplication', [identity, { ...text('Enabled'), type: 'Boolean' }]),
  cmdlet('Get-AuthServer', [], { tableView: ['Name', 'Type'], tableByDefault: true }),
  cmdlet('Get-AzureADServicePrincipal', [text('SearchString')], { sessions: ['Cloud'] }),
  cmdlet('Get-AzureADServicePrincipalKeyCredential', [text('ObjectId', { fromPipeline: ['ObjectId'] })], {
    sessions: ['Cloud'],
  }),
  cmdlet(
    'Test-OAuthConnectivity',
    [text('Service', { values: ['EWS', 'AutoD'] }), text('TargetUri'), text('Mailbox')],
    {
      sessions: ['OnPremises', 'Cloud'],
    },
  ),
  cmdlet('Set-MailboxThing', [
    { ...text('Names'), type: 'MultiValuedProperty' },
    { ...text('Span'), type: 'TimeSpan' },
  ]),
  cmdlet('Import-ExchangeCertificate', [
    { ...text('FileData'), type: 'Byte[]' },
    { ...text('Password'), type: 'SecureString' },
  ]),
  cmdlet('MonitorExchangeAuthCertificate.ps1', [{ ...text('ValidateAndRenewAuthCertificate'), type: 'Boolean' }]),
  cmdlet('iisreset', [text('Switch', { position: 0 })]),
  cmdlet('Get-Date', [], { sessions: ['OnPremises', 'Cloud'] }),
  cmdlet('Get-Mailbox', [], { sessions: ['OnPremises', 'Cloud'] }),
  cmdlet('Get-OrganizationConfig', []),
  cmdlet('Remove-Thing', [identity], { supportsShouldProcess: true }),
];

const outputs: Readonly<Record<string, readonly PowerShellObject[]>> = {
  'New-ExchangeCertificate': [{ Thumbprint: 'ABC123', Services: 'SMTP', Subject: 'CN=x' }],
  'Get-AuthConfig': [{ CurrentCertificateThumbprint: 'CURRENT', PreviousCertificateThumbprint: null }],
  'Get-PartnerApplication': [
    {
      Name: 'Exchange Online',
      ApplicationIdentifier: '00000002-0000-0ff1-ce00-000000000000',
      Realm: '',
      Identity: 'EXO',
    },
    { Name: 'Other', ApplicationIdentifier: '00000004-0000-0ff1-ce00-000000000000', Realm: 'x', Identity: 'Other' },
  ],
  'Get-AuthServer': [
    { Name: 'ACS - 1', Type: 'MicrosoftACS', TokenIssuingEndpoint: 'https://a/1', Realm: 'r', Enabled: true },
    { Name: 'EvoSts - 1', Type: 'AzureAD', TokenIssuingEndpoint: 'https://b/2', Realm: null, Enabled: false },
  ],
  'Get-AzureADServicePrincipal': [{ ObjectId: 'oid-1', DisplayName: 'Office 365 Exchange Online' }],
};

interface Call {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly where: SessionRequest;
}

const moment = new Date('2026-11-25T07:30:00.000Z');

/** An invoker that remembers what it was asked for. */
function recorder() {
  const calls: Call[] = [];
  const invoker: CommandInvoker = {
    async invoke(name, parameters, where, answers) {
      calls.push({ name, parameters, where });
      const base = { text: '', list: '', table: '', session: where.session ?? 'OnPremises' } as const;
      if (where.server === 'EX09') throw new CmdletError('InvalidArgument', 'no such server');
      if (name === 'Get-Date') return { ...base, output: [], values: [moment] };
      if (name === 'Get-ExchangeCertificate')
        return { ...base, output: [{ Thumbprint: String(parameters.Thumbprint), Services: 'SMTP' }] };
      if (name === 'Remove-Thing') {
        const prompt: Prompt = confirmPrompt(name, `Remove ${String(parameters.Identity)}?`);
        const answer = await answers.answer(prompt);
        if (answer === undefined)
          throw new CmdletError('ConfirmationRequired', 'Remove-Thing asks: Remove?', undefined, prompt);
        return { ...base, output: [{ Removed: parameters.Identity as string, Answer: answer }] };
      }
      if (name === 'iisreset')
        return { ...base, output: [{ Status: 'x' }], host: [{ text: 'Attempting stop...', color: 'Green' as const }] };
      return { ...base, output: outputs[name] ?? [], warnings: name === 'Set-AuthConfig' ? ['wait'] : [] };
    },
  };
  return { calls, invoker };
}

const registry = {
  cmdlets: fakes,
  lookUpCmdlet: (name: string) => fakes.find((one) => one.name.toLowerCase() === name.toLowerCase()),
};

/** Runs a script with the fakes. */
async function run(script: string, answers: readonly string[] = [], files?: FileAccess) {
  const { calls, invoker } = recorder();
  const said: string[] = [];
  const left = [...answers];
  const host: ShellHost = {
    write: (line) => void said.push(line),
    clear: () => undefined,
    answers: { answer: () => left.shift() },
    readLine: async () => left.shift(),
    sleep: async () => undefined,
    culture: 'en-US',
    files,
    mostStatements: 500,
  };
  const shell = new Shell(invoker, host, registry);
  const end = await shell.run(script);
  return { calls, ...end, text: said.join(''), shell };
}

/** What the last call was given. */
async function given(script: string) {
  return (await run(script)).calls.at(-1)?.parameters;
}

/** The one value a script gives. */
async function resultOf(script: string): Promise<unknown> {
  const { output, errors } = await run(script);
  if (errors[0]) throw errors[0];
  return output.length === 1 ? output[0] : [...output];
}

function parseError(script: string): ScriptError {
  try {
    parseScript(script);
  } catch (error) {
    if (error instanceof ScriptError) return error;
    throw error;
  }
  throw new Error(`'${script}' was understood`);
}

t.test('the blocks of the seed page run as they stand there, their line breaks lost', async (t) => {
  const words = {
    KeySize: 2048,
    PrivateKeyExportable: true,
    SubjectName: 'cn=Microsoft Exchange Server Auth Certificate',
    DomainName: ['*.<primaryMaildomain>'],
    FriendlyName: 'Microsoft Exchange Server Auth Certificate',
    Services: ['SMTP'],
  };
  const one =
    'New-ExchangeCertificate ` -KeySize 2048 ` -PrivateKeyExportable $true ` -SubjectName "cn=Microsoft Exchange Server Auth Certificate" ` -DomainName "*.<primaryMaildomain>" ` -FriendlyName "Microsoft Exchange Server Auth Certificate" ` -Services SMTP';
  t.strictSame(await given(one), words, 'in one line');
  t.strictSame(await given(one.replaceAll('` -', '`\n  -')), words, 'with its line breaks');
  t.strictSame(await given(one.replaceAll('` -', '`\r\n-')), words, 'with those of Windows');
  t.strictSame(await given(one.replaceAll('"', '“').replaceAll(' -', ' –')), words, 'curly quotes and dashes');
  t.strictSame(await given('Set-AuthConfig ` -PublishCertificate'), { PublishCertificate: true });
  t.strictSame(await given('Set-AuthConfig ` -ClearPreviousCertificate'), { ClearPreviousCertificate: true });
  const test = await run(
    'Test-OAuthConnectivity ` -Service EWS ` -TargetUri https://hybrid.msxfaq.de ` -Verbose ` -Mailbox user1@msxfaq.de',
  );
  t.strictSame(test.calls.at(-1)?.parameters, {
    Service: 'EWS',
    TargetUri: 'https://hybrid.msxfaq.de',
    Verbose: true,
    Mailbox: 'user1@msxfaq.de',
  });
  const cloud = await run(
    'Get-AzureADServicePrincipal ` -SearchString "Office 365 Exchange Online" ` | Get-AzureADServicePrincipalKeyCredential',
  );
  t.strictSame(
    cloud.calls.map(({ name, parameters, where }) => [name, parameters, where.session]),
    [
      ['Get-AzureADServicePrincipal', { SearchString: 'Office 365 Exchange Online' }, 'Cloud'],
      ['Get-AzureADServicePrincipalKeyCredential', { ObjectId: 'oid-1' }, 'Cloud'],
    ],
    'a cmdlet of the cloud runs there without being connected',
  );
  const error = parseError(
    'Set-AuthConfig ` -NewCertificateThumbprint your_certificate’s_thumbprint_goes_here ` -NewCertificateEffectiveDate (get-date)',
  );
  t.equal(error.message, "The string is missing the terminator: '.", 'a curly apostrophe is a quote');
  t.match(error.position, { line: 1, column: 60 });
});

t.test('the lines that the issue quotes run exactly as published', async (t) => {
  const renewal = await run(
    '$c = New-ExchangeCertificate -KeySize 2048 -DomainName @(); Set-AuthConfig -NewCertificateThumbprint $c.Thumbprint -NewCertificateEffectiveDate (Get-Date).AddHours(49)',
  );
  t.strictSame(renewal.calls[0]?.parameters, { KeySize: 2048, DomainName: [] });
  t.strictSame(renewal.calls.at(-1)?.parameters, {
    NewCertificateThumbprint: 'ABC123',
    NewCertificateEffectiveDate: new Date('2026-11-27T08:30:00.000Z'),
  });
  const partner = await run(
    "Get-PartnerApplication | ?{$_.ApplicationIdentifier -eq '00000002-0000-0ff1-ce00-000000000000' -and $_.Realm -eq ''} | Set-PartnerApplication -Enabled $true",
  );
  t.strictSame(
    partner.calls.slice(1).map(({ parameters }) => parameters),
    [{ Enabled: true, Identity: 'EXO' }],
  );
  const current = await run(
    '(Get-AuthConfig).CurrentCertificateThumbprint | %{Get-ExchangeCertificate -Thumbprint $_ | fl}',
  );
  t.equal(current.text, '\nThumbprint : CURRENT\nServices   : SMTP\n\n');
  t.equal((await run('Get-AuthConfig | select -ExpandProperty CurrentCertificateThumbprint')).text, 'CURRENT\n');
  t.equal(
    (await run('Get-AuthServer | ft name,tokenissuingendpoint -au')).text,
    '\nName       TokenIssuingEndpoint\n----       --------------------\nACS - 1    https://a/1\nEvoSts - 1 https://b/2\n\n',
  );
  t.strictSame(await given('.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true'), {
    ValidateAndRenewAuthCertificate: true,
  });
  t.strictSame(await given('.\\MonitorExchangeAuthCertificate'), {}, 'without the extension too');
  t.strictSame(await given('& "C:\\Scripts\\MonitorExchangeAuthCertificate.ps1"'), {});
  t.strictSame(await given('iisreset /noforce'), { Switch: '/noforce' });
  t.strictSame(await given('[PS] C:\\> Set-AuthConfig -PublishCertificate'), { PublishCertificate: true });
  t.strictSame(await given('PS C:\\> Set-AuthConfig -PublishCertificate'), { PublishCertificate: true });
  t.strictSame(await given('[PS] C:\\>Set-AuthConfig -PublishCertificate'), { PublishCertificate: true });
});

t.test('arguments: lists, hash tables, splatting, switches, words', async (t) => {
  t.strictSame(await given("New-ExchangeCertificate -DomainName 'a','b'"), { DomainName: ['a', 'b'] });
  t.strictSame(await given('New-ExchangeCertificate -DomainName a.de, b.de'), { DomainName: ['a.de', 'b.de'] });
  t.strictSame(
    await given("New-ExchangeCertificate -DomainName 'a,b'"),
    { DomainName: ['a,b'] },
    'a comma in quotes separates nothing',
  );
  t.strictSame(await given("Set-MailboxThing -Names @{Add='x'; Remove='y','z'}"), {
    Names: { Add: 'x', Remove: ['y', 'z'] },
  });
  t.strictSame(await given('Set-MailboxThing -Names $null'), { Names: '$null' });
  t.strictSame(await given('Set-MailboxThing -Span ([timespan]"1.02:00:00")'), { Span: '1.02:00:00' });
  t.strictSame(await given('$p = @{Service="EWS"; Mailbox=\'x\'}\nTest-OAuthConnectivity @p'), {
    Service: 'EWS',
    Mailbox: 'x',
  });
  t.strictSame(await given('New-ExchangeCertificate -PrivateKeyExportable:$false -Force'), {
    PrivateKeyExportable: false,
    Force: true,
  });
  t.strictSame(await given('Test-OAuthConnectivity -Mailbox 007'), { Mailbox: '007' }, 'no number is made of it');
  t.strictSame(await given('$d="x"; Test-OAuthConnectivity -Mailbox $d@msxfaq.de'), { Mailbox: 'x@msxfaq.de' });
  t.strictSame(await given('Test-OAuthConnectivity -Mailbox a#b # said'), { Mailbox: 'a#b' });
  t.strictSame(
    await given('<# all of it\nis said #> Test-OAuthConnectivity -mailb x'),
    { Mailbox: 'x' },
    'prefixes of names',
  );
  const password = await run(
    '$p = ConvertTo-SecureString -String x -AsPlainText -Force; Import-ExchangeCertificate -Password $p -FileData AQID; $p',
  );
  t.strictSame(password.calls[0]?.parameters, { Password: 'x', FileData: 'AQID' });
  t.equal(password.text, 'System.Security.SecureString\n', 'it is not shown');
});

t.test('expressions are what PowerShell makes of them', async (t) => {
  const rows: readonly (readonly [string, unknown])[] = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 % 4', 3],
    ['-3 + 1', -2],
    ['1..3', [1, 2, 3]],
    ["'a','b' + 'c'", ['a', 'b', 'c']],
    ['"A" -eq "a"', true],
    ['"A" -ceq "a"', false],
    ["'msxfaq.de' -like '*.DE'", true],
    ["'msxfaq.de' -notlike 'x*'", true],
    ["'EX01' -match '^ex\\d+$'", true],
    ["'a','b' -contains 'B'", true],
    ["'c' -notin 'a','b'", true],
    ["'a','b','a' -eq 'a'", ['a', 'a']],
    ['$null -eq $null', true],
    ["$null -eq ''", false],
    ['!$true', false],
    ['-not (1 -gt 2)', true],
    ['$true -and $false -or $true', true],
    ['5 -ge 5', true],
    ["'10' -as [int]", 10],
    ["'x' -is [string]", true],
    ["'{0:N1} of {1,3}|{2:yyyy}' -f 2.25, 7, [datetime]'2026-11-25'", '2.3 of   7|2026'],
    ["'a-b' -replace '-','+'", 'a+b'],
    ["'a;b' -split ';'", ['a', 'b']],
    ["'a','b' -join '+'", 'a+b'],
    ['[int]"5" + 1', 6],
    ['[string]5 + 1', '51'],
    ["[datetime]'2026-11-25' -lt [datetime]'11/26/2026'", true],
    ["([datetime]'2026-11-25' - [datetime]'2026-11-23').TotalDays", 2],
    ["([datetime]'2026-01-31').AddMonths(1).ToString('yyyy-MM-dd')", '2026-02-28'],
    ["([datetime]'2024-02-29').AddYears(1).Day", 28],
    ["([datetime]'2026-11-25').DayOfWeek", 'Wednesday'],
    ["([datetime]'2026-11-25T13:05:09').ToString('dddd, d MMM yyyy HH:mm:ss')", 'Wednesday, 25 Nov 2026 13:05:09'],
    ["([datetime]'2026-11-25T13:05:09').Date.Hour", 0],
    ['(Get-Date).ToUniversalTime().Year', 2026],
    ['[DateTime]::UtcNow.AddDays(1).Day', 26],
    ["' Ab '.Trim().ToUpper().Replace('A','x').Substring(1)", 'B'],
    ["'a,b,,c'.Split(',').Count", 4],
    ["'abc'.StartsWith('ab') -and 'abc'.EndsWith('c') -and 'abc'.Contains('b')", true],
    ["'abc'.Length", 3],
    ['@(1,2,3)[-1]', 3],
    ['@().Count', 0],
    ["'abc'[0]", 'a'],
    ['(@{a=1;B=2}).b', 2],
    ["@{a=1}['A']", 1],
    ['[Convert]::ToBase64String([Convert]::FromBase64String("AQID"))', 'AQID'],
    ['[math]::Round(2.5)', 2],
    ['$x = 5; $x += 2; "$x and $($x * 2) `$x"', '7 and 14 $x'],
    [`"$${'{x}'}a"`, 'a'],
    ["'it''s'", "it's"],
    ['"say ""hi"" “', 'say "hi" '],
    ['"a`tb`n"', 'a\tb\n'],
    ['(Get-PartnerApplication).Name', ['Exchange Online', 'Other']],
    ['(Get-PartnerApplication)[0].name', 'Exchange Online'],
    ["(Get-PartnerApplication | where Realm -eq '').Identity", 'EXO'],
    ['Get-PartnerApplication | % Name', ['Exchange Online', 'Other']],
    ['1..5 | select -First 2', [1, 2]],
    ['1..5 | select -Last 1', 5],
    ['3,1,2,1 | sort -Unique', [1, 2, 3]],
    ["'b','a' | sort -Descending", ['b', 'a']],
    ['(1..4 | measure -Sum).Sum', 10],
    ['(Get-PartnerApplication | measure).Count', 2],
    ['if (1 -eq 2) { 1 } elseif (2 -eq 2) { 2 } else { 3 }', 2],
    ['foreach ($i in 1..3) { $i * 2 }', [2, 4, 6]],
    ['1..3 | ForEach-Object { $_ + 1 } | Where-Object { $_ -gt 2 }', [3, 4]],
    ['& { 1 + 1 }', 2],
    ['2kb', 2048],
  ];
  for (const [script, expected] of rows) {
    t.strictSame(await resultOf(script), expected, script);
  }
  t.equal(
    await resultOf('$d = [datetime]"2026-11-25"; "$d"'),
    '11/25/2026 00:00:00',
    'the invariant culture in strings',
  );
  t.equal(await resultOf('@{a=1;b=@(1,2)} | ConvertTo-Json -Compress'), '{"a":1,"b":[1,2]}');
  t.equal(
    await resultOf("(Get-PartnerApplication | select Name, @{n='Long';e={$_.Name.Length}} | ft | Out-String).Trim()"),
    'Name            Long\n----            ----\nExchange Online   15\nOther              5',
  );
});

t.test('what is printed is laid out as PowerShell does', async (t) => {
  t.equal((await run("'text'; 5; $true; $null")).text, 'text\n5\nTrue\n');
  t.equal(
    (await run('Get-AuthServer')).text,
    '\nName       Type\n----       ----\nACS - 1    MicrosoftACS\nEvoSts - 1 AzureAD\n\n',
    'a table by default',
  );
  t.match(
    (await run('Get-AuthServer | fl')).text,
    /^\nName {17}: ACS - 1\nType {17}: MicrosoftACS\n[\s\S]*\n\nName {17}: EvoSts - 1\n[\s\S]*\n\n$/,
  );
  t.equal(
    (await run('Get-AuthServer | select -First 1 | fl token*,NAME')).text,
    '\nTokenIssuingEndpoint : https://a/1\nName                 : ACS - 1\n\n',
  );
  t.match(
    (await run('Get-PartnerApplication')).text,
    /^\nName +ApplicationIdentifier +Realm Identity\n/,
    'four columns are a table',
  );
  t.match((await run('Get-AuthServer | select *')).text, /^\nName {17}: /, 'five are a list');
  t.equal((await run('Get-Date')).text, '\nWednesday, November 25, 2026 7:30:00 AM\n\n');
  t.equal((await run('iisreset')).text, 'Attempting stop...\n', 'what a script told is not printed again');
  t.match((await run('iisreset | fl')).text, /Status : x/, 'and is there for who asks');
  t.equal((await run('Write-Host a b -NoNewline; Write-Host c; Write-Output 1,2')).text, 'a bc\n1\n2\n');
  t.match((await run('Set-AuthConfig -PublishCertificate')).text, /^WARNING: wait\n$/);
  t.strictSame(propertyNames({ Name: 1, NotAfter: 2, notBefore: 3 }, ['not*', 'NAME', 'Nothing']), [
    'NotAfter',
    'notBefore',
    'Name',
    'Nothing',
  ]);
  t.equal(formatTable([{ A: ['x', 'y'], B: 1 }], ['a', 'b']), 'A      B\n-      -\n{x, y} 1');
});

t.test('a failure is told with its place, and the script goes on', async (t) => {
  const { text: said, errors } = await run("'one'\nSet-AuthConfig -Nothing\n'two'");
  t.equal(
    said,
    "one\nSet-AuthConfig : A parameter cannot be found that matches parameter name 'Nothing'.\nAt line:2 char:1\n+ Set-AuthConfig -Nothing\n+ ~\ntwo\n",
  );
  t.equal(errors.length, 1);
  const stop = await run('Set-AuthConfig -Nothing -ErrorAction Stop; 1');
  t.match(stop, { stopped: true, output: [] });
  const preference = await run("$ErrorActionPreference = 'Stop'; Get-Nothing; 1");
  t.match(preference, { stopped: true, output: [] });
  t.match(await run('Get-Nothing -ea SilentlyContinue; 1'), { errors: [], output: [1] });
  t.match(
    (await run('Get-Nothing')).text,
    /^Get-Nothing : The term 'Get-Nothing' is not recognized as the name of a cmdlet, /,
  );
  t.match((await run('1 | Set-AuthConfig')).text, /The input object cannot be bound to any parameters for the command/);
  t.equal(
    (await run("1,'x',2 | % { [int]$_ }")).text.replace(/Cannot[\s\S]*~\n/, '!\n'),
    '!\n1\n2\n',
    'in a block, the next object is another matter',
  );
  t.match(
    (await run('$a = 1,2; $a.Add(3)')).text,
    /Exception calling "Add" with "1" argument\(s\): "Collection was of a fixed size\."/,
  );
  t.match((await run('$x.Foo.Trim()')).text, /You cannot call a method on a null-valued expression\./);
  t.match((await run('1/0')).text, /Attempted to divide by zero\./);
  t.match(await run('exit 4; 1'), { exitCode: 4, output: [] });
});

t.test('lists of a cmdlet grow, as those of .NET do', async (t) => {
  const { calls, output } = await run(
    '$x = Get-PartnerApplication | select -First 1; $y = (Get-AuthServer)[0]; $n = @{l=1}; $n.Add("k", 2); $n.Count; $y.Name = "other"; $y.name',
  );
  t.strictSame([...output], [2, 'other']);
  t.equal(calls.length, 2);
});

t.test('questions take the answers in order; without one the script ends', async (t) => {
  const { text: said } = await run("Remove-Thing a; Read-Host 'Name'; Remove-Thing b", ['Y', 'Frank', 'N']);
  t.match(said, /a +Y\n[\s\S]*Frank\n[\s\S]*b +N/);
  const unanswered = await run('Remove-Thing a; 1');
  t.match(unanswered, { stopped: true, output: [] });
  t.equal(unanswered.errors[0]?.category, 'ConfirmationRequired');
  t.match((await run('Remove-Thing a -ErrorAction SilentlyContinue; 1')).errors, [
    { category: 'ConfirmationRequired' },
  ]);
  const all = await run("'a','b','c' | Remove-Thing | % Answer", ['Y', 'A']);
  t.strictSame([...all.output], ['Y', 'A', 'A'], 'Yes to All is for the pipeline');
  t.match((await run('Read-Host x')).errors[0], { category: 'ConfirmationRequired' });
});

t.test('sessions are switched, and a cmdlet of both runs where one is', async (t) => {
  const { calls, shell } = await run(
    'Test-OAuthConnectivity; Connect-ExchangeOnline -DelegatedOrganization contoso.onmicrosoft.com; Test-OAuthConnectivity; Get-AuthConfig',
  );
  t.strictSame(
    calls.map(({ name, where }) => `${name} ${where.session} ${where.delegatedOrganization ?? ''}`),
    [
      'Test-OAuthConnectivity OnPremises ',
      'Get-Mailbox Cloud contoso.onmicrosoft.com',
      'Test-OAuthConnectivity Cloud contoso.onmicrosoft.com',
      'Get-AuthConfig OnPremises ',
    ],
  );
  t.equal(shell.prompt, 'PS C:\\> ');
  const back = await run(
    'Connect-ExchangeOnline; Disconnect-ExchangeOnline -Confirm:$false; Connect-ExchangeServer -ServerFqdn EX02 -ClientApplication:ManagementShell; Get-AuthConfig',
  );
  t.equal(back.shell.prompt, '[PS] C:\\> ');
  t.equal(back.calls.at(-1)?.where.server, 'EX02');
  const wrong = await run('Connect-ExchangeServer EX09; Get-AuthConfig');
  t.equal(wrong.errors[0]?.message, 'no such server');
  t.equal(wrong.calls.at(-1)?.where.server, undefined, 'the session stays as it was');
  t.match(
    (await run('Connect-MgGraph; Import-Module ExchangeOnlineManagement; Set-ExecutionPolicy Bypass')).text,
    /^\[lab\] .*\n\[lab\] .*\n\[lab\] .*\n$/,
  );
});

t.test('files are those of who sits there, and refused by name where none are granted', async (t) => {
  const store = new Map<string, Uint8Array>([['C:\\x.pfx', Uint8Array.of(1, 2, 3)]]);
  const files: FileAccess = {
    read: async (path) => store.get(path) ?? new Uint8Array(),
    write: async (path, content) => void store.set(path, content),
  };
  const { calls } = await run(
    "Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes('C:\\x.pfx'))",
    [],
    files,
  );
  t.strictSame(calls[0]?.parameters, { FileData: 'AQID' });
  await run(
    "[IO.File]::WriteAllBytes('a', [byte[]](7,8)); Set-Content b -Value ([byte[]](9)) -Encoding Byte; Set-Content -Path c -Value 'text'; 'AQI=' | Set-Content d -AsByteStream",
    [],
    files,
  );
  t.strictSame(
    ['a', 'b', 'c', 'd'].map((path) => [...(store.get(path) ?? [])]),
    [[7, 8], [9], [...Buffer.from('text\n')], [1, 2]],
  );
  const read = await run('(Get-Content C:\\x.pfx -Encoding Byte -ReadCount 0).Length; Get-Content c', [], files);
  t.strictSame([...read.output], [3, 'text']);
  for (const line of ["[System.IO.File]::ReadAllBytes('x')", 'Get-Content x', 'Set-Content x -Value 1']) {
    t.match(
      (await run(line)).errors[0],
      { category: 'PermissionDenied', message: /^\[lab\] '\w+-?\w+' reads or writes a file/ },
      line,
    );
  }
});

t.test('what is outside the subset is refused by name, with its place, before anything runs', async (t) => {
  const rows: readonly (readonly [string, string])[] = [
    ['while ($true) { }', 'while'],
    ['function x { }', 'function'],
    ['try { } catch { }', 'try'],
    ['switch ($a) { }', 'switch'],
    ['return 1', 'return'],
    ['$i++', '++'],
    ['Get-AuthConfig > x.txt', '>'],
    ['Get-AuthConfig && 1', '&&'],
    ['[System.Net.WebClient]::new()', '[System.Net.WebClient]'],
    ['[DateTime]::FromFileTime(1)', '[datetime]::FromFileTime'],
    ["'x'.GetType()", '.GetType()'],
    ['1 -band 2', '-band'],
    ['$env:PATH', '$env:'],
    ['$?', '$?'],
    ['@"\nx\n"@', 'a here-string'],
  ];
  for (const [script, what] of rows) {
    const { calls, invoker } = recorder();
    const shell = new CapturedShell(invoker, { culture: 'en-US' });
    const error = await shell.run(`Get-Date\n${script}`).then(
      () => undefined,
      (thrown: CmdletError) => thrown,
    );
    t.match(error?.message, /^At line:2 char:\d+\n/, script);
    t.ok(
      error?.message.includes(`[lab] '${what}' is outside the PowerShell that this lab runs`),
      `${script}: ${error?.message}`,
    );
    t.equal(calls.length, 0, 'nothing ran');
  }
});

t.test('a script in one call has bounds', async (t) => {
  t.match((await run('foreach ($i in 1..600) { $i }')).errors[0]?.message, /at most 500 statements/);
  t.match((await run('(1..100000) * 2')).errors[0]?.message, /at most 100000 items/);
  t.match((await run("'x' * 99999999")).errors[0]?.message, /at most/);
  t.match((await run('$f = { & $f }; & $f')).errors[0]?.message, /too deeply/);
  const long = 'a'.repeat(60);
  for (const line of [
    `'${long}!' -match '^(a+)+$'`,
    `'${long}' -like '${'*a'.repeat(30)}b'`,
    `'${long}!' -replace '^(a+)+$','b'`,
  ]) {
    t.match((await run(line)).errors[0]?.message, /takes too long/, line);
  }
  t.match((await run('1..100 | % { 1..100000 }')).errors[0]?.message, /makes at most 500000 items/);
  t.match((await run("$kept = @{}; foreach ($i in 1..99) { $kept[$i] = 'x' * 9999999 }")).errors, [
    { message: /makes at most 500000 items/ },
  ]);
  const repeated = await run(`1..9 | % { '${long}!' -match '^(a+)+$' }`);
  t.equal(repeated.errors.length, 1, 'a loop does not ask for that patience again');
  const { invoker } = recorder();
  const shell = new CapturedShell(invoker, { culture: 'en-US', longestSleep: 10 });
  t.match((await shell.run('Start-Sleep 5')).errors, [{ category: 'InvalidArgument', message: /too long to wait/ }]);
  const small = new CapturedShell(invoker, { culture: 'en-US', mostStatements: 3 });
  for (const _ of [1, 2]) t.strictSame((await small.run('1; 2; 3')).errors, [], 'each script has its own');
  await t.rejects(shell.run('#'.repeat(100_001)), /at most 100000 characters/);
});

t.test('the parser throws nothing but its own error, and comes to an end', async (t) => {
  const piece = fc.constantFrom(
    ...[
      '$',
      '(',
      ')',
      '{',
      '}',
      '[',
      ']',
      '@',
      '"',
      "'",
      '“',
      '’',
      '`',
      '\n',
      ' ',
      '|',
      ';',
      ',',
      '-',
      '–',
      '=',
      '.',
      '::',
      '#',
      '<#',
      '#>',
    ],
    ...[
      'if',
      'foreach',
      'in',
      'else',
      'Get-X',
      '$_',
      '1',
      '-eq',
      '-f',
      '..',
      '[int]',
      '@(',
      '@{',
      '$(',
      '${',
      '&',
      '!',
      '?',
      '%',
      'é',
      '\u{1f600}',
      '\\',
    ],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
        fc.string(),
      ),
      (source) => {
        try {
          parseScript(source);
        } catch (error) {
          if (!(error instanceof ScriptError)) throw error;
        }
      },
    ),
    { numRuns: 3000 },
  );
  for (const opening of ['(', '$(', '@(', '{', '@{a=', '!', '[int]', '"$(', '1+(', 'a|%{', '-', ',', '$a[']) {
    t.type(parseError(opening.repeat(20_000)), ScriptError, opening);
  }
  t.pass('it always did');
});

t.test('strings come through as they are, however they are written', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (wanted) => {
      const single = `'${wanted.replace(/['‘’‚‛]/g, '$&$&')}'`;
      const double = `"${wanted.replace(/[`$]/g, '`$&').replace(/["“”„]/g, '$&$&')}"`;
      for (const written of [single, double]) {
        const { calls } = await run(`Test-OAuthConnectivity -Mailbox ${written}`);
        if (calls[0]?.parameters.Mailbox !== wanted)
          throw new Error(`${written} became ${String(calls[0]?.parameters.Mailbox)}`);
      }
    }),
    { numRuns: 300 },
  );
  t.pass('they did');
});

t.test('an open bracket, quote or pipe waits for more lines; a wrong word does not', async (t) => {
  for (const open of [
    'if (1) {',
    '"a',
    "'a",
    '@{',
    '$(',
    '(',
    'Get-AuthConfig |',
    'Get-AuthConfig `',
    '1 +',
    'foreach ($a in 1',
    '<# x',
    'Set-X a,',
  ]) {
    t.equal(parseError(open).incomplete, true, open);
  }
  for (const wrong of ['1 1', ')', 'while (1) {}', '$a = )']) t.equal(parseError(wrong).incomplete, false, wrong);
});

t.test('completion offers cmdlets, parameters, values and variables', async (t) => {
  const source = { ...registry, variables: ['cert'] };
  const hits = (line: string) => complete(line, source)[0];
  t.strictSame(hits('Get-AuthC'), ['Get-AuthConfig']);
  t.strictSame(hits('$x = get-authc'), ['Get-AuthConfig']);
  t.strictSame(hits('Get-AuthConfig | Format-L'), ['Format-List']);
  t.strictSame(hits('Set-AuthConfig -Pub'), ['-PublishCertificate']);
  t.strictSame(hits('Remove-Thing -Wh'), ['-WhatIf']);
  t.strictSame(hits('Test-OAuthConnectivity -Service '), ['EWS', 'AutoD']);
  t.strictSame(hits('Test-OAuthConnectivity -Service e'), ['EWS']);
  t.strictSame(hits('New-ExchangeCertificate -PrivateKeyExportable $t'), ['$true']);
  t.strictSame(hits('Set-AuthConfig -NewCertificateThumbprint $c'), ['$cert']);
  t.strictSame(hits('.\\Mon'), ['.\\MonitorExchangeAuthCertificate.ps1']);
  t.strictSame(hits('Get-Help Set-AuthC'), ['Set-AuthConfig']);
  t.strictSame(complete('Nothing-Here -X', source), [[], '-X']);
});
