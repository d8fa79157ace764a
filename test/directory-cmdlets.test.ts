import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import type { LabState } from '../src/directory/state.js';
import { CmdletError } from '../src/shell/cmdlet.js';
import { asSeenIn, bindParameters } from '../src/shell/parameter-binder.js';
import { cmdlets, findCmdlet } from '../src/shell/registry.js';
import { TestLabs } from './acceptance/labs.js';

// The cmdlets of what Active Directory and Exchange Online hold: made, read, changed, removed.

type Session = 'OnPremises' | 'Cloud';
type Parameters = Readonly<Record<string, unknown>>;

const labs = new TestLabs('directory-cmdlets');
const lab = await labs.start('lab', { configurationReload: 'immediate' });
t.teardown(() => labs.close());
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

const run = async (name: string, parameters: Parameters = {}, session: Session = 'OnPremises') =>
  (await lab.cmdlet(name, parameters, { session })).output;
const stateFile = join(dirname(dirname(lab.caFile)), 'state.json');
const onDisk = () => readFileSync(stateFile, 'utf8');

/** An object's life: one row per kind of object and side. */
interface Life {
  readonly noun: string;
  readonly session: Session;
  readonly make: Parameters;
  readonly made: Parameters;
  /** Identity under which it is found. */
  readonly identity: string;
  readonly change: Parameters;
  readonly changed: Parameters;
  readonly wrong: Parameters;
  readonly refusal: string | RegExp;
}

const connector = {
  noun: 'IntraOrganizationConnector',
  make: {
    Name: 'Branch',
    DiscoveryEndpoint: 'https://autodiscover.branch.example/autodiscover/autodiscover.svc',
    TargetAddressDomains: 'branch.example,branch2.example',
  },
  made: { TargetAddressDomains: ['branch.example', 'branch2.example'], Enabled: true, Name: 'Branch' },
  identity: 'BRANCH',
  change: { Enabled: false, TargetAddressDomains: { Add: ['third.example'], Remove: ['branch.example'] } },
  changed: { Enabled: false, TargetAddressDomains: ['branch2.example', 'third.example'] },
  wrong: { Name: 'x', DiscoveryEndpoint: 'branch.example', TargetAddressDomains: 'x.example' },
  refusal: /"branch\.example" is no absolute URI/,
} as const;
const relationship = {
  noun: 'OrganizationRelationship',
  make: { Name: 'Fourth Coffee', DomainNames: 'mail.fourthcoffee.com', FreeBusyAccessLevel: 'availabilityonly' },
  made: {
    DomainNames: ['mail.fourthcoffee.com'],
    FreeBusyAccessEnabled: false,
    FreeBusyAccessLevel: 'AvailabilityOnly',
    MailTipsAccessLevel: 'None',
    TargetSharingEpr: null,
    Enabled: true,
    ArchiveAccessEnabled: false,
  },
  identity: 'fourth coffee',
  change: {
    FreeBusyAccessEnabled: true,
    PhotosEnabled: true,
    TargetApplicationUri: 'mail.fourthcoffee.com',
    TargetSharingEpr: 'https://mail.fourthcoffee.com/ews/exchange.asmx',
    TargetOwaURL: '$null',
  },
  changed: {
    FreeBusyAccessEnabled: true,
    PhotosEnabled: true,
    TargetApplicationUri: 'mail.fourthcoffee.com',
    TargetSharingEpr: 'https://mail.fourthcoffee.com/ews/exchange.asmx',
    TargetOwaURL: null,
  },
  wrong: { Name: 'x', DomainNames: 'x.example', FreeBusyAccessLevel: 'Everything' },
  refusal: /None, AvailabilityOnly, LimitedDetails/,
} as const;

