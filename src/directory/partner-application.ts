import type { PartnerApplication } from './organization.js';

/** A partner application before anything is said of it: the defaults of New-PartnerApplication, by Microsoft's page. */
export const plainPartnerApplication: PartnerApplication = {
  name: '',
  guid: '',
  enabled: true,
  applicationIdentifier: '',
  realm: '',
  useAuthServer: true,
  acceptSecurityIdentifierInformation: false,
  linkedAccount: '',
  certificateStrings: [],
  authMetadataUrl: '',
  accountType: 'OrganizationalAccount',
  issuerIdentifier: '',
  appOnlyPermissions: [],
  actAsPermissions: [],
};
