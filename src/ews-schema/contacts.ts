import { enumeration, words, xs } from '../xsd/simple-types.js';
import { many, optional } from '../xsd/types.js';
import {
  abchEmailAddresses,
  certificates,
  completeName,
  contactSource,
  contactUrls,
  emailAddressEntries,
  fileAsMapping,
  imAddresses,
  phoneNumbers,
  physicalAddresses,
  physicalAddressIndex,
} from './contact-entries.js';
import { emailAddress, recipients, singleRecipient, strings } from './email-address.js';
import { item } from './item.js';
import { t } from './namespaces.js';
import { guid } from './paths.js';

const person = {
  FileAs: optional(xs.string),
  FileAsMapping: optional(fileAsMapping),
  DisplayName: optional(xs.string),
  GivenName: optional(xs.string),
  Initials: optional(xs.string),
  MiddleName: optional(xs.string),
  Nickname: optional(xs.string),
  CompleteName: optional(completeName),
  CompanyName: optional(xs.string),
  EmailAddresses: optional(emailAddressEntries),
  AbchEmailAddresses: optional(abchEmailAddresses),
  PhysicalAddresses: optional(physicalAddresses),
  PhoneNumbers: optional(phoneNumbers),
  AssistantName: optional(xs.string),
  Birthday: optional(xs.dateTime),
  BusinessHomePage: optional(xs.anyURI),
  Children: optional(strings),
  Companies: optional(strings),
  ContactSource: optional(contactSource),
  Department: optional(xs.string),
  Generation: optional(xs.string),
  ImAddresses: optional(imAddresses),
  JobTitle: optional(xs.string),
  Manager: optional(xs.string),
  Mileage: optional(xs.string),
  OfficeLocation: optional(xs.string),
  PostalAddressIndex: optional(physicalAddressIndex),
  Profession: optional(xs.string),
  SpouseName: optional(xs.string),
  Surname: optional(xs.string),
  WeddingAnniversary: optional(xs.dateTime),
  HasPicture: optional(xs.boolean),
  PhoneticFullName: optional(xs.string),
  PhoneticFirstName: optional(xs.string),
  PhoneticLastName: optional(xs.string),
  Alias: optional(xs.string),
  Notes: optional(xs.string),
};

/** What the directory adds. */
const directory = {
  Photo: optional(xs.base64Binary),
  UserSMIMECertificate: optional(certificates),
  MSExchangeCertificate: optional(certificates),
  DirectoryId: optional(xs.string),
  ManagerMailbox: optional(singleRecipient),
  DirectReports: optional(recipients),
};

/** What other networks add. */
const networked = {
  AccountName: optional(xs.string),
  IsAutoUpdateDisabled: optional(xs.boolean),
  IsMessengerEnabled: optional(xs.boolean),
  Comment: optional(xs.string),
  ContactShortId: optional(xs.int),
  ContactType: optional(xs.string),
  Gender: optional(xs.string),
  IsHidden: optional(xs.boolean),
  ObjectId: optional(xs.string),
  PassportId: optional(xs.long),
  IsPrivate: optional(xs.boolean),
  SourceId: optional(xs.string),
  TrustLevel: optional(xs.int),
  CreatedBy: optional(xs.string),
  Urls: optional(contactUrls),
  Cid: optional(xs.long),
  SkypeAuthCertificate: optional(xs.string),
  SkypeContext: optional(xs.string),
  SkypeId: optional(xs.string),
  SkypeRelationship: optional(xs.string),
  YomiNickname: optional(xs.string),
  XboxLiveTag: optional(xs.string),
  InviteFree: optional(xs.boolean),
  HidePresenceAndProfile: optional(xs.boolean),
  IsPendingOutbound: optional(xs.boolean),
  SupportGroupFeeds: optional(xs.boolean),
  UserTileHash: optional(xs.string),
  UnifiedInbox: optional(xs.boolean),
  Mris: optional(strings),
  Wlid: optional(xs.string),
  AbchContactId: optional(guid),
  NotInBirthdayCalendar: optional(xs.boolean),
  ShellContactType: optional(xs.string),
  ImMri: optional(xs.string),
  PresenceTrustLevel: optional(xs.int),
  OtherMri: optional(xs.string),
  ProfileLastChanged: optional(xs.string),
  MobileIMEnabled: optional(xs.boolean),
  PartnerNetworkProfilePhotoUrl: optional(xs.string),
  PartnerNetworkThumbnailPhotoUrl: optional(xs.string),
  PersonId: optional(xs.string),
  ConversationGuid: optional(guid),
};

/** Contacts (MS-OXWSCONT). */
export const contactItem = t.extended('ContactItemType', () => item, {
  content: [{ ...person, ...directory, ...networked }],
});

const member = t.complex('MemberType', {
  attributes: { Key: optional(xs.string) },
  content: [
    {
      Mailbox: optional(emailAddress),
      Status: optional(enumeration('t', 'MemberStatusType', words('Unrecognized Normal Demoted'))),
    },
  ],
});

/** A list of contacts (MS-OXWSDLIST). */
export const distributionList = t.extended('DistributionListType', () => item, {
  content: [
    {
      DisplayName: optional(xs.string),
      FileAs: optional(xs.string),
      ContactSource: optional(contactSource),
      Members: optional(t.complex('MembersListType', { content: [{ Member: many(member) }] })),
    },
  ],
});
