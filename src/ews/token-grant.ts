import type { Findings } from '../authentication/judgement.js';
import { readId, writeId } from '../mailbox/object-id.js';
import { sameText } from '../protocol/audience.js';
import { type Refusal, refuse } from '../protocol/diagnostics.js';
import { ewsRoles, ewsScopes, knownScopes } from '../protocol/grants.js';
import { descendants, type XmlElement } from '../protocol/xml-document.js';
import type { TokenGrant } from './operation.js';

/**
 * What Exchange Web Services make of a token that the door has let in (facts/oauth-inbound §1.3, 2000008 with 403). Which
 * of its refusals belongs to which token is inferred from their words: a user's token needs a scope they know and one
 * that is enough, an application's a role; a callback token reaches its own mailbox, or its one item.
 */
export function tokenGrant(found: Findings, side: 'OnPremises' | 'Cloud'): TokenGrant | undefined {
  const { kind, grants, itemScope, user } = found;
  switch (kind) {
    case 'V1AppActAs':
    case 'V1IdToken':
      return () => missingScope(grants);
    case 'V1AppOnly':
      return () => (grants?.length && !grants.includes(ewsRoles[side]) ? refuse('NotEnoughGrantPresented') : undefined);
    case 'Callback':
    case 'V1Callback':
      return (operation) =>
        itemScope === undefined
          ? otherMailbox(operation, user?.primarySmtpAddress ?? '')
          : beyondItem(operation, itemScope);
    default:
      return undefined;
  }
}

/** An empty list is made up for by a linked account (authentication/steps/scopes.ts). */
function missingScope(grants: readonly string[] | undefined): Refusal | undefined {
  if (grants?.length === 0) return undefined;
  const known = (grants ?? []).filter((grant) => knownScopes.has(grant));
  if (known.length === 0) return refuse('NoGrantPresented');
  return known.some((grant) => ewsScopes.has(grant)) ? undefined : refuse('NotEnoughGrantPresented');
}

function otherMailbox(operation: XmlElement, own: string): Refusal | undefined {
  const addresses = [...descendants(operation, 'EmailAddress'), ...descendants(operation, 'Address')];
  const asked = addresses.map(({ text }) => text.trim());
  return asked.some((address) => !sameText(address, own)) ? refuse('AllowAccessOwnMailboxOnly') : undefined;
}

/** A token for one item opens GetItem and GetAttachment, for that item (documented for add-ins: getCallbackTokenAsync). */
function beyondItem(operation: XmlElement, itemScope: string): Refusal | undefined {
  switch (operation.name) {
    case 'GetItem':
      return idsIn(operation, 'ItemIds').every(
        ({ name, attributes }) => name === 'ItemId' && attributes.Id === itemScope,
      )
        ? undefined
        : refuse('ItemOutsideScope');
    case 'GetAttachment':
      return descendants(operation, 'AttachmentId').every(({ attributes }) => itemOf(attributes.Id) === itemScope)
        ? undefined
        : refuse('AttachmentOutsideScope');
    default:
      return refuse('MethodNotAllowedForToken');
  }
}

/** However they name an item: an occurrence is another item than its series. */
function idsIn(operation: XmlElement, list: string): readonly XmlElement[] {
  return descendants(operation, list).flatMap(({ children }) => children);
}

/** The id of the item that has an attachment. */
function itemOf(attachmentId: string | undefined): string | undefined {
  const id = readId(attachmentId ?? '');
  return id?.kind === 'attachment' ? writeId({ kind: 'item', mailbox: id.mailbox, number: id.number }) : undefined;
}
