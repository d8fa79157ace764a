/** What the rows cite, and what it is. */
export interface Source {
  /** As the rows cite it. */
  readonly short: string;
  readonly full: string;
}

export const sources = {
  seed: {
    short: 'seed page',
    full: 'msxfaq.de, "Exchange OAuth" (German): commands, answers, an IIS log line, a table of failures',
  },
  freeBusy: {
    short: 'Learn, free/busy',
    full: 'Microsoft Learn, "Resolve free/busy errors in hybrid Exchange" (MicrosoftDocs/OfficeDocs-Support)',
  },
  skype: {
    short: 'Learn, Skype',
    full: 'Microsoft Learn, "Skype for Business and Exchange integration fails": a whole 401 of Autodiscover',
  },
  hma: {
    short: 'Learn, HMA',
    full: 'Microsoft Learn, "Using hybrid Modern Authentication with Outlook for iOS and Android": two captures',
  },
  configureOAuth: {
    short: 'Learn, OAuth',
    full: 'Microsoft Learn, "Configure OAuth authentication between Exchange and Exchange Online organizations"',
  },
  cmdletReference: { short: 'Learn, PowerShell', full: 'Microsoft Learn, Exchange PowerShell reference' },
  tls: { short: 'Learn, TLS', full: 'Microsoft Learn, Hybrid Configuration wizard errors and TLS 1.2' },
  modernAuth: {
    short: 'Learn, Modern Auth',
    full: 'Microsoft Learn, "Outlook does not connect with modern authentication" (AADSTS500011)',
  },
  xoauth: { short: 'MS-XOAUTH', full: '[MS-XOAUTH] OAuth 2.0 authorization protocol extensions, §3.2.5 and §4.6' },
  openSpecs: { short: 'MS-OXWS*', full: '[MS-OXWSFOLD], [MS-OXWSADISC] and the schema in their appendices' },
  qaIssuer: { short: 'Q&A 1524201', full: 'Microsoft Q&A, question 1524201 (invalid_issuer)' },
  qaFlighting: { short: 'Q&A 1792037', full: 'Microsoft Q&A, question 1792037 (Exchange 2019 CU14, 4000000)' },
  qaUser: { short: 'Q&A 1381627', full: 'Microsoft Q&A, question 1381627 (2000005 in Test-OAuthConnectivity)' },
  qaChina: { short: 'Q&A 1629044', full: 'Microsoft Q&A, question 1629044 (21Vianet: a whole failure log)' },
  css: {
    short: 'CSS-Exchange',
    full: 'microsoft/CSS-Exchange on GitHub (MIT): FreeBusyChecker, HealthChecker, Test-HMAEAS',
  },
  easTool: {
    short: 'EAS tool',
    full: 'Constants of a public ActiveSync OAuth tool, recorded with Exchange SE and AD FS in 2026',
  },
  wino: { short: 'Wino Mail', full: 'Wino Mail, unit tests: a capture of an on-premises server with AD FS' },
  online2017: {
    short: 'EXO 2017',
    full: 'contextsmith/OAuthTest on GitHub: an answer of Exchange Online, October 2017',
  },
  slides: {
    short: 'slides 2025',
    full: 'Dirk-jan Mollema, hybrid Exchange, 2025: decoded tokens, a whole success log',
  },
  proxy403: { short: 'blog 2022', full: 'A blog of May 2022: the Detail of a call that an outbound proxy refused' },
  ewsJs: {
    short: 'ews-javascript-api #15',
    full: 'gautamsi/ews-javascript-api on GitHub, issue 15: EWS without a token',
  },
  gist: { short: 'gist 2016', full: 'A public gist of 2016: autodiscover.microsoft.com' },
  managedApi: {
    short: 'ews-managed-api',
    full: 'OfficeDev/ews-managed-api on GitHub, issues 140, 212, 223, 243 and 245',
  },
  exchangelib: { short: 'exchangelib', full: 'ecederstrand/exchangelib on GitHub, issues and tests' },
  ewsRs: { short: 'ews-rs', full: 'thunderbird/ews-rs on GitHub, tests: a trace of Exchange 2016 CU23' },
  hajek: {
    short: 'blog of Jan Hajek',
    full: 'Jan Hajek: client_credentials in a hybrid setup, IIS log of an Exchange of 2019',
  },
  permissions: {
    short: 'ews-cpp #148',
    full: 'otris/ews-cpp issue 148 and O365/python-o365 issue 427: answers of Exchange Online',
  },
  ewsTrace: { short: 'EWS trace', full: 'A public trace of an EWS fault, Exchange 2010 SP2' },
  jwtLibrary: {
    short: 'JWT library 1.0',
    full: 'System.IdentityModel.Tokens.Jwt 1.0 (Apache-2.0), the library that Exchange reads tokens with',
  },
  entra: { short: 'Entra wording', full: "Entra's error texts as public threads quote them" },
  httpErrorLog: {
    short: 'KB 820729',
    full: 'Microsoft, KB 820729, "Error logging in HTTP APIs", and "Format of the HTTP Server API Error Logs"',
  },
  iisReference: {
    short: 'IIS reference',
    full: 'Microsoft Learn, IIS configuration reference, customFields of a site’s logFile',
  },
  goAccess1596: {
    short: 'goaccess #1596',
    full: 'allinurl/goaccess on GitHub, issue 1596: directives and lines of an IIS with all fields',
  },
  traceExample: {
    short: 'Learn, FREB',
    full: 'Microsoft Learn, dynamic media fails with HTTP 500 (Configuration Manager): an event of a failed request trace',
  },
  ewsJsTrace: {
    short: 'ews-javascript-api trace',
    full: 'gautamsi/ews-javascript-api on GitHub, an early SimpleServiceRequestBase: an answer of Exchange Online to GetUserSettings',
  },
  clientDeveloper: {
    short: 'Learn, EWS',
    full: 'Microsoft Learn, Exchange client developer (MicrosoftDocs/office-developer-exchange-docs): references of Autodiscover and EWS',
  },
  poxApplication: {
    short: 'Learn, POX',
    full: 'Microsoft Learn, "POX Autodiscover not supported with OAuth client credentials grant": an answer of Exchange Online',
  },
  ewsStack: { short: 'EWSStack.wsdl', full: 'OfficeDev/Interop-TestSuites on GitHub (MIT): the WSDL of its proxy' },
  dotnetWcf: { short: 'dotnet/wcf #3304', full: 'dotnet/wcf on GitHub, issue 3304: a header that is not understood' },
  rfc9112: { short: 'RFC 9112', full: 'RFC 9112, HTTP/1.1' },
} as const satisfies Record<string, Source>;

export type SourceName = keyof typeof sources;
