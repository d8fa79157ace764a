import { expandDLRequest, expandDLResponse } from '../../ews-schema/operations/expand-dl.js';
import { errors } from '../errors.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import {
  addressBook,
  addressOf,
  type EmailAddress,
  entryWithAddress,
  isGroup,
  membersOf,
} from '../people/address-book.js';
import { privateMembers } from '../people/recipient-lists.js';

/**
 * ExpandDL (MS-OXWSEDISC): the members of a distribution list, private or of the directory; those of lists that are
 * members themselves are not among them.
 */
export const expandDL = operation({
  request: expandDLRequest,
  response: expandDLResponse,
  answer({ Mailbox }, call) {
    const expand = (list: EmailAddress) => {
      const members = list.ItemId ? privateMembers(list.ItemId, call) : publicMembers(list, call);
      return { DLExpansion: { TotalItemsInView: members.length, IncludesLastItemInRange: true, Mailbox: members } };
    };
    return messageForEach('ExpandDL', [Mailbox], expand, {});
  },
});

/** Who is no list has no members: the same as nobody of that name. */
function publicMembers({ EmailAddress, Name }: EmailAddress, call: EwsCall): readonly EmailAddress[] {
  const entries = addressBook(call);
  const named = entries.find(({ displayName }) => displayName === Name);
  const list = EmailAddress === undefined ? named : entryWithAddress(entries, EmailAddress);
  if (!list || !isGroup(list)) throw errors.nameNotResolved();
  return membersOf(list, entries).map(addressOf);
}