const lives: readonly [Life, ...Life[]] = [
  { ...connector, session: 'OnPremises' },
  {
    ...connector,
    session: 'Cloud',
    change: { ...connector.change, TargetSharingEpr: 'https://owa.branch.example/ews/exchange.asmx' },
    changed: { ...connector.changed, TargetSharingEpr: 'https://owa.branch.example/ews/exchange.asmx' },
  },
  { ...relationship, session: 'OnPremises' },
  { ...relationship, session: 'Cloud' },
  {
    noun: 'PartnerApplication',
    session: 'OnPremises',
    make: { Name: 'HRApp', ApplicationIdentifier: '00000006-0000-0dd1-ac00-000000000000' },
    made: {
      Enabled: true,
      ApplicationIdentifier: '00000006-0000-0dd1-ac00-000000000000',
      Realm: '',
      UseAuthServer: true,
      AcceptSecurityIdentifierInformation: false,
      LinkedAccount: null,
      AccountType: 'OrganizationalAccount',
    },
    identity: 'hrapp',
    change: {
      Enabled: false,
      Realm: 'contoso.com',
      AcceptSecurityIdentifierInformation: true,
      AccountType: 'ConsumerAccount',
      LinkedAccount: 'MSXFAQ\\exchange online-applicationaccount',
      IssuerIdentifier: 'issuer',
      ActAsPermissions: 'a,b',
      AppOnlyPermissions: 'c',
    },
    changed: {
      Enabled: false,
      Realm: 'contoso.com',
      AcceptSecurityIdentifierInformation: true,
      AccountType: 'ConsumerAccount',
      LinkedAccount: 'msxfaq.de/Users/Exchange Online-ApplicationAccount',
      IssuerIdentifier: 'issuer',
      ActAsPermissions: ['a', 'b'],
      AppOnlyPermissions: ['c'],
    },
    wrong: { Name: 'x', ApplicationIdentifier: 'x', LinkedAccount: 'nobody' },
    refusal: "The operation couldn't be performed because object 'nobody' couldn't be found on 'DC01.msxfaq.de'.",
  },
  {
    noun: 'AcceptedDomain',
    session: 'OnPremises',
    make: { Name: 'Fabrikam', DomainName: 'Fabrikam.com' },
    made: { DomainName: 'fabrikam.com', DomainType: 'Authoritative', Default: false, Name: 'Fabrikam' },
    identity: 'fabrikam.com',
    change: { DomainType: 'InternalRelay' },
    changed: { DomainName: 'fabrikam.com', DomainType: 'InternalRelay', Default: false },
    wrong: { Name: 'x', DomainName: 'no domain' },
    refusal: /'no domain' is no SMTP domain/,
  },
  {
    noun: 'AuthenticationPolicy',
    session: 'OnPremises',
    make: { Name: 'Research', BlockLegacyAuthImap: true },
    made: { Name: 'Research', BlockLegacyAuthImap: true, BlockModernAuthWebServices: false },
    identity: 'research',
    change: { BlockModernAuthWebServices: true, BlockLegacyAuthImap: false },
    changed: { BlockLegacyAuthImap: false, BlockModernAuthWebServices: true },
    wrong: { Name: 'x', AllowBasicAuthImap: true },
    refusal: "A parameter cannot be found that matches parameter name 'AllowBasicAuthImap'.",
  },
  {
    noun: 'AuthenticationPolicy',
    session: 'Cloud',
    make: { Name: 'Engineering Group', AllowBasicAuthImap: true },
    made: { Name: 'Engineering Group', AllowBasicAuthImap: true, AllowBasicAuthSmtp: false },
    identity: 'engineering group',
    change: { AllowBasicAuthSmtp: true },
    changed: { AllowBasicAuthImap: true, AllowBasicAuthSmtp: true },
    wrong: { Name: 'x', BlockLegacyAuthImap: true },
    refusal: "A parameter cannot be found that matches parameter name 'BlockLegacyAuthImap'.",
  },
  {
    noun: 'Mailbox',
    session: 'OnPremises',
    make: { Name: 'Fred', UserPrincipalName: 'fred@msxfaq.de', Password: 'secret' },
    made: {
      Name: 'Fred',
      Alias: 'fred',
      DisplayName: 'Fred',
      UserPrincipalName: 'fred@msxfaq.de',
      PrimarySmtpAddress: 'fred@msxfaq.de',
      EmailAddresses: ['SMTP:fred@msxfaq.de'],
      RecipientTypeDetails: 'UserMailbox',
    },
    identity: 'MSXFAQ\\fred',
    change: { PrimarySmtpAddress: 'frederik@msxfaq.de', DisplayName: 'Frederik', UserPrincipalName: 'f@msxfaq.de' },
    changed: {
      DisplayName: 'Frederik',
      UserPrincipalName: 'f@msxfaq.de',
      PrimarySmtpAddress: 'frederik@msxfaq.de',
      EmailAddresses: ['SMTP:frederik@msxfaq.de', 'smtp:fred@msxfaq.de'],
    },
    wrong: { Name: 'x', UserPrincipalName: 'user2@msxfaq.de', Password: 'secret' },
    refusal: /'SMTP:user2@msxfaq\.de' is in use already: 'user2' has it/,
  },
  {
    noun: 'Mailbox',
    session: 'Cloud',
    make: { Name: 'Cloudia', MicrosoftOnlineServicesID: 'Cloudia@msxfaq.de', DisplayName: 'C' },
    made: { Name: 'Cloudia', Alias: 'cloudia', DisplayName: 'C', PrimarySmtpAddress: 'cloudia@msxfaq.de' },
    identity: 'cloudia@msxfaq.de',
    change: { EmailAddresses: { Add: ['cloudia@msxfaq.mail.onmicrosoft.com'] } },
    changed: {
      PrimarySmtpAddress: 'cloudia@msxfaq.de',
      EmailAddresses: ['SMTP:cloudia@msxfaq.de', 'sip:cloudia@msxfaq.de', 'smtp:cloudia@msxfaq.mail.onmicrosoft.com'],
    },
    wrong: { Name: 'x', MicrosoftOnlineServicesID: 'x@msxfaq.de', PrimarySmtpAddress: 'x@elsewhere.example' },
    refusal: /'elsewhere\.example' is no verified domain of msxfaq\.onmicrosoft\.com/,
  },
];

t.test('every object of the directory is made, read, changed and removed', async (t) => {
  for (const life of lives) await t.test(`${life.noun}, ${life.session}`, (t) => live(t, life));
});

