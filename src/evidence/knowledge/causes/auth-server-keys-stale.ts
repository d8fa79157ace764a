import { acsHost, acsMetadataPath } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const authServerKeysStale: Cause = {
  id: 'auth-server-keys-stale',
  title: 'The signing keys that Exchange holds of the auth server are out of date',
  part: 'on-premises front end',
  explanation:
    'Microsoft has changed the keys its token service signs with, and the metadata on-premises was not read again: the daily refresh does not get out, or its arbitration mailbox is down.',
  tellApart: [
    '"The token has an invalid signature", for all users and from one day on.',
    'Event 2006 of MSExchange OAuth with each refusal; events 2007 (MSExchange OAuth) or 2008 to 2012 (MSExchange AuthAdmin) say why the metadata could not be read.',
    'x5t in the header of the token is not among the certificates of the metadata document.',
  ],
  fix: [
    { say: 'Read the metadata again.', command: 'Set-AuthServer "<auth server>" -RefreshAuthMetadata' },
    { say: 'Wait about 15 minutes, or make it count.', command: 'iisreset /noforce' },
    {
      say: "If it can't be read, see that the server reaches the document.",
      command: `Invoke-WebRequest https://${acsHost}${acsMetadataPath('<tenant id>')} -UseBasicParsing`,
    },
    {
      say: 'Where that does not help, compare Get-AuthServer with a healthy one and run the Hybrid Configuration Wizard again.',
    },
  ],
  scenario: 'auth-server-keys-stale',
  sources: [
    'facts/oauth-outbound-admin §1.8 F12 and §6.2 C02',
    'facts/oauth-inbound §5 and §7',
    'Microsoft Learn, Resolve free/busy errors in hybrid Exchange',
  ],
};
