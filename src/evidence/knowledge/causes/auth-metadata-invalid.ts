import { acsHost, acsMetadataPath } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const authMetadataInvalid: Cause = {
  id: 'auth-metadata-invalid',
  title: 'The metadata document holds nothing Exchange can use',
  part: 'on-premises front end',
  explanation: "What came was no metadata document, or its certificates can't be read: often the page of a proxy.",
  tellApart: [
    'Events 2009, 2011 and 2012 of MSExchange AuthAdmin: corrupt metadata, an invalid list of certificates, invalid certificates.',
  ],
  fix: [
    {
      say: 'Look at what comes.',
      command: `Invoke-WebRequest https://${acsHost}${acsMetadataPath('<tenant id>')} -UseBasicParsing`,
    },
    { say: 'Then read it again.', command: 'Set-AuthServer "<auth server>" -RefreshAuthMetadata' },
  ],
  sources: ['facts/oauth-inbound §4.2 and §5 (AuthAdmin 2009, 2011, 2012)'],
};
