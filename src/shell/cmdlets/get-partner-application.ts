import type { Cmdlet } from '../cmdlet.js';
import { identityParameter } from '../given.js';
import { selectNamed } from '../named-objects.js';
import { partnerApplicationObject } from '../partner-applications.js';

/** Get-PartnerApplication: the applications that may ask (facts/oauth-outbound-admin §3.6). */
export const getPartnerApplication: Cmdlet = {
  name: 'Get-PartnerApplication',
  synopsis: 'Shows the partner applications that the organisation has registered.',
  sessions: ['OnPremises'],
  parameters: [identityParameter('Name or GUID of one partner application.')],
  tableView: ['Name', 'Enabled', 'ApplicationIdentifier', 'LinkedAccount'],
  run({ Identity: identity }, context) {
    const found = selectNamed(context.state.state.organization.partnerApplications, identity, context);
    return { output: found.map((partner) => partnerApplicationObject(partner, context)) };
  },
};
