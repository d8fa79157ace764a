import { enumeration, words, xs } from '../xsd/simple-types.js';
import { many, optional } from '../xsd/types.js';
import { strings } from './email-address.js';
import { item } from './item.js';
import { t } from './namespaces.js';
import { guid } from './paths.js';

/** Items of consumer mailboxes, which hold no mail (MS-OXWSCORE). */
const roleMemberType = enumeration(
  't',
  'RoleMemberTypeType',
  words('None Passport Everyone Email Phone SkypeId ExternalId Group Guid Role Service Circle Domain Partner'),
);

export const roleMember = t.extended('RoleMemberItemType', () => item, {
  content: [{ DisplayName: optional(xs.string), Type: optional(roleMemberType), MemberId: optional(xs.string) }],
});

export const network = t.extended('NetworkItemType', () => item, {
  content: [
    {
      DomainId: optional(xs.int),
      DomainTag: optional(xs.string),
      UserTileUrl: optional(xs.string),
      ProfileUrl: optional(xs.string),
      Settings: optional(xs.int),
      IsDefault: optional(xs.boolean),
      AutoLinkError: optional(xs.string),
      AutoLinkSuccess: optional(xs.string),
      UserEmail: optional(xs.string),
      ClientPublishSecret: optional(xs.string),
      ClientToken: optional(xs.string),
      ClientToken2: optional(xs.string),
      ContactSyncError: optional(xs.string),
      ContactSyncSuccess: optional(xs.string),
      ErrorOffers: optional(xs.int),
      FirstAuthErrorDates: optional(xs.string),
      LastVersionSaved: optional(xs.int),
      LastWelcomeContact: optional(xs.string),
      Offers: optional(xs.int),
      PsaLastChanged: optional(xs.dateTime),
      RefreshToken2: optional(xs.string),
      RefreshTokenExpiry2: optional(xs.string),
      SessionHandle: optional(xs.string),
      RejectedOffers: optional(xs.int),
      SyncEnabled: optional(xs.boolean),
      TokenRefreshLastAttempted: optional(xs.dateTime),
      TokenRefreshLastCompleted: optional(xs.dateTime),
      PsaState: optional(xs.string),
      SourceEntryID: optional(xs.base64Binary),
      AccountName: optional(xs.string),
      LastSync: optional(xs.dateTime),
    },
  ],
});

const contactHandle = t.complex('AbchPersonContactHandle', {
  content: [{ SourceId: xs.string, ObjectId: xs.string, AccountName: optional(xs.string) }],
});

const contactHandles = t.complex('ArrayOfAbchPersonContactHandlesType', {
  content: [{ ContactHandle: many(contactHandle) }],
});

export const person = t.extended('AbchPersonItemType', () => item, {
  content: [
    {
      AntiLinkInfo: optional(xs.string),
      PersonId: optional(guid),
      ContactHandles: optional(contactHandles),
      ContactCategories: optional(strings),
      RelevanceOrder1: optional(xs.string),
      RelevanceOrder2: optional(xs.string),
      TrustLevel: optional(xs.int),
      FavoriteOrder: optional(xs.int),
      ExchangePersonIdGuid: optional(guid),
    },
  ],
});
