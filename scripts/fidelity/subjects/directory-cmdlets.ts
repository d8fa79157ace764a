import { capture, document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const cmdlets = testsOf('directory-cmdlets');
const effects = testsOf('directory-effects');
const shown = cmdlets('a healthy hybrid, as the cmdlets show it');
const life = (object: string) =>
  cmdlets(`every object of the directory is made, read, changed and removed > ${object}`);
const proxy = (title: string) => effects(`what a server asks for outside goes through its web proxy > ${title}`);
const roles = (title: string) =>
  effects(`roles of the linked account are what a partner application may do > ${title}`);

/** The cmdlets of what Active Directory and Exchange Online hold, and what their changes do. */
export const directoryCmdlets: Subject = {
  title: 'Cmdlets of the directory, and what they do',
  rows: [
    {
      id: 'directory/partner-application',
      what: 'Get-PartnerApplication: Enabled to ActAsPermissions in their order; LinkedAccount `msxfaq.de/Users/Exchange Online-ApplicationAccount`',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.6', 'css'),
      witness: shown,
    },
    {
      id: 'directory/partner-application-sets',
      what: 'New- and Set-PartnerApplication: the sets ACSTrustApplication, AuthMetadataUrl and RefreshAuthMetadata, the parameters of each',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.6', 'cmdletReference'),
      witness: [
        life('PartnerApplication, OnPremises'),
        effects('a partner without auth server is read by its metadata document, over the network'),
      ],
    },
    {
      id: 'directory/partner-application-metadata',
      what: "A partner's document needs signing keys, and no endpoint that issues tokens; without one it can't be read with the error of New-AuthServer",
      versions: versions.onPremises,
      evidence: inferred("Exchange's own document is such a one (facts/oauth-inbound §4.3)"),
      witness: [
        effects('a partner without auth server is read by its metadata document, over the network'),
        cmdlets('what cmdlets of the directory refuse, in a sentence, changing nothing'),
      ],
    },
    {
      id: 'directory/partner-application-disabled',
      what: "Tokens of a partner application that is disabled or removed: `2000006`, `The Application Identifier '…' is unknown.`",
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4, Application'),
      witness: effects('a partner application that is disabled or gone is unknown, until it is back'),
    },
    {
      id: 'directory/application-roles',
      what: 'The account of `Exchange Online` is a LinkedUser, `AccountDisabled, PasswordNotRequired, NormalAccount`, and has seven roles from UserApplication to MeetingGraphApplication',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.6', 'css'),
      witness: shown,
    },
    {
      id: 'directory/no-roles',
      what: 'A linked account without role assignments: the SOAP fault of an application without linked account',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §1.4, §7', 'freeBusy'),
      witness: roles('no role at all'),
    },
    {
      id: 'directory/no-user-application',
      what: '`The linked account configured for this application is missing the UserApplication role assignment.`',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4, after authentication'),
      witness: roles('UserApplication is what a call for a user needs'),
    },
    {
      id: 'directory/which-roles',
      what: 'A call for a user needs UserApplication, an application alone any role; assignments count from the next load of the configuration',
      versions: versions.onPremises,
      evidence: inferred('the words of the faults, and the restart that Microsoft asks for'),
      witness: roles('UserApplication is what a call for a user needs'),
    },
    {
      id: 'directory/connector',
      what: 'New-, Set-IntraOrganizationConnector: -Name, -DiscoveryEndpoint, -TargetAddressDomains, -Enabled; -TargetSharingEpr in Exchange Online only',
      versions: versions.all,
      evidence: document('facts/oauth-outbound-admin §3.6', 'cmdletReference'),
      witness: [
        life('IntraOrganizationConnector, OnPremises'),
        life('IntraOrganizationConnector, Cloud'),
        cmdlets('a parameter of one side names the session, and is unknown on the other'),
      ],
    },
    {
      id: 'directory/connector-configuration',
      what: 'Get-IntraOrganizationConfiguration: OnlineDiscoveryEndpoint to HasNonIOCReadyExchangeMailboxServerVersions',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §3.6: Microsoft Q&A, question 108027'),
      witness: shown,
    },
    {
      id: 'directory/connector-configuration-values',
      what: 'It says the same on both sides: the routing domain, the domains of the wizard, ExternalUrl of Autodiscover and EWS',
      versions: versions.all,
      evidence: inferred('the names of its fields; no printed sample was found'),
      witness: shown,
    },
    {
      id: 'directory/relationship',
      what: 'New-, Set-OrganizationRelationship: the parameters of the page, those of groups and cross-tenant moves aside',
      versions: versions.all,
      evidence: document('', 'cmdletReference'),
      witness: [life('OrganizationRelationship, OnPremises'), life('OrganizationRelationship, Cloud')],
    },
    {
      id: 'directory/federation-trust',
      what: 'Get-FederationTrust: ApplicationUri `FYDIBOHF25SPDLT.msxfaq.de`, TokenIssuerUri `urn:federation:MicrosoftOnline`',
      versions: versions.onPremises,
      evidence: document('FreeBusyChecker, what it finds healthy', 'css'),
      witness: shown,
    },
    {
      id: 'directory/accepted-domain',
      what: 'An accepted domain is a realm that tokens may name, one with a wildcard is not; the default one is the realm of the metadata document',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §1.4, Organization; §4.3', 'skype'),
      witness: effects('an accepted domain is a realm that tokens may name'),
    },
    {
      id: 'directory/mailbox',
      what: 'New-Mailbox: -UserPrincipalName and -Password on-premises, -MicrosoftOnlineServicesID in Exchange Online',
      versions: versions.all,
      evidence: document('', 'cmdletReference'),
      witness: [life('Mailbox, OnPremises'), life('Mailbox, Cloud')],
    },
    {
      id: 'directory/duplicates',
      what: 'Two accounts with one `sip:` or `SMTP:` address are ambiguous (`2000005`), until it is cleaned up',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §1.4, User lookup', 'freeBusy'),
      witness: effects('addresses are what a user is looked up by > an address that two have makes them ambiguous'),
    },
    {
      id: 'directory/duplicates-refused',
      what: 'Exchange gives nobody an address that somebody has; Set-ADUser does, but no second user principal name',
      versions: versions.all,
      evidence: inferred('Exchange and a forest of Windows Server 2012 R2 or newer are known to look'),
      witness: cmdlets('what cmdlets of the directory refuse, in a sentence, changing nothing'),
    },
    {
      id: 'directory/no-upn',
      what: "A mailbox without user principal name asks for no token: `The UserPrincipalName property was missing on the mailbox object and couldn't be added to the user context in the token.`",
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-outbound-admin §2'),
      witness: effects('addresses are what a user is looked up by > a mailbox without UPN asks for no token'),
    },
    {
      id: 'directory/folder-permission',
      what: 'Set-MailboxFolderPermission: rights and roles, AvailabilityOnly and LimitedDetails among them, of an entry that is there',
      versions: versions.all,
      evidence: document('', 'cmdletReference'),
      witness: cmdlets('settings of single objects are kept and shown'),
    },
    {
      id: 'directory/calendar-permission',
      what: 'Default has None on a calendar: free/busy ends with `NoFreeBusyAccessException: The caller does not have access to free/busy data.`',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §1.8', 'freeBusy'),
      witness: effects('free/busy goes by connectors and by the permission of the calendar'),
    },
    {
      id: 'directory/connector-used',
      what: 'TargetSharingEpr is asked without Autodiscover; a connector that is disabled does not count',
      versions: versions.online,
      evidence: document('facts/oauth-outbound-admin §3.6', 'freeBusy', 'css'),
      witness: effects('free/busy goes by connectors and by the permission of the calendar'),
    },
    {
      id: 'directory/authentication-policy',
      what: 'Authentication policies: BlockLegacyAuth… and BlockModernAuth… on-premises since 2019, AllowBasicAuth… in Exchange Online',
      versions: versions.all,
      evidence: document('', 'cmdletReference'),
      witness: [
        life('AuthenticationPolicy, OnPremises'),
        life('AuthenticationPolicy, Cloud'),
        cmdlets('a policy that somebody has stays, and older servers have none'),
      ],
    },
    {
      id: 'directory/modern-authentication-blocked',
      what: 'A user whose policy blocks Modern Authentication for the protocol: `4000000` when X-User-Identity names him',
      versions: versions.newerOnPremises,
      evidence: document('facts/oauth-inbound §7', 'qaFlighting'),
      witness: effects('a user whose policy blocks Modern Authentication is told so when he asks'),
    },
    {
      id: 'directory/web-proxy',
      what: '`Information:Using custom InternetWebProxy http://proxy.msxfaq.de:8080/.`, the first line of the outbound log',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-outbound-admin §1.4', 'proxy403'),
      witness: proxy('one that lets everything out'),
    },
    {
      id: 'directory/web-proxy-forbids',
      what: 'A proxy that answers 403: `(403) Forbidden.`, thrown in GetRequestStream',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-outbound-admin §1.4, F23', 'proxy403'),
      witness: proxy('one that forbids it: 403 in GetRequestStream'),
    },
    {
      id: 'directory/web-proxy-scope',
      what: 'All that a server asks for goes that way, metadata documents, tokens and free/busy too; each server has a proxy of its own',
      versions: versions.onPremises,
      evidence: inferred('it is a setting of the server'),
      witness: [
        proxy('one that forbids it: 403 in GetRequestStream'),
        proxy('the servers read the metadata of auth servers through it as well'),
      ],
    },
    {
      id: 'directory/dates',
      what: 'WhenChanged and WhenCreated of partner applications, connectors, relationships, role assignments and policies, by the lab’s clock',
      versions: versions.all,
      evidence: inferred(
        'every object of the directory has them; those of the wizard are as old as the organisation here',
      ),
      witness: cmdlets('objects say when they were made and changed, by the lab’s clock'),
    },
    {
      id: 'directory/what-if',
      what: '`What if: Performing the operation "…" on target "…".`, and nothing is changed; Remove cmdlets ask',
      versions: versions.all,
      evidence: document('', 'cmdletReference'),
      witness: [
        cmdlets('-WhatIf of what has no life of its own changes nothing'),
        life('PartnerApplication, OnPremises'),
      ],
    },
  ],
};
