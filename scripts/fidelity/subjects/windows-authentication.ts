import { capture, document, inferred, type Subject, testsOf, versions } from '../rows.js';

const directories = testsOf('directories');

const ntlm = directories('NTLM: three messages, then the connection is logged on, and no other');
const stranger = directories('who can’t prove himself gets the 401 of a stranger, without Bearer, and stays one');
const bindings = directories(
  'Extended Protection: None looks at nothing, Allow refuses a wrong binding, Require a missing one too',
);
const serviceName = directories('under the flag Proxy the name of the service is compared in place of the channel');
const webConfig = directories('the web.config of a directory says which tokens it takes, and counts at once');

/** What a virtual directory lets in beside tokens. */
export const windowsAuthentication: Subject = {
  title: 'Virtual directories: Windows authentication, Basic, Extended Protection',
  rows: [
    {
      id: 'windows/ntlm',
      what: 'NTLMv2 in three messages; then the connection is logged on, and no other',
      versions: versions.onPremises,
      evidence: document('MS-NLMP §4.2.4, RFC 4559'),
      witness: ntlm,
    },
    {
      id: 'windows/primitives',
      what: 'MD4 and NTLMv2 give the values that their documents print',
      versions: versions.onPremises,
      evidence: document('RFC 1320, MS-NLMP §4.2.4'),
      witness: directories('MD4 is that of RFC 1320, and NTLMv2 that of MS-NLMP §4.2.4'),
    },
    {
      id: 'windows/first-leg',
      what: 'The first leg stands in the IIS log as `401 1 2148074254`',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-outbound-admin §5.1: a real line'),
      witness: ntlm,
    },
    {
      id: 'windows/challenge-alone',
      what: "The 401 with NTLM's challenge offers that one scheme and nothing else, with the headers of any other 401",
      versions: versions.onPremises,
      evidence: inferred('the protocol; captures of EWS do not show it'),
      witness: ntlm,
    },
    {
      id: 'windows/failed',
      what: 'A logon that failed gets the 401 of a request without credentials (no Bearer), substatus 1, and as Win32 status the SSPI code of its cause',
      versions: versions.onPremises,
      evidence: inferred("IIS's 401.1; one real line of a first leg"),
      witness: stranger,
    },
    {
      id: 'windows/bearer-on-connection',
      what: 'A bearer token on a connection that is logged on by NTLM is judged as on any other',
      versions: versions.onPremises,
      evidence: inferred("that the client changed its mind; Exchange's module does nothing for who is authenticated"),
      witness: ntlm,
    },
    {
      id: 'windows/negotiate',
      what: 'NTLM within Negotiate is taken',
      versions: versions.onPremises,
      evidence: document('RFC 4559, MS-NLMP'),
      witness: directories('NTLM within Negotiate, in every manner a client has; Kerberos and SPNEGO are refused'),
    },
    {
      id: 'windows/names',
      what: 'An account is `MSXFAQ\\user2`, `user2@msxfaq.de` or `user2`',
      versions: versions.onPremises,
      evidence: document('Microsoft, user name formats of Windows'),
      witness: directories('an account is found by the names that Windows takes'),
    },
    {
      id: 'windows/extended-protection',
      what: '`None` looks at nothing, `Allow` refuses a wrong channel binding, `Require` a missing one too; bearer tokens and Basic are left alone',
      versions: versions.onPremises,
      evidence: document('Microsoft, Extended Protection in IIS and Exchange; RFC 5929'),
      witness: bindings,
    },
    {
      id: 'windows/extended-protection-http',
      what: 'Under `Require` nobody logs on over plain http, and a binding that comes over http is wrong under `Allow` too',
      versions: versions.onPremises,
      evidence: inferred('there is no channel to compare with; Microsoft says that SSL offloading fails'),
      witness: bindings,
    },
    {
      id: 'windows/extended-protection-connection',
      what: 'What Extended Protection of one directory demands is demanded of a connection that logged on at another',
      versions: versions.onPremises,
      evidence: inferred('that it is a setting of the directory'),
      witness: directories('a connection logged on where nobody looks is not let in where Extended Protection does'),
    },
    {
      id: 'windows/proxy-flag',
      what: 'Under the flag `Proxy` the service name alone is compared, with `ExtendedProtectionSPNList` alone',
      versions: versions.onPremises,
      evidence: inferred("IIS's table of scenarios"),
      witness: serviceName,
    },
    {
      id: 'windows/bridging',
      what: 'A proxy that bridges TLS with a certificate of its own makes every binding wrong, while the OAuth test passes',
      versions: versions.onPremises,
      evidence: document('Microsoft, Extended Protection in Exchange: SSL bridging needs the same certificate', 'css'),
      witness: directories('the test passes while Outlook fails: a bridging proxy with a certificate of its own'),
    },
    {
      id: 'windows/web-config',
      what: '`OAuthHttpModule.Profiles`, `V1AppScopes` and `V1AppRoles` of the web.config say which tokens a directory takes, and count at once',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-outbound-admin §5.5', 'css'),
      witness: webConfig,
    },
    {
      id: 'windows/web-config-restart',
      what: 'A changed web.config starts the application anew: the OAuth configuration is loaded again',
      versions: versions.onPremises,
      evidence: document('Microsoft, ASP.NET: changes of web.config'),
      witness: directories('a change of the web.config loads the OAuth configuration anew'),
    },
  ],
};