async function live(t: Test, life: Life): Promise<void> {
  const { noun, session, identity } = life;
  const Identity = identity;
  const read = async () => (await run(`Get-${noun}`, { Identity }, session))[0];
  const unchanged = async (what: string, name: string, parameters: Parameters) => {
    const before = onDisk();
    const { output, text } = await lab.cmdlet(name, { ...parameters, WhatIf: true }, { session });
    t.same(output, [], what);
    t.match(text, `What if: Performing the operation "${name}" on target "`);
    t.equal(onDisk(), before, `${what}: nothing is changed`);
  };
  const missing = {
    category: 'ObjectNotFound',
    message: /couldn't be performed because object 'none' couldn't be found/,
  };
  await t.rejects(lab.cmdlet(`New-${noun}`, life.wrong, { session }), { name: 'CmdletError', message: life.refusal });
  for (const verb of ['Get', 'Set', 'Remove']) {
    await t.rejects(lab.cmdlet(`${verb}-${noun}`, { Identity: 'none' }, { session }), missing, `${verb}-${noun} none`);
  }
  await unchanged('New -WhatIf', `New-${noun}`, life.make);
  const count = (await run(`Get-${noun}`, {}, session)).length;
  t.match(await run(`New-${noun}`, life.make, session), [life.made], 'made');
  t.match(await read(), life.made, 'read');
  await t.rejects(
    lab.cmdlet(`New-${noun}`, life.make, { session }),
    { name: 'CmdletError', category: 'ResourceExists' },
    'made twice',
  );
  t.equal((await run(`Get-${noun}`, {}, session)).length, count + 1);
  await unchanged('Set -WhatIf', `Set-${noun}`, { Identity, ...life.change });
  t.same(await run(`Set-${noun}`, { Identity, ...life.change }, session), []);
  t.match(await read(), life.changed, 'changed');
  await t.rejects(
    lab.cmdlet(`Remove-${noun}`, { Identity }, { session }),
    { category: 'ConfirmationRequired', message: new RegExp(`^Remove-${noun} asks: Are you sure`) },
    'it asks',
  );
  await unchanged('Remove -WhatIf', `Remove-${noun}`, { Identity });
  await lab.cmdlet(`Remove-${noun}`, { Identity }, { session, answers: ['n'] });
  t.equal((await run(`Get-${noun}`, {}, session)).length, count + 1, 'No is no');
  await lab.cmdlet(`Remove-${noun}`, { Identity }, { session, answers: ['y'] });
  t.equal((await run(`Get-${noun}`, {}, session)).length, count, 'removed');
}

t.test('a healthy hybrid, as the cmdlets show it', async (t) => {
  const first = async (name: string, parameters?: Parameters, session?: Session) =>
    (await run(name, parameters, session))[0] ?? {};
  const partner = await first('Get-PartnerApplication');
  t.strictSame(
    Object.keys(partner).slice(0, 14),
    'Enabled ApplicationIdentifier CertificateStrings AuthMetadataUrl Realm UseAuthServer AcceptSecurityIdentifierInformation LinkedAccount DeploymentId IssuerIdentifier AccountType AppOnlyPermissions ActAsPermissions Name'.split(
      ' ',
    ),
  );
  t.match(partner, {
    ApplicationIdentifier: '00000002-0000-0ff1-ce00-000000000000',
    Realm: '',
    UseAuthServer: true,
    LinkedAccount: 'msxfaq.de/Users/Exchange Online-ApplicationAccount',
    Name: 'Exchange Online',
    ObjectClass: ['top', 'msExchAuthPartnerApplication'],
  });
  t.strictSame(
    Object.keys(await first('Get-IntraOrganizationConfiguration')),
    'OnlineDiscoveryEndpoint OnlineTargetAddress OnPremiseTargetAddresses OnPremiseDiscoveryEndpoint OnPremiseWebServiceEndpoint DeploymentIsCompleteIOCReady HasNonIOCReadyExchangeCASServerVersions HasNonIOCReadyExchangeMailboxServerVersions'.split(
      ' ',
    ),
  );
  t.match(await first('Get-IntraOrganizationConfiguration', {}, 'Cloud'), {
    OnlineTargetAddress: 'msxfaq.mail.onmicrosoft.com',
    OnPremiseTargetAddresses: ['msxfaq.de'],
    OnPremiseDiscoveryEndpoint: 'https://autodiscover.msxfaq.de/autodiscover/autodiscover.svc',
    OnPremiseWebServiceEndpoint: 'https://owa.msxfaq.de/ews/Exchange.asmx',
  });
  const here = await first('Get-IntraOrganizationConnector', { Identity: 'HybridIOC*' });
  t.match(here, {
    TargetAddressDomains: ['msxfaq.mail.onmicrosoft.com'],
    DiscoveryEndpoint: 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc',
    Enabled: true,
  });
  t.notOk('TargetSharingEpr' in here, 'TargetSharingEpr exists in Exchange Online only');
  t.match(await first('Get-IntraOrganizationConnector', {}, 'Cloud'), { TargetSharingEpr: null });
  t.match(await first('Get-FederationTrust'), {
    ApplicationUri: 'FYDIBOHF25SPDLT.msxfaq.de',
    TokenIssuerUri: 'urn:federation:MicrosoftOnline',
  });
  t.match(await first('Get-HybridConfiguration'), { Domains: ['msxfaq.de'], ServiceInstance: 0 });
  t.match(await run('Get-ExchangeServer'), [
    {
      Name: 'EX01',
      Fqdn: 'ex01.msxfaq.de',
      Site: 'msxfaq.de/Configuration/Sites/Default-First-Site-Name',
      InternetWebProxy: null,
    },
    { Name: 'EX02' },
  ]);
  t.match(await first('Get-RemoteMailbox'), {
    RemoteRoutingAddress: 'SMTP:user1@msxfaq.mail.onmicrosoft.com',
    Alias: 'user1',
  });
  t.match(await run('Get-MailUser', {}, 'Cloud'), [{ ExternalEmailAddress: 'SMTP:user2@msxfaq.de', Alias: 'user2' }]);
  t.same(await run('Get-MailUser'), [], 'a remote mailbox is none');
  t.match(await first('Get-User', { Identity: 'Exchange Online-ApplicationAccount' }), {
    RecipientType: 'User',
    RecipientTypeDetails: 'LinkedUser',
    UserAccountControl: 'AccountDisabled, PasswordNotRequired, NormalAccount',
  });
  t.match(await first('Get-User', { Identity: 'user1' }), { RecipientType: 'MailUser', Sid: /^S-1-5-21-/ });
  t.same(
    (await run('Get-AcceptedDomain', {}, 'Cloud')).map(({ DomainName, Default }) => [DomainName, Default]),
    [
      ['msxfaq.onmicrosoft.com', true],
      ['msxfaq.mail.onmicrosoft.com', false],
      ['msxfaq.de', false],
    ],
  );
  const roles = await run('Get-ManagementRoleAssignment', { RoleAssignee: 'Exchange Online-ApplicationAccount' });
  t.same(
    roles.map(({ Role }) => Role),
    'UserApplication ArchiveApplication LegalHoldApplication Mailbox+Search TeamMailboxLifecycleApplication MailboxSearchApplication MeetingGraphApplication'
      .split(' ')
      .map((role) => role.replace('+', ' ')),
  );
  t.match(await run('Get-ManagementRoleAssignment', { Role: 'mailbox search' }), [{ Role: 'Mailbox Search' }]);
});

