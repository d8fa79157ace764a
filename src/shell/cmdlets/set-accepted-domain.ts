import { type AcceptedDomain, acceptedDomainTypes } from '../../directory/organization.js';
import { checkDomainName, nameOf, requireDomain } from '../accepted-domains.js';
import { type Cmdlet, CmdletError, delayedEffect } from '../cmdlet.js';
import { requiredIdentity, textOr } from '../given.js';
import { changeOrganization } from '../organization-change.js';

/** Set-AcceptedDomain: the default one is the realm that the organisation speaks for itself with (facts/oauth-inbound §4.3). */
export const setAcceptedDomain: Cmdlet = {
  name: 'Set-AcceptedDomain',
  synopsis: 'Changes an accepted domain, or makes it the default one.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    requiredIdentity('Name of the accepted domain, or the domain itself.'),
    { name: 'DomainType', type: 'String', values: acceptedDomainTypes, help: 'Who delivers its mail.' },
    { name: 'MakeDefault', type: 'Boolean', help: '$true: it is the default domain from now on.' },
    { name: 'Name', type: 'String', help: 'Another name, at most 64 characters.' },
  ],
  async run(parameters, context) {
    const { acceptedDomains } = context.state.state.organization;
    const found = requireDomain(acceptedDomains, parameters.Identity as string, context);
    const { MakeDefault, Name, DomainType } = parameters;
    if (typeof Name === 'string') checkDomainName(Name, acceptedDomains, found);
    if (MakeDefault === false && found.default) {
      throw new CmdletError('InvalidOperation', '[lab] One domain must be the default: make another one the default.');
    }
    if (!(await context.shouldProcess({ target: nameOf(found) }))) return { output: [] };
    const change = (domain: AcceptedDomain): AcceptedDomain => {
      const meant = domain.domainName === found.domainName;
      const isDefault = MakeDefault === true ? meant : domain.default;
      if (!meant) return { ...domain, default: isDefault };
      return {
        ...domain,
        default: isDefault,
        name: textOr(Name, nameOf(domain)),
        domainType: textOr(DomainType, domain.domainType ?? 'Authoritative'),
      };
    };
    await changeOrganization(context, (organization) => ({
      ...organization,
      acceptedDomains: organization.acceptedDomains.map(change),
    }));
    return { output: [], warnings: delayedEffect(context) };
  },
};
