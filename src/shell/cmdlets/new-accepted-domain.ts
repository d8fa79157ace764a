import { type AcceptedDomain, type AcceptedDomainType, acceptedDomainTypes } from '../../directory/organization.js';
import { acceptedDomainObject, checkNewDomain } from '../accepted-domains.js';
import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { changeOrganization } from '../organization-change.js';

/** New-AcceptedDomain: the domain's name is a realm of the organisation as well (facts/oauth-inbound §1.4, Organization). */
export const newAcceptedDomain: Cmdlet = {
  name: 'New-AcceptedDomain',
  synopsis: 'Adds a domain whose mail, and whose tokens, belong to the organisation.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, help: 'A name for it, at most 64 characters.' },
    { name: 'DomainName', type: 'String', mandatory: true, help: 'The domain, or *.domain for all below it.' },
    { name: 'DomainType', type: 'String', values: acceptedDomainTypes, help: 'Authoritative when left out.' },
  ],
  async run({ Name, DomainName, DomainType }, context) {
    const domain: AcceptedDomain = {
      domainName: (DomainName as string).trim().toLowerCase(),
      default: false,
      name: Name as string,
      domainType: (DomainType as AcceptedDomainType | undefined) ?? 'Authoritative',
    };
    checkNewDomain(domain, context.state.state.organization.acceptedDomains);
    if (!(await context.shouldProcess({ target: domain.domainName }))) return { output: [] };
    await changeOrganization(context, (organization) => {
      checkNewDomain(domain, organization.acceptedDomains); // another call may have been quicker
      return { ...organization, acceptedDomains: [...organization.acceptedDomains, domain] };
    });
    return { output: [acceptedDomainObject(domain)], warnings: delayedEffect(context) };
  },
};