t.test('what cmdlets of the directory refuse, in a sentence, changing nothing', async (t) => {
  const ioc = String((await run('Get-IntraOrganizationConnector'))[0]?.Name);
  const rows: readonly (readonly [string, Parameters, Session, string, string | RegExp])[] = [
    [
      'Set-IntraOrganizationConnector',
      { Identity: ioc, TargetSharingEpr: 'https://x.example' },
      'OnPremises',
      'InvalidArgument',
      "A parameter cannot be found that matches parameter name 'TargetSharingEpr'.",
    ],
    [
      'New-PartnerApplication',
      { Name: 'x', ApplicationIdentifier: 'x', AuthMetadataUrl: 'https://owa.msxfaq.de/' },
      'OnPremises',
      'InvalidArgument',
      'Parameter set cannot be resolved using the specified named parameters.',
    ],
    [
      'New-PartnerApplication',
      { Name: 'x', AuthMetadataUrl: 'https://owa.msxfaq.de/nowhere' },
      'OnPremises',
      'ConnectionError',
      /^Cannot acquire auth metadata document from 'https:\/\/owa\.msxfaq\.de\/nowhere'\. Error: .*404/,
    ],
    [
      'Set-PartnerApplication',
      { Identity: 'Exchange Online', RefreshAuthMetadata: true },
      'OnPremises',
      'InvalidOperation',
      /no AuthMetadataUrl/,
    ],
    [
      'Set-PartnerApplication',
      { Identity: 'Exchange Online', Name: 'x'.repeat(65) },
      'OnPremises',
      'InvalidArgument',
      /more than 64/,
    ],
    [
      'Set-PartnerApplication',
      { Identity: 'Exchange Online', Name: ' ' },
      'OnPremises',
      'InvalidArgument',
      /needs a name/,
    ],
    [
      'Remove-AcceptedDomain',
      { Identity: 'msxfaq.de', Confirm: false },
      'OnPremises',
      'InvalidOperation',
      /is the default domain/,
    ],
    [
      'Set-AcceptedDomain',
      { Identity: 'msxfaq.de', MakeDefault: false },
      'OnPremises',
      'InvalidOperation',
      /One domain must be the default/,
    ],
    [
      'Set-AcceptedDomain',
      { Identity: 'msxfaq.de', Name: 'msxfaq.mail.onmicrosoft.com' },
      'OnPremises',
      'ResourceExists',
      /exists already/,
    ],
    [
      'Set-Mailbox',
      { Identity: 'user2', EmailAddresses: 'SMTP:a@msxfaq.de,SMTP:b@msxfaq.de' },
      'OnPremises',
      'InvalidArgument',
      /a@msxfaq\.de, b@msxfaq\.de/,
    ],
    [
      'Set-Mailbox',
      { Identity: 'user2', EmailAddresses: 'sip:a@msxfaq.de' },
      'OnPremises',
      'InvalidArgument',
      /needs an SMTP address/,
    ],
    [
      'Set-Mailbox',
      { Identity: 'user2', EmailAddresses: 'a@msxfaq.de', PrimarySmtpAddress: 'b@msxfaq.de' },
      'OnPremises',
      'InvalidArgument',
      /don't go together/,
    ],
    [
      'Set-Mailbox',
      { Identity: 'user2', PrimarySmtpAddress: 'nobody' },
      'OnPremises',
      'InvalidArgument',
      /'nobody' is no e-mail address/,
    ],
    [
      'Set-Mailbox',
      { Identity: 'user2', EmailAddresses: { Add: 'sip:user1@msxfaq.de' } },
      'OnPremises',
      'ResourceExists',
      /'user1' has it/,
    ],
    [
      'Set-Mailbox',
      { Identity: 'user2', UserPrincipalName: 'admin@msxfaq.de' },
      'OnPremises',
      'ResourceExists',
      /'admin' has it/,
    ],
    ['Set-Mailbox', { Identity: 'user1' }, 'OnPremises', 'ObjectNotFound', /'user1' couldn't be found/],
    ['Set-RemoteMailbox', { Identity: 'user2' }, 'OnPremises', 'ObjectNotFound', /'user2' couldn't be found/],
    [
      'Set-RemoteMailbox',
      { Identity: 'user1', RemoteRoutingAddress: 'x' },
      'OnPremises',
      'InvalidArgument',
      /'x' is no e-mail address/,
    ],
    ['Get-RemoteMailbox', {}, 'Cloud', 'InvalidOperation', /exists on-premises/],
    [
      'New-Mailbox',
      { Name: 'x', UserPrincipalName: 'x@msxfaq.de' },
      'OnPremises',
      'InvalidArgument',
      /mandatory parameters: Password/,
    ],
    ['New-Mailbox', { Name: 'x' }, 'Cloud', 'InvalidArgument', /mandatory parameters: MicrosoftOnlineServicesID/],
    [
      'Set-ADUser',
      { Identity: 'none' },
      'OnPremises',
      'ObjectNotFound',
      "Cannot find an object with identity: 'none' under: 'DC=msxfaq,DC=de'.",
    ],
    [
      'Set-ADUser',
      { Identity: 'user2', UserPrincipalName: 'ADMIN@msxfaq.de' },
      'OnPremises',
      'ResourceExists',
      /UPN value provided for addition\/modification is not unique forest-wide/,
    ],
    [
      'Set-ADUser',
      { Identity: 'user2', Add: { shoeSize: '43' } },
      'OnPremises',
      'InvalidArgument',
      /no attribute 'shoeSize'/,
    ],
    [
      'Set-ADUser',
      { Identity: 'user2', Add: { displayName: 'x' } },
      'OnPremises',
      'InvalidArgument',
      /'displayName' has one value/,
    ],
    ['Remove-ADUser', { Identity: 'none', Confirm: false }, 'OnPremises', 'ObjectNotFound', /^Cannot find an object/],
    [
      'New-ManagementRoleAssignment',
      { Role: 'Janitor', User: 'user2' },
      'OnPremises',
      'ObjectNotFound',
      /'Janitor' couldn't be found/,
    ],
    [
      'New-ManagementRoleAssignment',
      { Role: 'UserApplication', User: 'none' },
      'OnPremises',
      'ObjectNotFound',
      /'none' couldn't be found/,
    ],
    [
      'New-ManagementRoleAssignment',
      { Role: 'userapplication', User: 'Exchange Online-ApplicationAccount' },
      'OnPremises',
      'ResourceExists',
      /has the role 'UserApplication' already/,
    ],
    [
      'Get-ManagementRoleAssignment',
      { RoleAssignee: 'none' },
      'OnPremises',
      'ObjectNotFound',
      /'none' couldn't be found/,
    ],
    [
      'Get-ManagementRoleAssignment',
      { Identity: 'x', Role: 'x' },
      'OnPremises',
      'InvalidArgument',
      /^Parameter set cannot be resolved/,
    ],
    [
      'Set-ExchangeServer',
      { Identity: 'EX09', InternetWebProxy: 'http://proxy.msxfaq.de:8080' },
      'OnPremises',
      'ObjectNotFound',
      /'EX09' couldn't be found/,
    ],
    [
      'Set-ExchangeServer',
      { Identity: 'EX01', InternetWebProxy: 'https://proxy.msxfaq.de' },
      'OnPremises',
      'InvalidArgument',
      /write http:\/\/name:port/,
    ],
    ['Get-ExchangeServer', { Identity: 'EX09' }, 'OnPremises', 'ObjectNotFound', /'EX09' couldn't be found/],
    [
      'Get-MailboxFolderPermission',
      { Identity: 'none:\\Calendar' },
      'OnPremises',
      'ObjectNotFound',
      /'none' couldn't be found/,
    ],
    [
      'Get-MailboxFolderPermission',
      { Identity: 'user2:\\Attic' },
      'OnPremises',
      'ObjectNotFound',
      /'user2:\\Attic' couldn't be found/,
    ],
    [
      'Set-MailboxFolderPermission',
      { Identity: 'user2:\\Calendar', User: 'admin', AccessRights: 'Editor' },
      'OnPremises',
      'ObjectNotFound',
      /'admin' has no permission on user2:\\Calendar; there are Default, Anonymous/,
    ],
    [
      'Set-MailboxFolderPermission',
      { Identity: 'user2:\\Calendar', User: 'Default', AccessRights: 'All' },
      'OnPremises',
      'InvalidArgument',
      /AvailabilityOnly, LimitedDetails/,
    ],
    [
      'Set-User',
      { Identity: 'user2', AuthenticationPolicy: 'none' },
      'OnPremises',
      'ObjectNotFound',
      /'none' couldn't be found/,
    ],
    ['Get-User', { Identity: 'none' }, 'Cloud', 'ObjectNotFound', /^Ex6F9304\|/],
    [
      'Test-OrganizationRelationship',
      { Identity: 'none', UserIdentity: 'user2' },
      'OnPremises',
      'ObjectNotFound',
      /'none' couldn't be found/,
    ],
    [
      'Test-OrganizationRelationship',
      { UserIdentity: 'user1' },
      'OnPremises',
      'ObjectNotFound',
      /'user1' couldn't be found/,
    ],
    ['Get-FederationTrust', { Identity: 'none' }, 'OnPremises', 'ObjectNotFound', /'none' couldn't be found/],
  ];
  const taken: readonly Parameters[] = [
    { Name: 'USER2', UserPrincipalName: 'u@msxfaq.de', Password: 'x' },
    { Name: 'u', Alias: 'Admin', UserPrincipalName: 'u@msxfaq.de', Password: 'x' },
    { Name: 'u', UserPrincipalName: 'u@msxfaq.de', Password: 'x', PrimarySmtpAddress: 'USER1@msxfaq.de' },
  ];
  const before = onDisk();
  for (const parameters of taken) {
    await t.rejects(lab.cmdlet('New-Mailbox', parameters), { name: 'CmdletError', category: 'ResourceExists' });
  }
  for (const [name, parameters, session, category, message] of rows) {
    const what = `${name} ${JSON.stringify(parameters)}`;
    await t.rejects(lab.cmdlet(name, parameters, { session }), { name: 'CmdletError', category, message }, what);
  }
  t.equal(onDisk(), before, 'nothing was changed');
});

t.test('objects say when they were made and changed, by the lab’s clock', async (t) => {
  const [config] = await run('Get-AuthConfig');
  for (const noun of ['PartnerApplication', 'IntraOrganizationConnector', 'OrganizationRelationship']) {
    const [first] = await run(`Get-${noun}`);
    t.same(
      [first?.WhenChanged, first?.WhenCreated],
      [config?.WhenCreated, config?.WhenCreated],
      `${noun} of the wizard`,
    );
    const { make, change, identity } = lives.find((life) => life.noun === noun) ?? lives[0];
    const [made] = await run(`New-${noun}`, make);
    t.same(made?.WhenChanged, made?.WhenCreated);
    lab.clock.advance(3600_000);
    await run(`Set-${noun}`, { Identity: identity, ...change });
    const [changed] = await run(`Get-${noun}`, { Identity: identity });
    t.same(changed?.WhenCreated, made?.WhenCreated);
    t.ok(Number(changed?.WhenChanged) - Number(made?.WhenCreated) >= 3600_000, `${noun}: an hour later`);
  }
  lab.clock.reset();
  await lab.scenarios.reset();
});

t.test('over HTTP: $null empties, a question is 409, a parameter of the other side is refused', async (t) => {
  const post = async (name: string, parameters: Parameters, session: Session) => {
    const response = await fetch(`${lab.control.url}/api/cmdlets/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ parameters, session }),
    });
    return { status: response.status, body: (await response.json()) as { output?: Parameters[]; error?: unknown } };
  };
  const connectors = await post('Get-IntraOrganizationConnector', {}, 'Cloud');
  const Identity = connectors.body.output?.[0]?.Name;
  const sharing = async () => (await run('Get-IntraOrganizationConnector', {}, 'Cloud'))[0]?.TargetSharingEpr;
  const set = { Identity, TargetSharingEpr: 'https://owa.msxfaq.de/ews/exchange.asmx' };
  t.equal((await post('Set-IntraOrganizationConnector', set, 'Cloud')).status, 200);
  t.equal(await sharing(), set.TargetSharingEpr);
  t.equal((await post('Set-IntraOrganizationConnector', { Identity, Enabled: true }, 'Cloud')).status, 200);
  t.equal(await sharing(), set.TargetSharingEpr, 'what is not named stays');
  t.equal((await post('Set-IntraOrganizationConnector', { Identity, TargetSharingEpr: null }, 'Cloud')).status, 200);
  t.equal(await sharing(), null);
  t.match(await post('Set-IntraOrganizationConnector', set, 'OnPremises'), {
    status: 400,
    body: { error: { category: 'InvalidArgument' } },
  });
  t.match(await post('Remove-IntraOrganizationConnector', { Identity }, 'Cloud'), {
    status: 409,
    body: { error: { category: 'ConfirmationRequired' } },
  });
});

t.test('a state file of an older version gets roles, policies and the new settings of a healthy lab', async (t) => {
  const added = [
    'managementRoleAssignments',
    'authenticationPolicies',
    'federationTrusts',
    'enableAuthAdminReadSession',
  ];
  const settings = ['accountType', 'issuerIdentifier', 'appOnlyPermissions', 'actAsPermissions'];
  const lacking = <Part extends object>(part: Part, names: readonly string[]) =>
    Object.fromEntries(Object.entries(part).filter(([name]) => !names.includes(name))) as unknown as Part;
  const old = await labs.start('older', {}, (organization) => ({
    ...lacking(organization, added),
    partnerApplications: organization.partnerApplications.map((partner) => lacking(partner, settings)),
  }));
  t.equal((await old.cmdlet('Get-ManagementRoleAssignment')).output.length, 7);
  t.match((await old.cmdlet('Get-PartnerApplication')).output, [
    { AccountType: 'OrganizationalAccount', ActAsPermissions: [] },
  ]);
  t.match((await old.cmdlet('Get-FederationTrust')).output, [{ Name: 'Microsoft Federation Gateway' }]);
});

t.test(
  'one written before mailboxes had mail gets groups, and the address that mail for the cloud is routed to',
  async (t) => {
    const first = await labs.start('without-groups');
    await first.scenarios.activate('host-rewritten');
    await first.close();
    const file = join(labs.directory, 'without-groups', 'state.json');
    const saved = JSON.parse(readFileSync(file, 'utf8')) as LabState;
    writeFileSync(file, JSON.stringify(asBefore(saved)));
    const reopened = await labs.reopen('without-groups');
    const asked = async () => {
      const { output } = await reopened.cmdlet('Get-Mailbox', { Identity: 'user1' }, { session: 'Cloud' });
      const { organization, tenants } = JSON.parse(readFileSync(file, 'utf8')) as LabState;
      return {
        addresses: output[0]?.EmailAddresses,
        groups: [organization, ...tenants].map(({ distributionGroups }) => distributionGroups?.length),
      };
    };
    const whole = {
      addresses: ['SMTP:user1@msxfaq.de', 'sip:user1@msxfaq.de', 'smtp:user1@msxfaq.mail.onmicrosoft.com'],
      groups: [2, 1, 0],
    };
    t.strictSame(await asked(), whole);
    await reopened.scenarios.reset();
    t.strictSame(await asked(), whole, 'what a reset puts back is as new');
  },
);

/** As an older version would have written it. */
function asBefore<Part extends Omit<LabState, 'beforeScenarios'>>(state: Part): Part {
  const { beforeScenarios: before } = state as Partial<LabState>;
  const without = <Side extends object>({
    distributionGroups: _groups,
    ...side
  }: Side & { distributionGroups?: unknown }) => side;
  return {
    ...state,
    organization: without(state.organization),
    tenants: state.tenants.map((tenant) => ({
      ...without(tenant),
      recipients: tenant.recipients.map((one) => ({
        ...one,
        emailAddresses: one.emailAddresses.filter((address) => !address.endsWith('mail.onmicrosoft.com')),
      })),
    })),
    ...(before ? { beforeScenarios: asBefore(before) } : {}),
  };
}

t.test('-WhatIf of what has no life of its own changes nothing', async (t) => {
  const rows: readonly (readonly [string, Parameters])[] = [
    ['Set-ExchangeServer', { Identity: 'EX01', InternetWebProxy: 'http://proxy.msxfaq.de:8080' }],
    ['Set-RemoteMailbox', { Identity: 'user1', DisplayName: 'x' }],
    ['Set-ADUser', { Identity: 'user2', DisplayName: 'x' }],
    ['Set-ADAccountPassword', { Identity: 'user2', NewPassword: 'x' }],
    ['Remove-ADUser', { Identity: 'admin' }],
    ['Set-User', { Identity: 'user2', AuthenticationPolicy: '$null' }],
    ['Set-MailboxFolderPermission', { Identity: 'user2:\\Calendar', User: 'Default', AccessRights: 'None' }],
    ['New-ManagementRoleAssignment', { Role: 'UserApplication', User: 'user2' }],
    ['Remove-ManagementRoleAssignment', { Identity: 'UserApplication-Exchange Online-ApplicationAccount' }],
    ['Set-OrganizationConfig', { OAuth2ClientProfileEnabled: false }],
    ['Set-WebServicesVirtualDirectory', { Identity: 'EX01\\EWS (Default Web Site)', OAuthAuthentication: false }],
    ['Set-AutodiscoverVirtualDirectory', { Identity: 'Autodiscover (Default Web Site)', OAuthAuthentication: false }],
    ['Set-AuthServer', { Identity: String((await run('Get-AuthServer'))[0]?.Name), Enabled: false }],
    ['Set-LabWebProxy', { Rule: 'Forbid' }],
  ];
  const before = onDisk();
  for (const [name, parameters] of rows) {
    const { text, output } = await lab.cmdlet(name, { ...parameters, WhatIf: true });
    t.same(output, [], name);
    t.match(text, `What if: Performing the operation "${name}" on target "`);
  }
  t.equal(onDisk(), before);
});

t.test('settings of single objects are kept and shown', async (t) => {
  await run('Set-RemoteMailbox', { Identity: 'user1', RemoteRoutingAddress: 'smtp:u1@msxfaq.mail.onmicrosoft.com' });
  t.match(await run('Get-RemoteMailbox', { Identity: 'user1' }), [
    { RemoteRoutingAddress: 'SMTP:u1@msxfaq.mail.onmicrosoft.com' },
  ]);
  await run('Set-OrganizationConfig', { EnableAuthAdminReadSession: true });
  t.match(await run('Get-OrganizationConfig'), [
    { EnableAuthAdminReadSession: true, OAuth2ClientProfileEnabled: true },
  ]);
  const calendar = 'user2:\\Calendar';
  t.match(await run('Get-MailboxFolderPermission', { Identity: calendar }), [
    { FolderName: 'Calendar', User: 'Default', AccessRights: ['AvailabilityOnly'] },
    { User: 'Anonymous', AccessRights: ['None'] },
  ]);
  await run('Set-MailboxFolderPermission', { Identity: calendar, User: 'default', AccessRights: 'none' });
  t.match(await run('Get-MailboxFolderPermission', { Identity: 'user2@msxfaq.de:\\calendar', User: 'Default' }), [
    { AccessRights: ['None'] },
  ]);
  t.match(await run('Get-MailboxFolderPermission', { Identity: 'user2' }), [
    { FolderName: 'Top of Information Store', AccessRights: ['None'] },
    {},
  ]);
  await run(
    'Set-MailboxFolderPermission',
    { Identity: 'user1:\\Calendar', User: 'Default', AccessRights: 'Reviewer' },
    'Cloud',
  );
  t.match(await run('Get-MailboxFolderPermission', { Identity: 'user1:\\Calendar', User: 'Default' }, 'Cloud'), [
    { AccessRights: ['Reviewer'] },
  ]);
  await run('Set-AcceptedDomain', { Identity: 'msxfaq.mail.onmicrosoft.com', MakeDefault: true });
  t.same(
    (await run('Get-AcceptedDomain')).map(({ Default }) => Default),
    [false, true],
    'one default domain',
  );
  await lab.scenarios.reset();
});

t.test('Test-OrganizationRelationship looks at the relationship, and says that no token was requested', async (t) => {
  const test = async () =>
    (await run('Test-OrganizationRelationship', { UserIdentity: 'user2' })).map(({ Id, Status }) => [Id, Status]);
  t.same(await test(), [
    ['Enabled', 'Success'],
    ['DomainNames', 'Success'],
    ['TargetApplicationUri', 'Success'],
    ['TargetEndpoint', 'Success'],
    ['DelegationToken', 'Warning'],
  ]);
  const Identity = String((await run('Get-OrganizationRelationship'))[0]?.Name);
  await run('Set-OrganizationRelationship', {
    Identity,
    Enabled: false,
    TargetAutodiscoverEpr: '$null',
    DomainNames: '$null',
  });
  t.same(
    (await test()).map(([, status]) => status),
    ['Error', 'Error', 'Success', 'Error', 'Warning'],
  );
  await lab.scenarios.reset();
});

t.test('a policy that somebody has stays, and older servers have none', async (t) => {
  await run('New-AuthenticationPolicy', { Name: 'No HMA' });
  await run('Set-User', { Identity: 'user2', AuthenticationPolicy: 'no hma' });
  t.match(await run('Get-User', { Identity: 'user2' }), [{ AuthenticationPolicy: 'No HMA' }]);
  const remove = { Identity: 'No HMA', Confirm: false };
  await t.rejects(run('Remove-AuthenticationPolicy', remove), { message: /'No HMA' is in use: 'user2' has it/ });
  await run('Set-User', { Identity: 'user2', AuthenticationPolicy: null });
  t.match(await run('Get-User', { Identity: 'user2' }), [{ AuthenticationPolicy: null }]);
  await run('Remove-AuthenticationPolicy', remove);
  const old = await labs.start('2016', { exchangeVersion: '2016' });
  await t.rejects(old.cmdlet('Get-AuthenticationPolicy', {}, { session: 'OnPremises' }), {
    name: 'CmdletError',
    category: 'CommandNotFound',
  });
  t.same(
    (await old.cmdlet('Get-AuthenticationPolicy', {}, { session: 'Cloud' })).output,
    [],
    'Exchange Online has them',
  );
});

t.test('a parameter of one side names the session, and is unknown on the other', async (t) => {
  const { session } = await lab.cmdlet('New-Mailbox', { Name: 'x', micro: 'x@msxfaq.de', WhatIf: true });
  t.equal(session, 'Cloud');
  t.equal(
    (await lab.cmdlet('New-Mailbox', { Name: 'x', User: 'x@msxfaq.de', Password: 'x', WhatIf: true })).session,
    'OnPremises',
  );
  const here = asSeenIn(findCmdlet('Set-IntraOrganizationConnector'), 'OnPremises');
  t.throws(() => bindParameters(here, { Identity: 'x', TargetSharingEpr: 'https://x.example' }), CmdletError);
  const there = asSeenIn(findCmdlet('Set-IntraOrganizationConnector'), 'Cloud');
  t.equal(bindParameters(there, { Identity: 'x', TargetSharingEpr: null }).TargetSharingEpr, '', '$null empties it');
});

t.test('an object of the pipeline is found again by what it carries', async (t) => {
  const nouns = new Set(lives.map(({ noun }) => noun));
  for (const noun of [
    ...nouns,
    'AuthServer',
    'WebServicesVirtualDirectory',
    'AutodiscoverVirtualDirectory',
    'ExchangeServer',
    'RemoteMailbox',
    'User',
  ]) {
    const set = cmdlets.find(({ name }) => name === `Set-${noun}`);
    const properties = set?.parameters.find(({ name }) => name === 'Identity')?.fromPipeline ?? [];
    const [object = {}] = await run(`Get-${noun}`, {}, noun === 'AuthenticationPolicy' ? 'Cloud' : 'OnPremises');
    if (noun === 'AuthenticationPolicy') continue; // a healthy lab has none to look at
    const value = properties.map((property) => object[property]).find((found) => found !== undefined);
    t.equal(set?.supportsShouldProcess, true, `Set-${noun} has -WhatIf`);
    t.match(await run(`Get-${noun}`, { Identity: value }), [object], `Get-${noun} finds what it gave`);
  }
  for (const noun of ['WebServices', 'Autodiscover']) {
    const get = { ADPropertiesOnly: true };
    for (const { Identity } of await run(`Get-${noun}VirtualDirectory`, get)) {
      await run(`Set-${noun}VirtualDirectory`, { Identity, OAuthAuthentication: false, Force: true });
    }
    t.match(await run(`Get-${noun}VirtualDirectory`), [{ OAuthAuthentication: false }, { OAuthAuthentication: false }]);
  }
  await lab.scenarios.reset();
});
