import { findAccountName } from '../directory/account.js';
import { fetchPartnerMetadata } from '../directory/auth-metadata.js';
import type { PartnerApplication } from '../directory/organization.js';
import { type BoundParameters, type CmdletContext, CmdletError, type ParameterDefinition } from './cmdlet.js';
import { flagOr, listOr, textOr } from './given.js';
import { dates } from './named-objects.js';
import { objectNotFound } from './not-found.js';
import type { PowerShellObject } from './object.js';
import { blankable } from './property.js';

/** What the cmdlets of partner applications have in common. */

/** Properties and order of facts/oauth-outbound-admin §3.6; what stands between ActAsPermissions, Name and ObjectClass is ours. */
export function partnerApplicationObject(partner: PartnerApplication, context: CmdletContext): PowerShellObject {
  return {
    Enabled: partner.enabled,
    ApplicationIdentifier: blankable(partner.applicationIdentifier),
    CertificateStrings: partner.certificateStrings,
    AuthMetadataUrl: blankable(partner.authMetadataUrl),
    Realm: partner.realm, // blank text, not $null: published lines compare it with ""
    UseAuthServer: partner.useAuthServer,
    AcceptSecurityIdentifierInformation: partner.acceptSecurityIdentifierInformation,
    LinkedAccount: blankable(partner.linkedAccount),
    DeploymentId: null,
    IssuerIdentifier: blankable(partner.issuerIdentifier),
    AccountType: partner.accountType,
    AppOnlyPermissions: partner.appOnlyPermissions,
    ActAsPermissions: partner.actAsPermissions,
    Name: partner.name,
    Identity: partner.name,
    Guid: partner.guid,
    ...dates(partner, context),
    ObjectClass: ['top', 'msExchAuthPartnerApplication'],
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

const acs = ['ACSTrustApplication'];
const metadata = ['AuthMetadataUrl'];

/** Those of every parameter set. */
const commonParameters: readonly ParameterDefinition[] = [
  { name: 'Enabled', type: 'Boolean', help: 'Whether its tokens count.' },
  {
    name: 'AcceptSecurityIdentifierInformation',
    type: 'Boolean',
    help: 'Whether a SID in its tokens says who the user is.',
  },
  {
    name: 'AccountType',
    type: 'String',
    values: ['OrganizationalAccount', 'ConsumerAccount'],
    help: 'Kind of Microsoft account it needs; kept, without effect.',
  },
  { name: 'LinkedAccount', type: 'String', nullable: true, help: 'The account whose roles it has.' },
  { name: 'IssuerIdentifier', type: 'String', nullable: true, help: 'Reserved by Microsoft; kept, without effect.' },
  {
    name: 'ActAsPermissions',
    type: 'String[]',
    nullable: true,
    help: 'Reserved by Microsoft; kept, without effect.',
  },
  {
    name: 'AppOnlyPermissions',
    type: 'String[]',
    nullable: true,
    help: 'Reserved by Microsoft; kept, without effect.',
  },
];

/** Parameters that New- and Set-PartnerApplication share; of the two identifying ones New- needs one or the other. */
export function partnerParameters(mandatory: boolean): readonly ParameterDefinition[] {
  return [
    {
      name: 'ApplicationIdentifier',
      type: 'String',
      mandatory,
      sets: acs,
      help: 'Id of an application that an auth server vouches for.',
    },
    { name: 'Realm', type: 'String', sets: acs, nullable: true, help: "Its realm; blank: the auth server's." },
    {
      name: 'AuthMetadataUrl',
      type: 'Uri',
      mandatory,
      sets: metadata,
      help: 'Metadata document of an application that signs its tokens itself: its id, realm and keys are read there.',
    },
    {
      name: 'TrustAnySSLCertificate',
      type: 'SwitchParameter',
      sets: metadata,
      help: 'Accepted without effect: the lab checks every certificate.',
    },
    ...commonParameters,
  ];
}

/** A partner application with the changes that were given. */
export function changedPartner(
  partner: PartnerApplication,
  parameters: BoundParameters,
  context: CmdletContext,
): PartnerApplication {
  return {
    ...partner,
    name: textOr(parameters.Name, partner.name),
    enabled: flagOr(parameters.Enabled, partner.enabled),
    applicationIdentifier: textOr(parameters.ApplicationIdentifier, partner.applicationIdentifier),
    realm: textOr(parameters.Realm, partner.realm),
    authMetadataUrl: textOr(parameters.AuthMetadataUrl, partner.authMetadataUrl),
    acceptSecurityIdentifierInformation: flagOr(
      parameters.AcceptSecurityIdentifierInformation,
      partner.acceptSecurityIdentifierInformation,
    ),
    linkedAccount: linkedAccountGiven(parameters.LinkedAccount, context) ?? partner.linkedAccount,
    accountType: textOr(parameters.AccountType, partner.accountType),
    issuerIdentifier: textOr(parameters.IssuerIdentifier, partner.issuerIdentifier),
    actAsPermissions: listOr(parameters.ActAsPermissions, partner.actAsPermissions),
    appOnlyPermissions: listOr(parameters.AppOnlyPermissions, partner.appOnlyPermissions),
  };
}

/** The account by its canonical name; it must exist. */
function linkedAccountGiven(given: BoundParameters[string], context: CmdletContext): string | undefined {
  if (typeof given !== 'string' || given === '') return given as '' | undefined;
  const account = findAccountName(context.state.state.organization, given);
  if (account === undefined) throw objectNotFound(given, context);
  return account;
}

/** The partner as its metadata document describes it: it signs for itself (facts/oauth-inbound §4.2, §4.4 for the error). */
export async function withPartnerMetadata(
  partner: PartnerApplication,
  url: string,
  { http }: CmdletContext,
): Promise<PartnerApplication> {
  try {
    const { issuerIdentifier, realm, certificates } = await fetchPartnerMetadata(new URL(url), http);
    return {
      ...partner,
      authMetadataUrl: url,
      applicationIdentifier: issuerIdentifier,
      realm,
      useAuthServer: false,
      certificateStrings: certificates,
    };
  } catch (error) {
    throw new CmdletError('ConnectionError', (error as Error).message);
  }
}
