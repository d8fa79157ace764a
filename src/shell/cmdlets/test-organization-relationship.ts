import type { OrganizationRelationship } from '../../directory/sharing.js';
import { type Cmdlet, CmdletError, type PowerShellObject } from '../cmdlet.js';
import { partOf } from '../either-side.js';
import { requiredIdentity } from '../given.js';
import { requireNamed } from '../named-objects.js';
import { objectNotFound } from '../not-found.js';
import { requireRecipient } from '../recipients.js';

/**
 * Test-OrganizationRelationship (Microsoft's page): looks at the relationship alone. Delegated authentication is not
 * built, so no delegation token is requested, and the last result says so. The words are ours; Exchange's are not public.
 */
export const testOrganizationRelationship: Cmdlet = {
  name: 'Test-OrganizationRelationship',
  synopsis: 'Looks whether an organization relationship could work; requests no delegation token.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [
    { ...requiredIdentity('Name or GUID of the organization relationship.'), mandatory: false },
    { name: 'UserIdentity', type: 'String', mandatory: true, help: 'A mailbox of this side, for which it is tested.' },
  ],
  tableView: ['Id', 'Status', 'Description'],
  run({ Identity: identity, UserIdentity: user }, context) {
    const relationships = partOf('organizationRelationships', context);
    const only = relationships.length === 1 ? relationships[0] : undefined;
    const relationship = typeof identity === 'string' ? requireNamed(relationships, identity, context) : only;
    if (!relationship) {
      if (relationships.length === 0) throw objectNotFound('*', context);
      throw new CmdletError('InvalidArgument', '[lab] There is more than one relationship: name one with -Identity.');
    }
    requireRecipient('UserMailbox', user as string, context);
    return { output: [...checks.map((check) => resultOf(check, relationship)), notBuilt] };
  },
};

interface Check {
  readonly id: string;
  readonly good: string;
  readonly bad: string;
  passes(relationship: OrganizationRelationship): boolean;
}

const checks: readonly Check[] = [
  {
    id: 'Enabled',
    good: '[lab] The relationship is enabled.',
    bad: '[lab] The relationship is disabled: nothing is shared.',
    passes: ({ enabled }) => enabled,
  },
  {
    id: 'DomainNames',
    good: '[lab] It names the domains of the other organisation.',
    bad: '[lab] It names no domain: nobody is looked for there.',
    passes: ({ domainNames }) => domainNames.length > 0,
  },
  {
    id: 'TargetApplicationUri',
    good: '[lab] It says for whom a delegation token would be.',
    bad: '[lab] TargetApplicationUri is blank: nobody knows for whom a delegation token would be.',
    passes: ({ targetApplicationUri }) => targetApplicationUri !== '',
  },
  {
    id: 'TargetEndpoint',
    good: '[lab] It says where to ask.',
    bad: '[lab] TargetAutodiscoverEpr and TargetSharingEpr are blank: it does not say where to ask.',
    passes: ({ targetAutodiscoverEpr, targetSharingEpr }) => targetAutodiscoverEpr !== '' || targetSharingEpr !== '',
  },
];

function resultOf({ id, good, bad, passes }: Check, relationship: OrganizationRelationship): PowerShellObject {
  const passed = passes(relationship);
  return { Id: id, Status: passed ? 'Success' : 'Error', Description: passed ? good : bad };
}

const notBuilt: PowerShellObject = {
  Id: 'DelegationToken',
  Status: 'Warning',
  Description: '[lab] Delegated authentication is not built here: no delegation token was requested.',
};
