import type { FederationTrust } from '../../directory/sharing.js';
import type { Cmdlet, PowerShellObject } from '../cmdlet.js';
import { identityParameter } from '../given.js';
import { selectNamed } from '../named-objects.js';

/** Get-FederationTrust: what delegated authentication would rest on. The lab has the object, no gateway and no certificates. */
export const getFederationTrust: Cmdlet = {
  name: 'Get-FederationTrust',
  synopsis: 'Shows the federation trust of the organisation.',
  sessions: ['OnPremises'],
  parameters: [identityParameter('Name or GUID of one federation trust.')],
  tableView: ['Name', 'ApplicationUri'],
  run({ Identity: identity }, context) {
    const { federationTrusts } = context.state.state.organization;
    return { output: selectNamed(federationTrusts, identity, context).map(federationTrustObject) };
  },
};

/** The properties that FreeBusyChecker prints (Microsoft CSS-Exchange), in its order; what follows is ours. */
function federationTrustObject(trust: FederationTrust): PowerShellObject {
  return {
    ApplicationUri: trust.applicationUri,
    TokenIssuerUri: trust.tokenIssuerUri,
    OrgCertificate: null,
    TokenIssuerCertificate: null,
    TokenIssuerPrevCertificate: null,
    TokenIssuerMetadataEpr: trust.tokenIssuerMetadataEpr,
    TokenIssuerEpr: trust.tokenIssuerEpr,
    Name: trust.name,
    Identity: trust.name,
    Guid: trust.guid,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
