import type { PartnerApplication } from '../../directory/organization.js';
import { type BoundParameters, type Cmdlet, type CmdletContext, CmdletError, delayedEffect } from '../cmdlet.js';
import { requiredIdentity } from '../given.js';
import { requireFreeName, requireNamed, withChanged } from '../named-objects.js';
import { changeOrganization } from '../organization-change.js';
import { changedPartner, partnerParameters, withPartnerMetadata } from '../partner-applications.js';

/** Set-PartnerApplication (facts/oauth-outbound-admin §3.6); that a new AuthMetadataUrl is read at once is inferred. */
export const setPartnerApplication: Cmdlet = {
  name: 'Set-PartnerApplication',
  synopsis: 'Changes a partner application, or reads its metadata document again.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    requiredIdentity('Name or GUID of the partner application.'),
    ...partnerParameters(false),
    { name: 'Name', type: 'String', help: 'Another name, at most 64 characters.' },
    {
      name: 'RefreshAuthMetadata',
      type: 'SwitchParameter',
      sets: ['RefreshAuthMetadata'],
      help: 'Read id, realm and keys from its metadata document again.',
    },
  ],
  async run(parameters, context) {
    const { partnerApplications } = context.state.state.organization;
    const found = requireNamed(partnerApplications, parameters.Identity as string, context);
    const checkName = (all: readonly PartnerApplication[]) => {
      if (typeof parameters.Name === 'string') requireFreeName(parameters.Name, all, 'a partner application', found);
    };
    checkName(partnerApplications);
    const change = await changeOf(found, parameters, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changeOrganization(context, (organization) => {
      checkName(organization.partnerApplications); // another may have been quicker
      return {
        ...organization,
        partnerApplications: withChanged(organization.partnerApplications, found, context, change),
      };
    });
    return { output: [], warnings: delayedEffect(context) };
  },
};

/** What the call makes of the partner; its document is read before anything is changed. */
async function changeOf(
  found: PartnerApplication,
  parameters: BoundParameters,
  context: CmdletContext,
): Promise<(partner: PartnerApplication) => PartnerApplication> {
  const change = (partner: PartnerApplication) => changedPartner(partner, parameters, context);
  const { authMetadataUrl } = change(found);
  const refresh = parameters.RefreshAuthMetadata === true;
  if (refresh && authMetadataUrl === '') {
    throw new CmdletError(
      'InvalidOperation',
      `[lab] The partner application '${found.name}' has no AuthMetadataUrl to read.`,
    );
  }
  if (!refresh && !(parameters.AuthMetadataUrl instanceof URL)) return change;
  const { applicationIdentifier, realm, useAuthServer, certificateStrings } = await withPartnerMetadata(
    found,
    authMetadataUrl,
    context,
  );
  return (partner) => ({ ...change(partner), applicationIdentifier, realm, useAuthServer, certificateStrings });
}
