import { capture, document, inferred, observed2013, type Subject, seedPage, testsOf, versions } from '../rows.js';

const shell = testsOf('shell');
const hybrid = testsOf('hybrid');

const works = shell('every cmdlet does its work');
const cannot = shell('every cmdlet says in a sentence what it can’t do, in the words of its side');
const bound = shell('arguments are read as PowerShell reads them');
const notBound = shell('what can’t be bound is refused in PowerShell’s words');
const printed = shell('Format-List and Format-Table print values as PowerShell does');
const combinations = hybrid('-AppOnly is Exchange itself; EWS does not take it');
const messages = observed2013('facts/oauth-inbound §6');
const powerShell = inferred("PowerShell's well-known messages");

/** The cmdlets: objects, texts, PowerShell's manners. */
export const cmdlets: Subject = {
  title: 'Cmdlets',
  rows: [
    {
      id: 'cmdlets/not-found',
      what: "`The operation couldn't be performed because object '…' couldn't be found on 'DC01.msxfaq.de'.`",
      versions: versions.onPremises,
      evidence: seedPage('its table of failures, in English'),
      witness: cannot,
    },
    {
      id: 'cmdlets/not-found-online',
      what: "`Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object '…' couldn't be found on 'FR2P281A07DC001.DEUP281A007.PROD.OUTLOOK.COM'.`",
      versions: versions.online,
      evidence: seedPage('its table of failures, in English'),
      witness: hybrid('the seed page’s table of failures, each broken, mended and reset > mailbox-unknown'),
    },
    {
      id: 'cmdlets/not-found-german',
      what: "`Der Vorgang konnte nicht ausgeführt werden, weil das Objekt '…' nicht auf '…' gefunden wurde.`",
      versions: versions.online,
      evidence: seedPage('its table of failures'),
      witness: hybrid('a German server says the seed page’s German line'),
    },
    {
      id: 'cmdlets/mail-user',
      what: 'A mail user (whose mailbox is on the other side) is no mailbox to Test-OAuthConnectivity, and no connection is made',
      versions: versions.all,
      evidence: seedPage('its table of failures: no connection'),
      witness: hybrid('where the test runs: the target decides, -Session overrides, the mailbox names the tenant'),
    },
    {
      id: 'cmdlets/no-mailbox',
      what: "`The mailbox parameter can't be null when in App+User mode. Use AppOnly mode for testing with no user context.`",
      versions: versions.all,
      evidence: messages,
      witness: combinations,
    },
    {
      id: 'cmdlets/app-only-nobody',
      what: '`In AppOnly mode you must specify either a mailbox or an organization.`',
      versions: versions.all,
      evidence: messages,
      witness: combinations,
    },
    {
      id: 'cmdlets/app-only-ews',
      what: "`EWS doesn't support AppOnly mode. For testing AppOnly mode, use AutoD. `, with a blank at the end",
      versions: versions.all,
      evidence: messages,
      witness: combinations,
    },
    {
      id: 'cmdlets/parameters',
      what: 'Test-OAuthConnectivity: -Service (EWS, AutoD, Generic) and -TargetUri are mandatory, -Mailbox, -AppOnly, -UseCachedToken, -ReloadConfig, -WhatIf',
      versions: versions.all,
      evidence: document('facts/oauth-outbound-admin §1.1', 'cmdletReference'),
      witness: bound,
    },
    {
      id: 'cmdlets/auth-config',
      what: 'Get-AuthConfig: 25 properties in their order; Realm is blank, ServiceName `00000002-0000-0ff1-ce00-000000000000`',
      versions: versions.onPremises,
      evidence: seedPage('its Get-AuthConfig; facts/oauth-outbound-admin §3.1'),
      witness: works,
    },
    {
      id: 'cmdlets/certificate',
      what: 'Get-ExchangeCertificate: properties in their order; RootCAType None, Status Valid or DateInvalid',
      versions: versions.onPremises,
      evidence: seedPage('its Get-ExchangeCertificate; facts/oauth-outbound-admin §3.5'),
      witness: works,
    },
    {
      id: 'cmdlets/certificate-not-found',
      what: '`A special Rpc error occurs on server EX01: The certificate with thumbprint … was not found.`',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-outbound-admin §3.4: public threads'),
      witness: cannot,
    },
    {
      id: 'cmdlets/auth-server',
      what: 'Get-AuthServer after the hybrid wizard: `ACS - {guid}` of type MicrosoftACS, `EvoSts - {guid}` of type AzureAD',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §4.5', 'freeBusy', 'css'),
      witness: works,
    },
    {
      id: 'cmdlets/auth-server-endpoint',
      what: 'Its TokenIssuingEndpoint `https://accounts.accesscontrol.windows.net/{tenant}/tokens/OAuth/2`, IssuerIdentifier `00000001-0000-0000-c000-000000000000`',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §4.5', 'freeBusy'),
      witness: works,
    },
    {
      id: 'cmdlets/new-auth-server',
      what: 'New-AuthServer: -Name (at most 64 characters), -AuthMetadataUrl, -Type, -Enabled; keys and endpoints come from the document',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.6', 'cmdletReference'),
      witness: works,
    },
    {
      id: 'cmdlets/virtual-directory',
      what: '`EX01\\EWS (Default Web Site)`; Ntlm and WindowsIntegrated, Basic, WSSecurity, OAuth in InternalAuthenticationMethods',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §4.5', 'cmdletReference', 'css'),
      witness: works,
    },
    {
      id: 'cmdlets/service-principal',
      what: 'Get-MsolServicePrincipal: `Office 365 Exchange Online` with its ServicePrincipalNames, `https://{host}/` for each host of the organisation',
      versions: versions.online,
      evidence: document('facts/oauth-outbound-admin §3.3 C', 'configureOAuth'),
      witness: works,
    },
    {
      id: 'cmdlets/mailbox-identity',
      what: '-Identity and -Mailbox take name, alias, address, GUID and `domain\\user`, in any case',
      versions: versions.all,
      evidence: document('facts/oauth-outbound-admin §1.1', 'cmdletReference'),
      witness: works,
    },
    {
      id: 'cmdlets/auth-certificate',
      what: 'The auth certificate is self-signed, SHA-256 with RSA 2048, for signatures and key encipherment, no CA, without names of hosts',
      versions: versions.onPremises,
      evidence: document('facts/oauth-outbound-admin §3.5', 'css', 'seed'),
      witness: testsOf('pki')('openssl > shows the auth certificate as Exchange setup makes it'),
      mayBeSkipped: 'openssl is not installed',
    },
    {
      id: 'cmdlets/other-side',
      what: 'A mailbox of the other side is no mailbox to Get-Mailbox',
      versions: versions.all,
      evidence: inferred('it is a mail user there'),
      witness: works,
    },
    {
      id: 'cmdlets/organization-config',
      what: 'Set-OrganizationConfig -OAuth2ClientProfileEnabled, and Get-OrganizationConfig shows it',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §7', 'cmdletReference', 'qaFlighting'),
      witness: testsOf('kinds')('Modern Authentication switched off: an empty Bearer that names the user is refused'),
    },
    {
      id: 'cmdlets/iisreset',
      what: '`Internet services successfully restarted`',
      versions: versions.onPremises,
      evidence: inferred("the program's well-known last line"),
      witness: works,
    },
    {
      id: 'cmdlets/abbreviations',
      what: 'Names in any case and abbreviated, aliases, switches with a value, dashes as web pages make them',
      versions: versions.all,
      evidence: powerShell,
      witness: bound,
    },
    {
      id: 'cmdlets/binding-errors',
      what: "`A parameter cannot be found that matches parameter name '…'.`, `Cannot process command because of one or more missing mandatory parameters: Service TargetUri.` and the others",
      versions: versions.all,
      evidence: powerShell,
      witness: notBound,
    },
    {
      id: 'cmdlets/values',
      what: '`True`, `{a, b}`, dates in the culture of the server, nothing for a blank value',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §3.1', 'seed'),
      witness: printed,
    },
  ],
};
