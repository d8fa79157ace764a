import { type Deviation, testsOf, type Witness } from './rows.js';

const exchange = testsOf('exchange');
const judgement = testsOf('judgement');
const directories = testsOf('directories');
const lifetimes = testsOf('lifetimes');
const shell = testsOf('shell');
const manners = testsOf('manners');
const networkLab = testsOf('network-lab');
const networkFaults = testsOf('network-faults');

const compared = (title: string) =>
  judgement(`the host of the audience is compared with the Host header, ports and loopback names included > ${title}`);
const lenient = 'leniencies are on by default and named in the steps; strict is as a real server';

/** Where the lab is different on purpose. */
export const deviations: readonly Deviation[] = [
  {
    lab: 'What a client can cause, events 2006 and 1003, and what a loading of the configuration says are written once a minute at most, for each issuer or site',
    real: 'not known; nothing is said of a bound',
    remedy: '–',
    witness: testsOf('oauth-events')(
      '2006 comes for a failed signature, once a minute for each issuer, whatever a client sends',
    ),
  },
  {
    lab: 'The event logs are XML files, `logs/System32/winevt/Logs/Application.xml` and `System.xml`, an event in a line, 2000 of them',
    real: '`.evtx`, a binary format that Windows alone writes; its size is set in megabytes',
    remedy: '–',
    witness: testsOf('event-log')('a log keeps its newest entries, and its file stays bounded'),
  },
  {
    lab: 'When the lab starts, the AuthAdmin servicelet does not read the metadata of the auth servers; after a jump of the clock it reads once',
    real: 'it runs when its service starts, and every time it is due',
    remedy: '`Restart-Service MSExchangeServiceHost`',
    witness: testsOf('oauth-events')(
      'the AuthAdmin servicelet reads metadata into the directory every 12 hours, and when its service restarts',
    ),
  },
  {
    lab: 'Log files hold tokens without their signatures, and no other credentials',
    real: 'a custom field for Authorization holds whatever was sent',
    remedy: '`logTokens: true`',
    witness: testsOf('iis-log')('with logTokens the token stands there whole'),
  },
  {
    lab: 'Front end and back end are one server: bytes and time-taken of the back end’s line are the front end’s',
    real: 'two requests, each measured',
    remedy: '–',
    witness: testsOf('iis-log')('one call on disk: both requests at the front end, the accepted one at the back end'),
  },
  {
    lab: 'A log of a day or an hour that outgrows a tenth of `logMaxBytes` goes on in another file (`u_exYYMMDD_x-2.log`), and lines are on disk after a second',
    real: 'IIS’s file of a day has no limit; http.sys buffers up to a minute',
    remedy: '–',
    witness: testsOf('exchange-logs')('the files together stay below their bound, the oldest go'),
  },
  {
    lab: 'The judgement’s steps stand in a failed request trace as events of a provider `exchange-oauth-lab`',
    real: 'Exchange’s modules write none that are known',
    remedy: '–',
    witness: testsOf('failed-request-trace')(
      'the trace of a refused token > has the confirmed events as its frame, and the lab’s own between',
    ),
  },
  {
    lab: 'The tenant takes the shared service principal, and EWS while EwsEnabled is blank; a change of the list counts at once',
    real: 'the shared principal is refused since 31 October 2025, a blank EwsEnabled is False since October 2026, the list takes up to 24 hours',
    remedy: '`sharedPrincipalBlocked: true`, `Set-LabTenant`, `Set-OrganizationConfig -EwsEnabled`',
    witness: testsOf('hybrid-application')('EwsEnabled and EwsAllowedAppIDs decide who may come'),
  },
  {
    lab: '`Invoke-HybridConfiguration` does the OAuth part of the Hybrid Configuration Wizard, as far as it is known',
    real: 'a program with windows, which does much more',
    remedy: '–',
    witness: testsOf('cloud-keys')('the wizard mends both sides'),
  },
  {
    lab: 'A request without `Authorization` gets the Bearer challenge',
    real: "Exchange's OAuth module does nothing; IIS offers Negotiate and NTLM. Only an empty `Authorization: Bearer` is challenged",
    remedy: '`--strict`, or `anonymousChallenge: "whenOffered"`',
    witness: exchange(`${lenient} > a request without Authorization`),
  },
  {
    lab: 'HTTP/1.1 without `Host` reaches the judgement',
    real: 'http.sys answers 400 Invalid Hostname (HTTP/1.0 is judged there too)',
    remedy: '`--strict`, or `missingHost: "httpSys"`',
    witness: exchange(`${lenient} > HTTP/1.1 with no Host`),
  },
  {
    lab: 'A server-to-server token that the organisation signed itself, with its auth certificate, is taken; also without a partner application',
    real: 'Exchange 2013 knows auth servers and partner applications as issuers (facts/oauth-inbound §1.4) and would refuse it with 2008; its own certificates count for callback tokens (§5). Nobody has tried',
    remedy: '–',
    witness: judgement('the organisation’s own key signs for the organisation, nobody else’s does'),
  },
  {
    lab: "The listener's own port in `Host` counts as 443 or 80",
    real: 'a port that is not the default one is part of the authority',
    remedy: 'use the names through the reverse proxy',
    witness: compared('http, Host owa.msxfaq.de:80, a token for owa.msxfaq.de'),
  },
  {
    lab: '`localhost`, `127.0.0.1` and `[::1]` are one host to the audience check',
    real: 'each is a name of its own',
    remedy: "use the organisation's names",
    witness: compared('https, Host localhost, a token for localhost'),
  },
  {
    lab: 'EWS has the operations that are in its `services.wsdl`, on mailboxes with a little mail; others get a fault marked `[lab]`',
    real: 'all operations',
    remedy: '–',
    witness: exchange('SOAP that no client should send gets a fault of EWS > another operation'),
  },
  {
    lab: 'GetFederationInformation stands behind the door like the rest of Autodiscover',
    real: 'is answered without authentication',
    remedy: 'ask with a token',
    witness: testsOf('autodiscover')('both stand behind the same door'),
  },
  {
    lab: '`EX01` answers every request; `EX02` and its virtual directories are there to be listed and changed',
    real: 'a load balancer spreads the requests',
    remedy: '–',
    witness: shell('every cmdlet does its work'),
  },
  {
    lab: 'Objects have no `RunspaceId`',
    real: 'remote sessions put it first (seed page, facts/oauth-outbound-admin §1.3, §3.1)',
    remedy: '–',
    witness: shell('every cmdlet does its work'),
  },
  {
    lab: 'Nothing is synchronised: what is made on-premises has no counterpart in the cloud until it is made there too',
    real: 'Entra Connect does it every 30 minutes',
    remedy: 'make both',
    witness: testsOf('directory-cmdlets')('a healthy hybrid, as the cmdlets show it'),
  },
  {
    lab: 'Delegated authentication (DAuth) is not built: the federation trust is an object without certificates, and Test-OrganizationRelationship requests no token and says so',
    real: 'a gateway of Microsoft issues delegation tokens',
    remedy: '–',
    witness: testsOf('directory-cmdlets')(
      'Test-OrganizationRelationship looks at the relationship, and says that no token was requested',
    ),
  },
  {
    lab: 'InternetWebProxy counts at once; the one proxy there is stands at `proxy.` before the domain, port 8080',
    real: 'servers read it with their configuration; any proxy',
    remedy: '–',
    witness: testsOf('directory-effects')(
      'what a server asks for outside goes through its web proxy > one that lets everything out',
    ),
  },
  {
    lab: 'Skype for Business and SharePoint are a metadata document and a door, nothing behind it; they trust Exchange from the start',
    real: 'products of their own, which register Exchange with cmdlets of theirs',
    remedy: '–',
    witness: testsOf('partners')('Exchange gets into a partner with a token that it signs itself'),
  },
  {
    lab: 'OWA and ECP end behind the log-on, and their cookies are signed with a key of the lab’s own',
    real: 'the cookies depend on the auth certificate, in a way that is not public',
    remedy: '–',
    witness: testsOf('owa')('a log-on with a healthy certificate'),
  },
  {
    lab: 'EWS and Autodiscover have one worker process: recycling either pool empties both',
    real: 'a process each',
    remedy: '–',
    witness: testsOf('owa')('pools are recycled one by one'),
  },
  {
    lab: 'A domain is verified at once (`New-MgDomain`)',
    real: 'needs a DNS record and `Confirm-MgDomain`',
    remedy: '–',
    witness: shell('every cmdlet does its work'),
  },
  {
    lab: 'Windows authentication is NTLMv2; a Kerberos or SPNEGO token gets a plain 401',
    real: 'Kerberos, and NTLM within SPNEGO',
    remedy: '–',
    witness: directories('NTLM within Negotiate, in every manner a client has; Kerberos and SPNEGO are refused'),
  },
  {
    lab: 'The web.config settings of a virtual directory are those of every server',
    real: 'each server has its own',
    remedy: '–',
    witness: directories('the web.config of a directory says which tokens it takes, and counts at once'),
  },
  {
    lab: 'Every account has the password `Lab-Passw0rd`, in the state file as it is',
    real: 'each has its own, and none can be read',
    remedy: '`Set-ADAccountPassword`',
    witness: directories('Set-ADAccountPassword changes what an account logs on with'),
  },
  {
    lab: "The directory's certificates of auth servers change by cmdlets alone; those of partner applications are never read again",
    real: 'the AuthAdmin servicelet reads them every 8 hours (Microsoft Learn) or 12 (Exchange 2013)',
    remedy: '`Set-AuthServer -RefreshAuthMetadata`',
    witness: lifetimes(
      'a signing key that the token service has changed > is read after a failed signature, and counts from the next load of the configuration',
    ),
  },
  {
    lab: 'Assigning IIS to another certificate changes what the cmdlets show; HTTPS keeps the certificate of the lab’s root',
    real: 'IIS serves the other certificate, and its clients must trust it',
    remedy: '–',
    witness: testsOf('exchange-certificate')(
      'New-ExchangeCertificate asks in Exchange’s words before the default SMTP certificate is replaced',
    ),
  },
  {
    lab: '`FileData` is base64, and a file goes in as its content',
    real: 'bytes, and a UNC path in older versions',
    remedy: '–',
    witness: testsOf('exchange-certificate')(
      'over HTTP bytes are base64, and a question without an answer is a conflict that names it',
    ),
  },
  {
    lab: 'The event “Federation or Auth certificate not found” has the number 0',
    real: 'a number that is in no public source (facts/oauth-outbound-admin §7)',
    remedy: '–',
    witness: testsOf('auth-certificate')('several servers: each signs with what lies in its own store'),
  },
  {
    lab: 'The configuration is loaded 30 minutes after it was loaded last',
    real: 'every 30 minutes from a random start: a change waits 15 minutes on average',
    remedy: '–',
    witness: lifetimes('the configuration > is judged by for 30 minutes, and a cmdlet says until when'),
  },
  {
    lab: '`-Connection Silent` takes the TCP connection and then keeps quiet',
    real: 'a firewall that drops packets lets no connection come about; the client’s time-out is the same',
    remedy: '–',
    witness: networkFaults('a silent connection ends with the client, or with the proxy'),
  },
  {
    lab: 'A name that is misdirected leads to a stranger’s computer with port 443 alone, whose certificate is for another name and of a root that nobody trusts',
    real: 'any computer, with the certificate that it has',
    remedy: '–',
    witness: networkLab('a name that leads to a stranger’s computer: its certificate is for another name'),
  },
  {
    lab: 'The proxy that asks for its own login has accounts for nobody',
    real: 'it lets in who has one',
    remedy: '–',
    witness: networkFaults('what the proxy says by itself never reaches Exchange, and is nothing of Exchange’s'),
  },
  {
    lab: 'In scenarios a client waits a second for a connection and for an answer; elsewhere 21 and 100',
    real: 'TCP’s patience on Windows, and .NET’s 100 seconds',
    remedy: '`--connect-timeout-ms`, `--response-timeout-ms`; `scenarios activate` in place of `run`',
    witness: networkFaults('an answer that drips in is given up as a whole, and another time-out counts for a while'),
  },
  {
    lab: '`Set-LabExchangeServer -ClockOffset` moves what a server makes and judges tokens by; `clock-off` sets it on all',
    real: 'logs, certificates and Kerberos go by the same clock',
    remedy: '–',
    witness: testsOf('monitoring')(
      'a server whose clock is wrong makes and judges tokens by it, with five minutes of tolerance',
    ),
  },
];

