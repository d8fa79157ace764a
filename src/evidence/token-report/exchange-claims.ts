import { callbackVersion, nameIdIssuers } from '../../protocol/well-known.js';
import { type Meaning, table } from './meaning.js';

const acs = 'ACS';
const sender = 'the Exchange that asks';
const exchange = 'Exchange';

/** Claims of the tokens between Exchange servers, and of those that Exchange issues (facts/oauth-inbound §1.4, §3). */
export const exchangeClaims: Readonly<Record<string, Meaning>> = {
  ...table('facts/oauth-inbound §1.4 and §3.1', [
    [
      'nameid',
      'the issuer',
      'Who asks: in a user context the user (a PUID from the cloud, a SID from on-premises), else the application as appid@realm',
    ],
    [
      'nii',
      sender,
      `Who vouches for nameid: ${nameIdIssuers.microsoftOnline} in the cloud, ${nameIdIssuers.activeDirectory} on-premises; it decides by what the user is looked up`,
    ],
    ['upn', 'the issuer', 'User principal name: the user is looked up by it'],
    ['smtp', sender, 'Primary SMTP address of the user: the user is looked up by it'],
    ['sip', sender, 'SIP address of the user: the user is looked up by it'],
    ['actortoken', sender, 'The signed token of the application that acts for the user; all trust hangs on it'],
  ]),
  ...table('facts/oauth-inbound §3.2, decoded tokens of 2025', [
    ['identityprovider', acs, 'Who knows the application: the same as iss'],
    ['trustedfordelegation', 'the issuer', 'May the application act for users? A text, "true" or "false"'],
  ]),
  ...table('facts/oauth-inbound §3.8, Microsoft’s documents on Exchange identity tokens', [
    [
      'appctx',
      exchange,
      'The context of a callback or identity token: the mailbox (msexchuid), the version, and where Exchange’s keys are (amurl)',
    ],
    ['appctxsender', exchange, 'Whom the context was made for'],
    ['isbrowserhostedapp', exchange, 'Is it for an add-in that runs in a browser? A text'],
    ['msexchuid', exchange, 'The mailbox, by its GUID'],
    ['amurl', exchange, 'Address of the metadata document with Exchange’s keys'],
    ['version', exchange, `Version of the context; ${callbackVersion} is the one documented`],
  ]),
  ...table('facts/oauth-inbound §1.4 step 5 and §3.7', [
    [
      'ver',
      'the issuer',
      'Version of the token. It decides as what Exchange judges it: 1.0 is Entra’s or AD FS’s, none is server-to-server',
    ],
    ['msexchcallback', exchange, 'Marks a callback token of version 1.0'],
    ['clientappid', sender, 'Application for which the sender asks'],
  ]),
};
