import { enumeration, words, xs } from '../xsd/simple-types.js';
import { many, optional, some } from '../xsd/types.js';
import { mailboxType } from './email-address.js';
import { t } from './namespaces.js';

/** What a contact has several of, each with a key (MS-OXWSCONT). */
export const emailAddressEntries = t.complex('EmailAddressDictionaryType', {
  content: [
    {
      Entry: some(
        t.text('EmailAddressDictionaryEntryType', xs.string, {
          Key: enumeration('t', 'EmailAddressKeyType', words('EmailAddress1 EmailAddress2 EmailAddress3')),
          Name: optional(xs.string),
          RoutingType: optional(xs.string),
          MailboxType: optional(mailboxType),
        }),
      ),
    },
  ],
});

const abchEmailAddress = t.complex('AbchEmailAddressDictionaryEntryType', {
  content: [
    {
      Type: enumeration('t', 'AbchEmailAddressTypeType', words('Personal Business Other Passport')),
      Address: xs.string,
      IsMessengerEnabled: optional(xs.boolean),
      Capabilities: optional(xs.long),
    },
  ],
});

export const abchEmailAddresses = t.complex('AbchEmailAddressDictionaryType', {
  content: [{ Email: some(abchEmailAddress) }],
});

const contactUrl = t.complex('ContactUrlDictionaryEntryType', {
  content: [
    {
      Type: enumeration(
        't',
        'ContactUrlKeyType',
        words(
          'Personal Business Attachment EbcDisplayDefinition EbcFinalImage EbcLogo Feed Image InternalMarker Other',
        ),
      ),
      Name: optional(xs.string),
      Address: optional(xs.string),
    },
  ],
});

export const contactUrls = t.complex('ContactUrlDictionaryType', { content: [{ Url: some(contactUrl) }] });

export const phoneNumbers = t.complex('PhoneNumberDictionaryType', {
  content: [
    {
      Entry: some(
        t.text('PhoneNumberDictionaryEntryType', xs.string, {
          Key: enumeration(
            't',
            'PhoneNumberKeyType',
            words(
              'AssistantPhone BusinessFax BusinessPhone BusinessPhone2 Callback CarPhone CompanyMainPhone HomeFax HomePhone HomePhone2 Isdn MobilePhone OtherFax OtherTelephone Pager PrimaryPhone RadioPhone Telex TtyTddPhone BusinessMobile IPPhone Mms Msn',
            ),
          ),
        }),
      ),
    },
  ],
});

export const imAddresses = t.complex('ImAddressDictionaryType', {
  content: [
    {
      Entry: some(
        t.text('ImAddressDictionaryEntryType', xs.string, {
          Key: enumeration('t', 'ImAddressKeyType', words('ImAddress1 ImAddress2 ImAddress3')),
        }),
      ),
    },
  ],
});

const physicalAddress = t.complex('PhysicalAddressDictionaryEntryType', {
  attributes: { Key: enumeration('t', 'PhysicalAddressKeyType', words('Home Business Other')) },
  content: [
    {
      Street: optional(xs.string),
      City: optional(xs.string),
      State: optional(xs.string),
      CountryOrRegion: optional(xs.string),
      PostalCode: optional(xs.string),
    },
  ],
});

export const physicalAddresses = t.complex('PhysicalAddressDictionaryType', {
  content: [{ Entry: some(physicalAddress) }],
});

export const completeName = t.complex('CompleteNameType', {
  content: [
    {
      Title: optional(xs.string),
      FirstName: optional(xs.string),
      MiddleName: optional(xs.string),
      LastName: optional(xs.string),
      Suffix: optional(xs.string),
      Initials: optional(xs.string),
      FullName: optional(xs.string),
      Nickname: optional(xs.string),
      YomiFirstName: optional(xs.string),
      YomiLastName: optional(xs.string),
    },
  ],
});

export const certificates = t.complex('ArrayOfBinaryType', { content: [{ Base64Binary: many(xs.base64Binary) }] });

export const fileAsMapping = enumeration(
  't',
  'FileAsMappingType',
  words(
    'None LastCommaFirst FirstSpaceLast Company LastCommaFirstCompany CompanyLastFirst LastFirst LastFirstCompany CompanyLastCommaFirst LastFirstSuffix LastSpaceFirstCompany CompanyLastSpaceFirst LastSpaceFirst DisplayName FirstName LastFirstMiddleSuffix LastName Empty',
  ),
);

export const contactSource = enumeration('t', 'ContactSourceType', words('ActiveDirectory Store'));

export const physicalAddressIndex = enumeration('t', 'PhysicalAddressIndexType', words('None Business Home Other'));