/** Texts that are nobody's but the lab's; each begins with `[lab]`. */
export const ownWords: readonly { readonly what: string; readonly witness: Witness }[] = [
  {
    what: 'Texts of the events of MSExchange OAuth, and of MSExchange AuthAdmin 2008 to 2012',
    witness: testsOf('oauth-events')('2002 and 2003 come with a configuration whose issuers have no certificates'),
  },
  {
    what: "What the lab's PowerShell has not: statements, operators, types and methods are refused by name",
    witness: testsOf('language')('what is outside the subset is refused by name, with its place, before anything runs'),
  },
  {
    what: 'That commands which prepare a real PowerShell have nothing to do in the lab, and that Graph, MSOnline and AzureAD need no connection',
    witness: testsOf('language')('sessions are switched, and a cmdlet of both runs where one is'),
  },
  {
    what: 'That files are out of reach of scripts over the API and in the library',
    witness: testsOf('language')('files are those of who sits there, and refused by name where none are granted'),
  },
  {
    what: 'Bounds of a script: statements, items of a list, nesting, time to wait',
    witness: testsOf('language')('a script in one call has bounds'),
  },
  {
    what: 'What ConfigureExchangeHybridApplication.ps1 says beside its guards, its questions, and `-WithoutAdminConsent`',
    witness: testsOf('hybrid-application')('the application without its key, its consent or its registration'),
  },
  {
    what: '`Set-LabTenant`, a cmdlet that nobody else has: what Microsoft decides for a tenant',
    witness: testsOf('hybrid-application')(
      'a tenant that refuses the shared principal answers a bare 403, until the application comes',
    ),
  },
  {
    what: '`Set-LabTokenService`, a cmdlet that nobody else has: Microsoft changes its signing key, without announcing it first',
    witness: testsOf('cloud-keys')(
      'Microsoft changes the key it signs with: the one before goes on counting, and a restart keeps both',
    ),
  },
  {
    what: 'A key credential outside its dates',
    witness: testsOf('cloud-keys')('a key credential counts from its start to its end'),
  },
  {
    what: 'The Task of Test-OAuthConnectivity for AutoD and Generic',
    witness: testsOf('connectivity')('on the wire > Generic gets the URI as it was given'),
  },
  {
    what: 'Lines of the outbound log about cached tokens and about a token service that did not answer',
    witness: testsOf('connectivity')(
      'the token cache > is used with -UseCachedToken alone: one request, with the token of the last call',
    ),
  },
  {
    what: 'What is wrong with an answer of Autodiscover, or with a redirection',
    witness: testsOf('connectivity')(
      'on the wire > an app-only call sends the actor token alone, and asks Autodiscover for the domain where no mailbox is named',
    ),
  },
  {
    what: 'Operations of EWS that are not built yet',
    witness: manners('what is not built yet says so'),
  },
  {
    what: 'Errors of cmdlets whose real words are not public, and the warning that a change waits for the servers',
    witness: shell('every cmdlet does its work'),
  },
  {
    what: '`Set-LabWebProxy`, a cmdlet that no Exchange has: it has the web proxy refuse requests',
    witness: testsOf('directory-effects')(
      'what a server asks for outside goes through its web proxy > one that forbids it: 403 in GetRequestStream',
    ),
  },
  {
    what: '`Get-LabPublishing` and `Set-LabPublishing`, cmdlets that no Exchange has: the firewall, the reverse proxy and its certificate',
    witness: networkLab('Set-LabPublishing changes what it names, and Get-LabPublishing shows it'),
  },
  {
    what: '`Get-LabName` and `Set-LabName`, cmdlets that no Exchange has: the DNS',
    witness: networkLab('Set-LabName changes a record, Get-LabName shows it'),
  },
  {
    what: '`Set-LabServerTls`, a cmdlet that no Exchange has: the registry values of TLS on the servers, without a restart',
    witness: networkLab('TLS versions that the two sides have not in common, both ways'),
  },
  {
    what: 'The warning that users who were looked up before are found as they were for 15 minutes',
    witness: testsOf('directory-effects')(
      'addresses are what a user is looked up by > who was looked up before is found as he was for 15 minutes, and the cmdlet says so',
    ),
  },
  {
    what: 'What Test-OrganizationRelationship says, and errors of the cmdlets of the directory whose real words are not public',
    witness: testsOf('directory-cmdlets')('what cmdlets of the directory refuse, in a sentence, changing nothing'),
  },
  {
    what: 'What a partner says to who is turned away, and the line of the outbound log about a token that Exchange signs for it',
    witness: testsOf('partners')('after a renewal a partner knows the new key once it has read the metadata again'),
  },
  {
    what: '`Invoke-LabPartner`, a cmdlet that no Exchange has, and what Configure-EnterprisePartnerApplication.ps1 writes',
    witness: testsOf('partners')('the script registers Skype for Business'),
  },
  {
    what: '`Invoke-LabOutlook`, a cmdlet that no Exchange has: Outlook with a token of Hybrid Modern Authentication',
    witness: testsOf('outlook')('Outlook is let in, and what keeps it out is said'),
  },
  {
    what: '`anonymousChallenge`: a request without Authorization is offered Bearer all the same, but not one of Exchange’s own clients, from which somebody must have taken it',
    witness: testsOf('outlook')(
      'a request of Exchange’s own client that has lost its Bearer is offered none, by a lenient lab either',
    ),
  },
  {
    what: 'The pages of OWA and ECP, and the warning about PowerShell serialization',
    witness: testsOf('owa')('PowerShell serialization needs the certificate too'),
  },
  {
    what: 'Set-AuthConfig: the question about the 48 hours, a date in the past, publishing without a next certificate, and the warning about a key that is too small or not RSA, which the lab takes all the same',
    witness: testsOf('auth-certificate')('Set-AuthConfig refuses, asks and warns'),
  },
  {
    what: 'Import- and Export-ExchangeCertificate: a wrong password, a file with nothing or too much in it, a key that must not leave; Remove-ExchangeCertificate of the default SMTP certificate',
    witness: testsOf('exchange-certificate')(
      'PFX files of openssl come in, old and new ways to encrypt, and ours are read by openssl',
    ),
  },
  {
    what: '`Get-LabClock` and `Set-LabClock`, cmdlets that no Exchange has; services and application pools that the lab does not play',
    witness: testsOf('lab-clock')('services and pools restart, others are refused by name'),
  },
  {
    what: 'MonitorExchangeAuthCertificate.ps1: colours, how lists of servers are laid out, the line about the next certificate that is missing, why something failed, what is refused, and the last line in place of the log file; a certificate of another lifetime is made and imported',
    witness: testsOf('monitoring')(
      'exported certificates come as content that a PFX reader opens; what a lab can’t do is refused by name',
    ),
  },
  {
    what: 'HealthChecker.ps1 and FreeBusyChecker.ps1: objects, headings, the layout of lines, `-Mailbox`, what is said where there is no partner application or connector; `ServiceInstance` and the back end are not looked at',
    witness: testsOf('monitoring')(
      'HealthChecker looks at the hybrid, the dedicated application and Extended Protection',
    ),
  },
  {
    what: '`Set-LabDirectoryFault`, a cmdlet that no Exchange has: it breaks Active Directory',
    witness: testsOf('refusals')('a directory that fails when the request is routed is a server error'),
  },
  {
    what: '`Set-LabExchangeServer`, a cmdlet that no Exchange has: it switches a server off, moves it to another site, or sets its clock',
    witness: testsOf('monitoring')('a server that was switched off or moved is one that scripts and servicelets miss'),
  },
  {
    what: 'That the shape of `service_asserted_app_v1` is not public, in the steps of the transaction',
    witness: testsOf('kinds')(
      'the user asserted by an application, app_asserted_user_v1 > service_asserted_app_v1 is not documented: refused plainly, and the record says so',
    ),
  },
  {
    what: 'Leniencies, in the steps of the transaction',
    witness: exchange(`${lenient} > a request without Authorization`),
  },
];
