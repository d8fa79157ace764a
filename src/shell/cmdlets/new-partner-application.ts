import { plainPartnerApplication } from '../../directory/partner-application.js';
import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { newIdentity, requireFreeName } from '../named-objects.js';
import { changeOrganization } from '../organization-change.js';
import {
  changedPartner,
  partnerApplicationObject,
  partnerParameters,
  withPartnerMetadata,
} from '../partner-applications.js';

/** New-PartnerApplication, with the parameters of Microsoft's page (facts/oauth-outbound-admin §3.6); DomainController is left out. */
export const newPartnerApplication: Cmdlet = {
  name: 'New-PartnerApplication',
  synopsis: 'Registers an application that may ask for what it has roles for.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, help: 'Name of the application.' },
    ...partnerParameters(true),
  ],
  async run(parameters, context) {
    const name = parameters.Name as string;
    requireFreeName(name, context.state.state.organization.partnerApplications, 'a partner application');
    const given = changedPartner({ ...plainPartnerApplication, name, ...newIdentity(context) }, parameters, context);
    const url = given.authMetadataUrl;
    const partner = url === '' ? given : await withPartnerMetadata(given, url, context);
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await changeOrganization(context, (organization) => {
      requireFreeName(name, organization.partnerApplications, 'a partner application'); // another may have been quicker
      return { ...organization, partnerApplications: [...organization.partnerApplications, partner] };
    });
    return { output: [partnerApplicationObject(partner, context)], warnings: delayedEffect(context) };
  },
};
